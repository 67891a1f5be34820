import { type AppError, errorText } from '../domain/errors.ts'
import { fileOf, filesOf, type MediaInfo, type ProbedMedia } from '../domain/media.ts'
import type { FileLike, FolderSearch, MediaState, PickedFile } from '../domain/ports.ts'
import {
  fileNameKey,
  isAway,
  matchMedia,
  namesToSearch,
  offeredTrack,
  planRelink,
  sizesToSearch,
} from '../domain/relink.ts'
import type { MediaId } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import { ok } from '../lib/result.ts'
import { nameList } from './nameList.ts'
import { noticeOffer } from './noticeOffer.ts'
import { type Offered, offeredFile, offeredFiles } from './offeredFile.ts'
import { pickFiles, pickFolder } from './pickers.ts'
import { converted, type MediaContext, type SessionMedia } from './sessionMedia.ts'

/** How many files are at hand that were not, and the names of those of which the originals are at hand again; `ids` of both. */
type Used = {
  readonly found: number
  readonly originals: readonly string[]
  readonly ids: ReadonlySet<MediaId>
}

/** Of a file to be converted: its sound is kept by the name and the date of what it was made of. */
function asOffered(known: MediaInfo, probed: ProbedMedia): MediaInfo {
  if (probed.kind === 'inPlace') return probed.info
  const { fileName, modified } = probed.source
  return { ...known, fileName, ...(modified !== undefined && { modified }) }
}

const nameOfMedia = (media: Readonly<Record<MediaId, MediaInfo>>, id: MediaId): string => {
  const info = media[id]
  return info ? soundName(info) : id
}

