import { type AppError, errorText } from '../domain/errors.ts'
import type { MediaInfo } from '../domain/media.ts'
import type {
  ConformedMedia,
  EnginePort,
  FileLike,
  ImportPort,
  LibraryPort,
  MediaState,
} from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { ok, type Result } from '../lib/result.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'
import type { ImportQueue } from './importQueue.ts'

export type MediaContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly engine: EnginePort
  readonly importer: ImportPort
  readonly library: LibraryPort
  readonly queue: ImportQueue
  /** What the engine and the exporter read. Only `SessionMedia` writes it. */
  readonly files: Map<MediaId, FileLike>
  notify(severity: Notice['severity'], text: string): void
}

/** The files of the session: which are at hand, how, and what they look like. The session holds none of it. */
export class SessionMedia {
  readonly #context: MediaContext

  constructor(context: MediaContext) {
    this.#context = context
  }

  get files(): ReadonlyMap<MediaId, FileLike> {
    return this.#context.files
  }

  state(media: MediaId): MediaState | undefined {
    return this.#context.workspace.getState().mediaStates.get(media)
  }

  /** A file is at hand, or it is not: `file` is what is mixed, a conformed copy where there is one. */
  set(media: MediaId, state: MediaState, file: FileLike | null): void {
    const { files, workspace, engine, document } = this.#context
    if (file) files.set(media, file)
    else files.delete(media)
    workspace.setState(({ mediaStates }) => ({ mediaStates: new Map(mediaStates).set(media, state) }))
    engine.update(document.getState().session)
  }

  clear(): void {
    this.#context.files.clear()
    this.#context.workspace.setState({ mediaStates: new Map(), peaks: new Map() })
  }

  /** Draws a file's waveform while it is read, as the queue's job `id`. */
  async draw(
    id: string,
    media: MediaId,
    file: FileLike,
    info: MediaInfo,
  ): Promise<Result<unknown, AppError>> {
    const { queue, importer, workspace } = this.#context
    const drawn = await queue.run(id, 'waveform', (onProgress, signal) =>
      importer.peaks(
        file,
        info,
        (done, peaks) => {
          onProgress(done)
          if (peaks) workspace.setState((state) => ({ peaks: new Map(state.peaks).set(media, peaks) }))
        },
        signal,
      ),
    )
    queue.finish(id)
    if (drawn.ok) workspace.setState((state) => ({ peaks: new Map(state.peaks).set(media, drawn.value) }))
    return drawn
  }

  /** Draws a file that is in the session already, and says what went wrong with it. */
  async drawLater(media: MediaId, file: FileLike, info: MediaInfo): Promise<void> {
    const { queue, notify } = this.#context
    const [id = media] = queue.add([file])
    const drawn = await this.draw(id, media, file, info)
    if (!drawn.ok && drawn.error.code !== 'cancelled') notify('error', errorText(drawn.error))
  }

  /**
   * Looks for files of the session where they were kept, all or some, and for the conformed copies of those that have
   * one; a copy that the browser cleared away is made again from its original.
   */
  async locate(session: Session, only?: ReadonlySet<MediaId>): Promise<void> {
    const wanted = Object.entries(session.media).filter(([id]) => only?.has(id) ?? true)
    const found = await this.#context.library.locate(Object.fromEntries(wanted))
    await Promise.all(
      wanted.map(async ([id, info]) => {
        const { state, file } = found.get(id) ?? { state: NOT_KEPT, file: null }
        if (!info.conform) this.set(id, state, file)
        else await this.#locateConformed(id, info, state, file)
        const mixed = this.files.get(id)
        if (mixed && !this.#context.workspace.getState().peaks.has(id)) void this.drawLater(id, mixed, info)
      }),
    )
  }

  async #locateConformed(
    id: MediaId,
    info: MediaInfo,
    state: MediaState,
    original: FileLike | null,
  ): Promise<void> {
    const copy = await this.#context.importer.conformed(info)
    if (copy) {
      const kept = state.kind === 'ready' ? state : COPIED
      this.set(id, kept, copy)
      return
    }
    const made = original && (await this.conformAgain(info, original))
    this.set(id, original && !made ? { kind: 'missing', why: 'changed' } : state, made)
  }

  /** A conformed copy of a file that the session knows as `info`, made anew; `null` when that failed, which is said. */
  async conformAgain(info: MediaInfo, original: FileLike): Promise<FileLike | null> {
    const { importer, queue, notify } = this.#context
    const [id = ''] = queue.add([original])
    const made = await queue.run<ConformedMedia | null>(id, 'converting', async (onProgress, signal) => {
      const probed = await importer.probe(original, info.sampleRate)
      if (!probed.ok || probed.value.kind === 'inPlace') return probed.ok ? ok(null) : probed
      return importer.conform(original, probed.value.source, info.sampleRate, onProgress, signal)
    })
    queue.finish(id)
    if (!made.ok && made.error.code !== 'cancelled') notify('error', errorText(made.error))
    return made.ok ? (made.value?.file ?? null) : null
  }
}

const NOT_KEPT: MediaState = { kind: 'missing', why: 'notKept' }
const COPIED: MediaState = { kind: 'ready', kept: 'copy' }
