import { type AppError, errorText } from '../domain/errors.ts'
import type { MediaInfo, ProbedMedia } from '../domain/media.ts'
import type { FileLike, MediaState, PickedFile } from '../domain/ports.ts'
import { fileNameKey, matchMedia, namesToSearch, planRelink } from '../domain/relink.ts'
import type { MediaId } from '../domain/session.ts'
import { ok } from '../lib/result.ts'
import { nameList } from './importNews.ts'
import { noticeOffer } from './noticeOffer.ts'
import { type Offered, offeredFile } from './offeredFile.ts'
import { pickFiles, pickFolder } from './pickers.ts'
import { COPIED, type MediaContext, type SessionMedia } from './sessionMedia.ts'

/** Finding the files of a session again, and keeping copies of them. */
export function mediaActions(context: MediaContext & { readonly media: SessionMedia }) {
  const { document, workspace, importer, library, media, notify } = context
  let collecting: AbortController | null = null

  const fail = (error: AppError): void => {
    if (error.code !== 'cancelled') notify('error', errorText(error), noticeOffer(error))
  }
  const sessionMedia = (): Readonly<Record<MediaId, MediaInfo>> => document.getState().session.media
  const mediaWhere = (wanted: (state: MediaState) => boolean): Readonly<Record<MediaId, MediaInfo>> =>
    Object.fromEntries(
      Object.entries(sessionMedia()).filter(([id]) => {
        const state = media.state(id)
        return state !== undefined && wanted(state)
      }),
    )
  const missingMedia = () => mediaWhere(({ kind }) => kind === 'missing')

  async function lookInto(picked: PickedFile): Promise<Offered | AppError> {
    const { sampleRate } = document.getState().session
    const probed = await importer.probe(picked.file, sampleRate)
    return probed.ok ? offeredFile(picked, probed.value) : probed.error
  }

  /** Puts files that are known to be the same in the places of missing ones, as one step. The number that could be. */
  async function use(found: ReadonlyMap<MediaId, Offered>): Promise<number> {
    const here = media.session
    const infos: Record<MediaId, MediaInfo> = {}
    const mixed = new Map<MediaId, FileLike>()
    for (const [id, { picked, probed }] of found) {
      const known = sessionMedia()[id]
      if (!known) continue
      let { file } = picked
      if (known.conform) {
        const copy = await importer.conformed(known)
        const made = copy ? ok(copy) : await media.conformAgain(known, file)
        if (!made.ok) continue
        file = made.value
      }
      // The same bytes are the same audio: only what it is called and where it lies may be new.
      infos[id] = probed.kind === 'inPlace' ? probed.info : { ...known, fileName: picked.file.name }
      mixed.set(id, file)
    }
    if (here.aborted || mixed.size === 0) return 0
    document.getState().dispatch({ type: 'media/relink', media: infos })
    for (const [id, file] of mixed) {
      const info = infos[id]
      const picked = found.get(id)?.picked
      const reference = picked?.reference
      if (info?.conform && picked) media.keepOriginal(id, picked.file)
      media.set(id, { kind: 'ready', kept: reference ? 'reference' : info?.conform ? 'copy' : 'page' }, file)
      if (info && !workspace.getState().peaks.has(id)) void media.drawLater(id, file, info)
      const remembered = reference ? await library.remember(id, reference) : ok(undefined)
      if (!remembered.ok) fail(remembered.error)
    }
    return mixed.size
  }

  async function showSpace(): Promise<void> {
    workspace.setState({ storage: await library.space() })
  }

  async function relink(id: MediaId, picked: PickedFile): Promise<void> {
    const known = sessionMedia()[id]
    const offered = await lookInto(picked)
    if (!known) return
    if ('code' in offered) {
      fail(offered)
      return
    }
    const match = matchMedia(known, offered)
    if (match.same) await use(new Map([[id, offered]]))
    else {
      const { fileName: file } = known
      fail({ code: 'media/mismatch', file, offered: picked.file.name, detail: match.detail })
    }
  }

  async function relinkAmong(files: readonly PickedFile[]): Promise<void> {
    const names = new Set([...namesToSearch(missingMedia())].map(fileNameKey))
    const sizes = new Set(Object.values(missingMedia()).map(({ bytes }) => bytes))
    // Of a whole folder, only what may be one of them is worth reading.
    const likely = files.filter(({ file }) => names.has(fileNameKey(file.name)) || sizes.has(file.size))
    const looked = await Promise.all(likely.map(lookInto))
    const plan = planRelink(
      missingMedia(),
      looked.filter((one): one is Offered => !('code' in one)),
    )
    const nameOf = (id: MediaId): string => sessionMedia()[id]?.fileName ?? ''
    const found = new Map<MediaId, Offered>()
    const nowhere: string[] = []
    const unclear: string[] = []
    for (const [id, result] of plan) {
      if (result.kind === 'found') found.set(id, result.file)
      else if (result.kind === 'ambiguous') unclear.push(nameOf(id))
      else if (result.nearest) {
        const { file, detail } = result.nearest
        fail({ code: 'media/mismatch', file: nameOf(id), offered: file.fileName, detail })
      } else nowhere.push(nameOf(id))
    }
    for (const one of looked) if ('code' in one) fail(one)
    const used = await use(found)
    if (used > 0) notify('info', used === 1 ? '1 file was found again.' : `${used} files were found again.`)
    if (nowhere.length > 0) notify('warning', `Not found there: ${nameList(nowhere)}.`)
    if (unclear.length > 0) {
      notify('warning', `Several files there may be ${nameList(unclear)}: relink it by choosing one.`)
    }
  }

  return {
    /**
     * Of files that are being added, those that are missing in the session go back to their places: the indices of what
     * was taken. A file that is added twice would be heard twice.
     */
    async reclaim(
      arriving: readonly { readonly picked: PickedFile; readonly probed: ProbedMedia | null }[],
    ): Promise<ReadonlySet<number>> {
      const places = new Map<MediaId, Offered>()
      const taken = new Set<number>()
      for (const [index, { picked, probed }] of arriving.entries()) {
        const offered = probed && offeredFile(picked, probed)
        if (offered?.fingerprint === undefined) continue
        for (const [id, known] of Object.entries(missingMedia())) {
          // Silence of one length is one content under many names.
          const sameName = fileNameKey(known.fileName) === fileNameKey(offered.fileName)
          if (known.fingerprint === undefined || !sameName || !matchMedia(known, offered).same) continue
          places.set(id, offered)
          taken.add(index)
        }
      }
      const used = await use(places)
      if (used > 0)
        notify(
          'info',
          used === 1 ? '1 missing file was found again.' : `${used} missing files were found again.`,
        )
      return used === places.size ? taken : new Set()
    },

    setFilesOpen(filesOpen: boolean): void {
      workspace.setState({ filesOpen })
      if (filesOpen) void showSpace()
    },

    async allowFiles(): Promise<void> {
      const asked = Object.keys(mediaWhere(({ kind }) => kind === 'permission'))
      const allowed = await library.requestAccess(asked)
      await media.locate(document.getState().session, allowed)
      const refused = asked.filter((id) => !allowed.has(id)).map((id) => sessionMedia()[id]?.fileName ?? '')
      if (refused.length > 0) fail({ code: 'media/refused', file: refused.join(', ') })
    },

    relink,
    async pickRelink(id: MediaId): Promise<void> {
      const [picked] = await pickFiles({ multiple: false })
      if (picked) await relink(id, picked)
    },
    relinkAmong,
    async relinkFolder(): Promise<void> {
      const folder = await pickFolder('dubstage-media', 'read')
      if (!folder) return
      const { signal } = new AbortController()
      const files = await library.filesIn(folder, namesToSearch(missingMedia()), signal)
      if (files.ok) await relinkAmong(files.value)
      else fail(files.error)
    },

    async collect(which: 'unkept' | 'all'): Promise<void> {
      if (collecting) return
      const here = media.session
      const controller = new AbortController()
      collecting = controller
      here.addEventListener('abort', () => controller.abort(), { once: true })
      const chosen = Object.entries(
        mediaWhere(
          (state) =>
            state.kind === 'ready' && state.kept !== 'copy' && (which === 'all' || state.kept === 'page'),
        ),
      ).filter(([, { conform }]) => !conform)
      const bytes = chosen.reduce((sum, [id]) => sum + (media.files.get(id)?.size ?? 0), 0)
      let before = 0
      workspace.setState({ collecting: { bytes, bytesDone: 0, startedAt: performance.now() } })
      try {
        for (const [id, info] of chosen) {
          const file = media.files.get(id)
          if (!file || controller.signal.aborted) continue
          const copied = await library.collect(
            id,
            info,
            file,
            (done) =>
              workspace.setState(({ collecting: now }) => ({
                collecting: now && { ...now, bytesDone: before + done },
              })),
            controller.signal,
          )
          before += file.size
          if (here.aborted) return
          if (copied.ok) media.set(id, COPIED, copied.value)
          else fail(copied.error)
          if (!copied.ok && copied.error.code === 'storage/full') break
        }
      } finally {
        collecting = null
        workspace.setState({ collecting: null })
        await showSpace()
      }
    },
    cancelCollect: (): void => collecting?.abort(),
  }
}
