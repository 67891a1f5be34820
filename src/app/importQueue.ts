import type { AppError } from '../domain/errors.ts'
import type { CancelSignal, FileLike } from '../domain/ports.ts'
import { err, type Result } from '../lib/result.ts'
import type { ImportItem, WorkspaceStore } from '../state/workspaceStore.ts'

/** `counted`: bytes of it that the total has. */
type Entry = { readonly file: FileLike; readonly controller: AbortController; counted: number }
type Work<T> = (onProgress: (done: number) => void, signal: CancelSignal) => Promise<Result<T, AppError>>

/** The part of a file that is done at the end of a phase: drawing what has been converted is quick. */
const PHASE_END: Readonly<Record<ImportItem['phase'], number>> = {
  waiting: 0,
  reading: 0,
  converting: 0.9,
  waveform: 1,
}

/** Files on their way in: what is shown of them, one by one and together, and what cancels them. */
export class ImportQueue {
  readonly #workspace: WorkspaceStore
  readonly #entries = new Map<string, Entry>()

  constructor(workspace: WorkspaceStore) {
    this.#workspace = workspace
  }

  /** Puts files in line; the names by which they are known from here on, in their order. */
  add(files: readonly FileLike[]): readonly string[] {
    const added = files.map((file) => ({ id: crypto.randomUUID(), file }))
    for (const { id, file } of added) {
      this.#entries.set(id, { file, controller: new AbortController(), counted: 0 })
    }
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    this.#workspace.setState(({ imports, importTotal }) => ({
      imports: [
        ...imports,
        ...added.map(
          ({ id, file }): ImportItem => ({ id, fileName: file.name, phase: 'waiting', progress: 0 }),
        ),
      ],
      importTotal: {
        files: (importTotal?.files ?? 0) + files.length,
        filesDone: importTotal?.filesDone ?? 0,
        bytes: (importTotal?.bytes ?? 0) + bytes,
        bytesDone: importTotal?.bytesDone ?? 0,
        startedAt: importTotal?.startedAt ?? performance.now(),
      },
    }))
    return added.map(({ id }) => id)
  }

  /** Whether a file is under way still: neither cancelled nor finished. */
  wants(id: string): boolean {
    return this.#entries.has(id)
  }

  /** Does a part of a file's work; `cancelled` when the file was cancelled before it or meanwhile. */
  async run<T>(id: string, phase: ImportItem['phase'], work: Work<T>): Promise<Result<T, AppError>> {
    const entry = this.#entries.get(id)
    if (!entry) return err({ code: 'cancelled' })
    this.#show(id, { phase, progress: 0 })
    const { size } = entry.file
    const begin = entry.counted
    const end = Math.max(begin, PHASE_END[phase] * size)
    const result = await work((progress) => {
      if (!this.wants(id)) return
      this.#count(entry, begin + progress * (end - begin))
      this.#show(id, { progress })
    }, entry.controller.signal)
    // Work that could not be stopped any more is not wanted either.
    return this.wants(id) ? result : err({ code: 'cancelled' })
  }

  /** A file that is in, or never will be. */
  finish(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#count(entry, entry.file.size)
    this.#entries.delete(id)
    const last = this.#entries.size === 0
    this.#workspace.setState(({ imports, importTotal }) => ({
      imports: imports.filter((item) => item.id !== id),
      importTotal: last || !importTotal ? null : { ...importTotal, filesDone: importTotal.filesDone + 1 },
    }))
  }

  /** Its work is told to stop, and nothing that it still brings is wanted. */
  cancel(id: string): void {
    this.#entries.get(id)?.controller.abort()
    this.finish(id)
  }

  cancelAll(): void {
    for (const id of [...this.#entries.keys()]) this.cancel(id)
  }

  #show(id: string, change: Partial<ImportItem>): void {
    this.#workspace.setState(({ imports }) => ({
      imports: imports.map((item) => (item.id === id ? { ...item, ...change } : item)),
    }))
  }

  #count(entry: Entry, bytes: number): void {
    const more = Math.round(bytes) - entry.counted
    if (more <= 0) return
    entry.counted += more
    this.#workspace.setState(({ importTotal }) => ({
      importTotal: importTotal && { ...importTotal, bytesDone: importTotal.bytesDone + more },
    }))
  }
}
