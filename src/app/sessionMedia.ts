import { type AppError, errorText } from '../domain/errors.ts'
import { type MediaInfo, trackNumber } from '../domain/media.ts'
import type {
  ConformedMedia,
  EnginePort,
  FileLike,
  ImportPort,
  LibraryPort,
  MediaState,
} from '../domain/ports.ts'
import { isAway } from '../domain/relink.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import { isUndrawn } from '../state/undrawn.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'
import type { ImportQueue } from './importQueue.ts'
import { importWork } from './importWork.ts'
import type { Notify } from './noticeBoard.ts'
import { noticeOffer } from './noticeOffer.ts'
import { sourceOfTrack } from './offeredFile.ts'
import type { GivenFile } from './packageFile.ts'

export type MediaContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly engine: EnginePort
  readonly importer: ImportPort
  readonly library: LibraryPort
  readonly queue: ImportQueue
  /** What the engine and the exporter read. Only `SessionMedia` writes it. */
  readonly files: Map<MediaId, FileLike>
  readonly notify: Notify
}

/** Sound that is made again has to be as long as the session has it: an earlier build may have read its ends otherwise. */
function asKnown(info: MediaInfo, { info: { pcm }, file }: ConformedMedia): Result<FileLike, AppError> {
  if (pcm.length === info.pcm.length && pcm.channels === info.pcm.channels) return ok(file)
  const detail = `it has ${pcm.length} samples in ${pcm.channels} channels, not ${info.pcm.length} in ${info.pcm.channels}`
  return err({ code: 'media/mismatch', file: soundName(info), offered: info.fileName, detail })
}

/** The files of the session: which are at hand, how, and what they look like. The session holds none of it. */
export class SessionMedia {
  readonly #context: MediaContext
  #session = new AbortController()
  /** Of conformed files, as long as the page has them: what is mixed is a copy. */
  readonly #originals = new Map<MediaId, FileLike>()
  /** The queue's job that draws a waveform, or the last one that began to. */
  readonly #drawnBy = new Map<MediaId, string>()

  constructor(context: MediaContext) {
    this.#context = context
  }

  /** Aborted when another session takes this one's place: what is under way for it is not for the next. */
  get session(): AbortSignal {
    return this.#session.signal
  }

  get files(): ReadonlyMap<MediaId, FileLike> {
    return this.#context.files
  }

  state(media: MediaId): MediaState | undefined {
    return this.#context.workspace.getState().mediaStates.get(media)
  }

  /** Whether all of these have to be found, or allowed, before they sound. */
  areAway(media: readonly MediaId[]): boolean {
    return media.every((id) => isAway(this.state(id)))
  }

  /** A file is at hand, or it is not: `file` is what is mixed, a conformed copy where there is one. */
  set(media: MediaId, state: MediaState, file: FileLike | null): void {
    const { files, workspace, engine, document } = this.#context
    if (file) files.set(media, file)
    else files.delete(media)
    workspace.setState(({ mediaStates }) => ({ mediaStates: new Map(mediaStates).set(media, state) }))
    engine.update(document.getState().session)
  }

  /** A conformed file as it was given, of which a copy is mixed. */
  keepOriginal(media: MediaId, file: FileLike): void {
    this.#originals.set(media, file)
  }

  /** A file of the session as it is on disk; `null` when it is not at hand. */
  async original(media: MediaId, info: MediaInfo): Promise<FileLike | null> {
    const here = info.conform ? this.#originals.get(media) : this.files.get(media)
    if (here && (await isReadable(here))) return here
    const found = await this.#context.library.locate({ [media]: info })
    return found.get(media)?.file ?? null
  }

  /** The copy of a conformed file, which is what is mixed; `null` when it is not at hand. */
  async mixed(media: MediaId, info: MediaInfo): Promise<FileLike | null> {
    const here = this.files.get(media)
    return here && (await isReadable(here)) ? here : this.#context.importer.conformed(info)
  }