/** Finding the files of a session again. */
export function mediaActions(context: MediaContext & { readonly media: SessionMedia }) {
  const { document, workspace, importer, library, media, notify } = context

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
  /** What is not at hand may be given anew, also where it only needs to be allowed. */
  const awayMedia = () => mediaWhere(isAway)
  /** Conformed files that are mixed from their copies, and not at hand themselves. */
  const withoutOriginal = () =>
    mediaWhere(
      (state) => state.kind === 'ready' && (state.original === 'none' || state.original === 'refused'),
    )
  /** All that a file which is offered may be. */
  const wantedMedia = () => ({ ...awayMedia(), ...withoutOriginal() })

  async function lookInto(picked: PickedFile): Promise<readonly [Offered, ...Offered[]] | AppError> {
    const { sampleRate } = document.getState().session
    const probed = await importer.probe(picked.file, sampleRate)
    return probed.ok ? offeredFiles(picked, probed.value) : probed.error
  }

  /**
   * Puts files that are known to be the same in the places of missing ones, as one step, and attaches originals to the
   * sound that was kept of them, which is none. What it says of those that could be.
   */
  async function use(found: ReadonlyMap<MediaId, Offered>): Promise<Used> {
    const here = media.session
    const attached = withoutOriginal()
    const infos: Record<MediaId, MediaInfo> = {}
    const mixed = new Map<MediaId, FileLike>()
    // All at once: how long they take together is known only of what has been put in line.
    await Promise.all(
      [...found].map(async ([id, { picked, probed }]) => {
        const known = sessionMedia()[id]
        if (!known) return
        const { fileName } = probed.kind === 'inPlace' ? probed.info : probed.source
        const kept = known.conform && fileName === known.fileName ? await importer.conformed(known) : null
        // The same bytes are the same audio: only what it is called, its date and where it lies may be new.
        const info = kept ? known : asOffered(known, probed)
        const made = known.conform && !kept ? await media.conformAgain(id, info, picked.file) : null
        if (made && !made.ok) return
        infos[id] = info
        mixed.set(id, kept ?? made?.value ?? picked.file)
      }),
    )
    if (here.aborted || mixed.size === 0) return { found: 0, originals: [], ids: new Set() }
    const changed = Object.entries(infos).filter(([id, info]) => attached[id] !== info)
    if (changed.length > 0)
      document.getState().dispatch({ type: 'media/relink', media: Object.fromEntries(changed) })
    for (const [id, file] of mixed) {
      const info = infos[id]
      const picked = found.get(id)?.picked
      const reference = picked?.reference
      if (info?.conform && picked) media.keepOriginal(id, picked.file)
      const kept = reference ? 'reference' : 'page'
      media.set(id, info?.conform ? converted(kept) : { kind: 'ready', kept }, file)
      if (info) void media.drawLater(id, info)
      const remembered = reference ? await library.remember(id, reference) : ok(undefined)
      if (!remembered.ok) fail(remembered.error)
    }
    const used = Object.entries(infos)
    const originals = used.filter(([id]) => attached[id])
    return {
      found: filesOf(used.filter(([id]) => !attached[id])).length,
      originals: filesOf(originals).map(({ fileName }) => fileName),
      ids: new Set(mixed.keys()),
    }
  }

  function sayFound({ found }: Used): void {
    if (found > 0)
      notify('info', found === 1 ? '1 file was found again.' : `${found} files were found again.`)
  }

  function sayOriginals({ originals }: Used): void {
    if (originals.length === 0) return
    const are = originals.length === 1 ? 'The original of' : 'The originals of'
    notify('info', `${are} ${nameList(originals)} ${originals.length === 1 ? 'is' : 'are'} at hand again.`)
  }

  async function relink(id: MediaId, picked: PickedFile): Promise<void> {
    const known = sessionMedia()[id]
    const offered = await lookInto(picked)
    if (!known) return
    if ('code' in offered) {
      fail(offered)
      return
    }
    const track = offeredTrack(known, offered)
    const match = matchMedia(known, track)
    if (match.same) {
      const found = new Map([[id, track]])
      // The other tracks of the file are found with it.
      for (const [other, info] of Object.entries(wantedMedia())) {
        const same = fileOf(other, info) === fileOf(id, known) && offeredTrack(info, offered)
        if (same && matchMedia(info, same).same) found.set(other, same)
      }
      sayOriginals(await use(found))
    } else {
      const file = soundName(known)
      fail({ code: 'media/mismatch', file, offered: picked.file.name, detail: match.detail })
    }
  }

  /** `ofSizes` is asked for more files when those do not hold all that is not at hand. */
  async function relinkAmong(
    files: readonly PickedFile[],
    ofSizes?: (sizes: ReadonlySet<number>) => Promise<readonly PickedFile[]>,
  ): Promise<void> {
    const wanted = wantedMedia()
    const names = new Set([...namesToSearch(wanted)].map(fileNameKey))
    const sizes = new Set(Object.values(wanted).map(({ bytes }) => bytes))
    // Of a whole folder, only what may be one of them is worth reading.
    const likely = files.filter(({ file }) => names.has(fileNameKey(file.name)) || sizes.has(file.size))
    const looked = await Promise.all(likely.map(lookInto))
    const away = awayMedia()
    const planned = () =>
      planRelink(
        wanted,
        looked.flatMap((one) => ('code' in one ? [] : one)),
        sessionMedia(),
      )
    let plan = planned()
    const notThere = Object.entries(away).flatMap(([id, info]) =>
      plan.get(id)?.kind === 'none' ? [info] : [],
    )
    const unfound = sizesToSearch(notThere)
    if (ofSizes && unfound.size > 0) {
      const more = await ofSizes(unfound)
      const others = more.filter(({ file }) => !names.has(fileNameKey(file.name)))
      // What is as large by chance and no sound is none of them; one that cannot be read may be, and is named.
      const isTold = (one: (typeof looked)[number]) => !('code' in one) || one.code.startsWith('file/')
      looked.push(...(await Promise.all(others.map(lookInto))).filter(isTold))
      plan = planned()
    }
    const nameOf = (id: MediaId): string => nameOfMedia(sessionMedia(), id)
    const warn = (ids: readonly MediaId[], text: (names: string) => string): void =>
      notify('warning', text(nameList(ids.map(nameOf))), undefined, () => media.areAway(ids))
    const found = new Map<MediaId, Offered>()
    const nowhere: MediaId[] = []
    const unclear: MediaId[] = []
    for (const [id, result] of plan) {
      if (result.kind === 'found') found.set(id, result.file)
      // What is mixed already is not asked for: an original that comes along is welcome.
      else if (!away[id]) continue
      else if (result.kind === 'ambiguous') unclear.push(id)
      else if (result.nearest) {
        const { file, detail } = result.nearest
        fail({ code: 'media/mismatch', file: nameOf(id), offered: file.fileName, detail })
      } else nowhere.push(id)
    }
    for (const one of looked) if ('code' in one) fail(one)
    const used = await use(found)
    sayFound(used)
    sayOriginals(used)
    if (nowhere.length > 0) warn(nowhere, (names) => `Not found there: ${names}.`)
    if (unclear.length > 0)
      warn(unclear, (names) => `Several files there may be ${names}: relink it by choosing one.`)
  }

  return {
    /**
     * Of files that are being added, those that are not at hand in the session go back to their places: the indices of what
     * was taken. A file that is added twice would be heard twice.
     */
    async reclaim(
      arriving: readonly { readonly picked: PickedFile; readonly probed: ProbedMedia | null }[],
    ): Promise<ReadonlySet<number>> {
      const places = new Map<MediaId, Offered>()
      const meant: (readonly [index: number, id: MediaId])[] = []
      for (const [index, { picked, probed }] of arriving.entries()) {
        const offered = probed && offeredFile(picked, probed)
        if (offered?.fingerprint === undefined) continue
        for (const [id, known] of Object.entries(wantedMedia())) {
          // Silence of one length is one content under many names.
          const sameName = fileNameKey(known.fileName) === fileNameKey(offered.fileName)
          if (known.fingerprint === undefined || !sameName || !matchMedia(known, offered).same) continue
          places.set(id, offered)
          meant.push([index, id])
        }
      }
      const used = await use(places)
      sayFound(used)
      sayOriginals(used)
      return new Set(meant.flatMap(([index, id]) => (used.ids.has(id) ? [index] : [])))
    },

    setFilesOpen(filesOpen: boolean): void {
      workspace.setState({ filesOpen })
      if (filesOpen) void library.space().then((storage) => workspace.setState({ storage }))
    },

    async allowFiles(): Promise<void> {
      const asked = Object.keys(
        mediaWhere(
          (state) => state.kind === 'permission' || (state.kind === 'ready' && state.original === 'refused'),
        ),
      )
      const allowed = await library.requestAccess(asked)
      await media.locate(document.getState().session, allowed)
      const refused = asked.filter((id) => !allowed.has(id)).map((id) => nameOfMedia(sessionMedia(), id))
      if (refused.length > 0) fail({ code: 'media/refused', file: refused.join(', ') })
    },

    async drawWaveforms(ids: readonly MediaId[]): Promise<void> {
      const known = sessionMedia()
      await Promise.all(ids.map((id) => known[id] && media.drawLater(id, known[id])))
    },

    relink,
    async pickRelink(id: MediaId): Promise<void> {
      const [picked] = await pickFiles(fail, { multiple: false })
      if (picked) await relink(id, picked)
    },
    relinkAmong: (files: readonly PickedFile[]): Promise<void> => relinkAmong(files),
    async relinkFolder(): Promise<void> {
      const folder = await pickFolder('dubstage-media', 'read')
      if (!folder) return
      const { signal } = new AbortController()
      const filesIn = async (search: Partial<FolderSearch>): Promise<readonly PickedFile[] | null> => {
        const found = await library.filesIn(folder, { names: new Set(), sizes: new Set(), ...search }, signal)
        if (found.ok) return found.value
        fail(found.error)
        return null
      }
      const named = await filesIn({ names: namesToSearch(awayMedia()) })
      // Only then those that were renamed: the size of every file is a question to the disk.
      if (named) await relinkAmong(named, async (sizes) => (await filesIn({ sizes })) ?? [])
    },
  }
}
