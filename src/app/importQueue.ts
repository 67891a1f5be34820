import type { AppError } from '../domain/errors.ts'
import type { CancelSignal, FileLike } from '../domain/ports.ts'
import { err, type Result } from '../lib/result.ts'
import type { ImportItem, WorkspaceStore } from '../state/workspaceStore.ts'

type Entry = { readonly file: FileLike; readonly controller: AbortController }
type Work<T> = (onProgress: (done: number) => void, signal: CancelSignal) => Promise<Result<T, AppError>>

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
    for (const { id, file } of added) this.#entries.set(id, { file, controller: new AbortController() })
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

  /** Does a part of a file's work; `cancelled` at once when the file was cancelled before. */
  async run<T>(id: string, phase: ImportItem['phase'], work: Work<T>): Promise<Result<T, AppError>> {
    const entry = this.#entries.get(id)
    if (!entry || entry.controller.signal.aborted) return err({ code: 'cancelled' })
    this.#show(id, { phase, progress: 0 })
    let counted = 0
    const result = await work((progress) => {
      const bytes = phase === 'reading' ? 0 : Math.round(progress * entry.file.size)
      this.#count(bytes - counted)
      counted = bytes
      this.#show(id, { progress })
    }, entry.controller.signal)
    // Phases are each counted from nothing; what counts in the end is whole files.
    this.#count(-counted)
    // Work that could not be stopped any more is not wanted either.
    return entry.controller.signal.aborted ? err({ code: 'cancelled' }) : result
  }

  /** A file that is in, or never will be. */
  finish(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    const last = this.#entries.size === 0
    this.#workspace.setState(({ imports, importTotal }) => ({
      imports: imports.filter((item) => item.id !== id),
      importTotal:
        last || !importTotal
          ? null
          : {
              ...importTotal,
              filesDone: importTotal.filesDone + 1,
              bytesDone: importTotal.bytesDone + entry.file.size,
            },
    }))
  }

  cancel(id: string): void {
    this.#entries.get(id)?.controller.abort()
  }

  cancelAll(): void {
    for (const { controller } of this.#entries.values()) controller.abort()
  }

  #show(id: string, change: Partial<ImportItem>): void {
    this.#workspace.setState(({ imports }) => ({
      imports: imports.map((item) => (item.id === id ? { ...item, ...change } : item)),
    }))
  }

  #count(bytes: number): void {
    if (bytes === 0) return
    this.#workspace.setState(({ importTotal }) => ({
      importTotal: importTotal && { ...importTotal, bytesDone: importTotal.bytesDone + bytes },
    }))
  }
}