  clear(): void {
    this.#session.abort()
    this.#originals.clear()
    this.#session = new AbortController()
    this.#context.files.clear()
    this.#context.workspace.setState({ mediaStates: new Map(), peaks: new Map() })
  }

  /** Draws a file's waveform while it is read, as the queue's job `id`, which it does not finish. */
  async draw(
    id: string,
    media: MediaId,
    file: FileLike,
    info: MediaInfo,
    phase: 'checking' | 'waveform' = 'waveform',
  ): Promise<Result<unknown, AppError>> {
    const { queue, importer, workspace } = this.#context
    this.#drawnBy.set(media, id)
    const drawn = await queue.run(id, phase, (onProgress, signal) =>
      importer.peaks(
        file,
        info,
        (done, peaks) => {
          onProgress(done)
          if (peaks && queue.wants(id))
            workspace.setState((state) => ({ peaks: new Map(state.peaks).set(media, peaks) }))
        },
        signal,
      ),
    )
    // One that was cancelled may end when the next has begun: the waveform is no longer its own.
    if (this.#drawnBy.get(media) !== id) return drawn
    this.#drawnBy.delete(media)
    workspace.setState((state) => {
      const peaks = new Map(state.peaks)
      // What was drawn until then would show the rest as silence.
      if (drawn.ok) peaks.set(media, drawn.value)
      else peaks.delete(media)
      return { peaks }
    })
    return drawn
  }

  /**
   * Draws a file of the session that is at hand, unless its waveform is there or on its way, and says what went wrong with
   * it.
   */
  async drawLater(media: MediaId, info: MediaInfo): Promise<void> {
    const { queue, notify, workspace } = this.#context
    const file = this.files.get(media)
    if (!file || !isUndrawn(workspace.getState(), media)) return
    const [id = media] = queue.add([{ name: soundName(info), size: file.size, media }])
    const drawn = await this.draw(id, media, file, info)
    queue.finish(id)
    if (!drawn.ok && drawn.error.code !== 'cancelled')
      notify('error', errorText(drawn.error), noticeOffer(drawn.error))
  }

  /**
   * Looks for files of the session where they were kept, all or some, and for the conformed copies of those that have
   * one; a copy that the browser cleared away is made again from its original. Those of `given` are at hand.
   */
  async locate(
    session: Session,
    only?: ReadonlySet<MediaId>,
    given: ReadonlyMap<MediaId, GivenFile> = new Map(),
  ): Promise<void> {
    const here = this.session
    const all = Object.entries(session.media)
    await Promise.all(
      all.map(async ([id, info]) => {
        const file = given.get(id)
        if (file) await this.#place(id, info, file.lasting ? REFERRED : ON_PAGE, file.file)
      }),
    )
    const wanted = all.filter(([id]) => !given.has(id) && (only?.has(id) ?? true))
    if (wanted.length === 0 || here.aborted) return
    const found = await this.#context.library.locate(Object.fromEntries(wanted))
    await Promise.all(
      wanted.map(async ([id, info]) => {
        if (here.aborted) return
        const { state, file } = found.get(id) ?? { state: NOT_KEPT, file: null }
        await this.#place(id, info, state, file)
      }),
    )
  }

  async #place(id: MediaId, info: MediaInfo, state: MediaState, file: FileLike | null): Promise<void> {
    const here = this.session
    if (!info.conform) this.set(id, state, file)
    else await this.#locateConformed(id, info, state, file)
    if (!here.aborted) void this.drawLater(id, info)
  }

