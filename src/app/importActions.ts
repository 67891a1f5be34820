import { trackFromMedia } from '../domain/commands.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { FileLike, ImportPort } from '../domain/ports.ts'
import type { MediaId, Track } from '../domain/session.ts'
import { type StemId, stemSpec, stemsInName } from '../domain/stems.ts'
import type { Result } from '../lib/result.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'

export type ImportContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly importer: ImportPort
  /** Files of the session, by media; the session itself holds only what is known of them. */
  readonly files: Map<MediaId, FileLike>
  notify(severity: Notice['severity'], text: string): void
}

type Accepted = { readonly media: MediaId; readonly info: MediaInfo; readonly track: Track }

/** Where a file goes whose name says nothing: the stem that both deliverables have, so that nothing is lost. */
const DEFAULT_STEM = 'effects'

/** Files read side by side. More would only make the disk seek. */
const PARALLEL = 4

/** Controls are called by their track: two of one name could not be told apart by ear. */
function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let n = 2; taken.has(unique); n++) unique = `${name} ${n}`
  taken.add(unique)
  return unique
}

export function importActions(context: ImportContext) {
  const { workspace, notify } = context
  const running = new Map<string, AbortController>()

  const progress = (id: string, done: number): void =>
    workspace.setState(({ imports }) => ({
      imports: imports.map((item) => (item.id === id ? { ...item, progress: done } : item)),
    }))

  /** Waveforms come when they come: a track is there before its picture. */
  async function showWaveform(
    media: MediaId,
    file: FileLike,
    info: MediaInfo,
    id: string,
  ): Promise<Result<unknown, AppError>> {
    const controller = new AbortController()
    running.set(id, controller)
    workspace.setState(({ imports }) => ({ imports: [...imports, { id, fileName: file.name, progress: 0 }] }))
    const peaks = await context.importer.peaks(
      file,
      info,
      (done, snapshot) => {
        progress(id, done)
        if (snapshot) workspace.setState((state) => ({ peaks: new Map(state.peaks).set(media, snapshot) }))
      },
      controller.signal,
    )
    running.delete(id)
    workspace.setState((state) => ({
      imports: state.imports.filter((item) => item.id !== id),
      ...(peaks.ok ? { peaks: new Map(state.peaks).set(media, peaks.value) } : {}),
    }))
    return peaks
  }

  async function accept(file: File): Promise<Accepted | null> {
    const { session } = context.document.getState()
    const probed = await context.importer.probe(file, session.sampleRate)
    if (!probed.ok) {
      notify('error', errorText(probed.error))
      return null
    }
    const info = probed.value
    const media = crypto.randomUUID()
    const waveform = showWaveform(media, file, info, media)
    if (info.pcm.encoding.kind === 'float') {
      const checked = await waveform
      if (!checked.ok) {
        if (checked.error.code !== 'cancelled') notify('error', errorText(checked.error))
        return null
      }
    } else {
      void waveform.then((drawn) => {
        if (!drawn.ok && drawn.error.code !== 'cancelled') notify('error', errorText(drawn.error))
      })
    }
    for (const warning of info.warnings) notify('warning', `“${file.name}”: ${warning}`)
    const [stem, ...others] = stemsInName(file.name)
    if (stem && others.length > 0) {
      const name = (id: StemId): string => stemSpec(id).name
      const rest = others.map(name).join(', ')
      notify('info', `“${file.name}” names more than one stem: it was put in ${name(stem)}, not in ${rest}.`)
    }
    if (!stem) {
      notify(
        'info',
        `“${file.name}” says no stem (DX, FX, MX …): it was put in Effects. Move it with its stem menu.`,
      )
    }
    const name = file.name.replace(/\.[^.]+$/, '') || file.name
    context.files.set(media, file)
    const ids = { track: crypto.randomUUID(), clip: crypto.randomUUID(), media }
    return { media, info, track: trackFromMedia(ids, info, name, stem ?? DEFAULT_STEM) }
  }

  return {
    /** Adds files as tracks, one undo step for all. Each that cannot be used is named and the others go on. */
    async importFiles(files: readonly File[]): Promise<void> {
      if (files.length === 0) return
      const accepted: (Accepted | null)[] = []
      const queue = [...files.entries()]
      const work = async (): Promise<void> => {
        for (let entry = queue.shift(); entry; entry = queue.shift())
          accepted[entry[0]] = await accept(entry[1])
      }
      await Promise.all(Array.from({ length: PARALLEL }, work))
      const good = accepted.filter((one) => one !== null)
      if (good.length === 0) return
      const { session, dispatch } = context.document.getState()
      const names = new Set(session.tracks.map((track) => track.name))
      dispatch({
        type: 'tracks/add',
        media: Object.fromEntries(good.map(({ media, info }) => [media, info])),
        tracks: good.map(({ track }) => ({ ...track, name: uniqueName(track.name, names) })),
      })
      workspace.setState({ opened: true })
    },

    cancelImport(id: string): void {
      running.get(id)?.abort()
    },

    showWaveform,
  }
}