  async #locateConformed(
    id: MediaId,
    info: MediaInfo,
    state: MediaState,
    original: FileLike | null,
  ): Promise<void> {
    const here = this.session
    const copy = await this.#context.importer.conformed(info)
    const made = !copy && original ? await this.conformAgain(id, info, original) : null
    if (here.aborted) return
    if (original) this.keepOriginal(id, original)
    const mixed = copy ?? (made?.ok ? made.value : null)
    if (mixed) this.set(id, converted(await this.#standingOfOriginal(id, state)), mixed)
    else this.set(id, made ? { kind: 'missing', why: 'notConverted' } : state, null)
  }

  /** By where it was found, or else by whether it is on this page still. */
  async #standingOfOriginal(id: MediaId, state: MediaState): Promise<OriginalKept> {
    if (state.kind === 'ready') return state.kept
    const here = this.#originals.get(id)
    if (here && (await isReadable(here))) return 'page'
    return state.kind === 'permission' ? 'refused' : 'none'
  }

  /**
   * A conformed copy of a file that the session knows as `info`, made anew, and kept by the name that it has there: a file
   * that was dropped with another of its name has its own on disk. What went wrong is said here.
   */
  async conformAgain(
    media: MediaId,
    info: MediaInfo,
    original: FileLike,
  ): Promise<Result<FileLike, AppError>> {
    const { importer, queue, notify } = this.#context
    const [id = ''] = queue.add([{ name: soundName(info), size: original.size, media }])
    const made = await queue.run<ConformedMedia>(id, 'converting', async (onProgress, signal) => {
      const probed = await importer.probe(original, info.sampleRate)
      if (!probed.ok) return probed
      const track =
        probed.value.kind === 'conform' ? sourceOfTrack(probed.value, trackNumber(info)) : undefined
      if (!track) return err({ code: 'file/changed', file: soundName(info) })
      // By the name and the date that the session has for it: under these it is looked for on the next visit.
      const { modified: _, ...found } = track
      const source = {
        ...found,
        fileName: info.fileName,
        ...(info.modified !== undefined && { modified: info.modified }),
      }
      queue.weigh(id, { ...importWork({ kind: 'conform', source }, info.sampleRate), waveform: 0 })
      return importer.conform(original, source, info.sampleRate, onProgress, signal)
    })
    queue.finish(id)
    const again = made.ok ? asKnown(info, made.value) : made
    if (!again.ok && again.error.code !== 'cancelled')
      notify('error', errorText(again.error), noticeOffer(again.error))
    return again
  }

  /** What was kept of files is gone: those that can still be read are on this page only. */
  async afterClearing(session: Session): Promise<void> {
    const here = this.session
    for (const id of Object.keys(session.media)) {
      const file = this.files.get(id)
      const isHere = file && (await isReadable(file))
      if (here.aborted) return
      if (isHere) this.set(id, ON_PAGE, file)
      else if (this.state(id)?.kind === 'ready') this.set(id, NOT_KEPT, null)
    }
  }

  /**
   * Looks again, after one of them could not be read, at which files are there. One that was given without a reference
   * is kept as long as it can be read: nothing could bring it back.
   */
  async check(session: Session): Promise<void> {
    const here = this.session
    const elsewhere = new Set<MediaId>()
    for (const id of Object.keys(session.media)) {
      const state = this.state(id)
      const file = this.files.get(id)
      const onPageOnly = state?.kind === 'ready' && state.kept === 'page'
      if (!onPageOnly || !file) elsewhere.add(id)
      else if (!(await isReadable(file)) && !here.aborted) {
        this.set(id, { kind: 'missing', why: 'moved' }, null)
      }
    }
    if (!here.aborted) await this.locate(session, elsewhere)
  }
}

const REFERRED: MediaState = { kind: 'ready', kept: 'reference' }
const ON_PAGE: MediaState = { kind: 'ready', kept: 'page' }
const NOT_KEPT: MediaState = { kind: 'missing', why: 'notKept' }

type OriginalKept = NonNullable<Extract<MediaState, { kind: 'ready' }>['original']>

/** A conformed file, of which the copy is at hand. */
export const converted = (original: OriginalKept): MediaState => ({
  kind: 'ready',
  kept: original === 'reference' ? 'reference' : 'copy',
  original,
})

const isReadable = async (file: FileLike): Promise<boolean> =>
  (await fileByteSource(file).read(0, Math.min(1, file.size))).ok

/** In the browser's storage. */
export const COPIED: MediaState = { kind: 'ready', kept: 'copy' }
