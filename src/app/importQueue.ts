import type { AppError } from '../domain/errors.ts'
import type { CancelSignal, FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { err, type Result } from '../lib/result.ts'
import type { ImportItem, ImportTotal, WorkspaceStore } from '../state/workspaceStore.ts'
import type { ImportWork } from './importWork.ts'

/** `counted`: what the total has of its work. */
type Entry = {
  readonly controller: AbortController
  work: ImportWork
  counted: number
}
type Work<T> = (onProgress: (done: number) => void, signal: CancelSignal) => Promise<Result<T, AppError>>

/** Milliseconds of work that its speed is taken from, and between two points of it. */
const WINDOW_MS = 8000
const POINT_MS = 250

/** What an import is shown and weighed by, before it is looked into. `media`: what it is in the session already. */
type Queued = Pick<FileLike, 'name' | 'size'> & { readonly media?: MediaId }

/** As long as nothing is known of a file: drawing what has been converted is quick. */
const unknownWork = ({ size }: Queued): ImportWork => ({ converting: 0.9 * size, waveform: 0.1 * size })
const allOf = ({ converting, waveform }: ImportWork): number => converting + waveform

/** How much of a file's work is done at the end of a phase. */
function workAfter(phase: ImportItem['phase'], work: ImportWork): number {
  if (phase === 'checking' || phase === 'waveform') return allOf(work)
  return phase === 'converting' ? work.converting : 0
}

/** Files on their way in: what is shown of them, one by one and together, and what cancels them. */
export class ImportQueue {
  readonly #workspace: WorkspaceStore
  readonly #entries = new Map<string, Entry>()

  constructor(workspace: WorkspaceStore) {
    this.#workspace = workspace
  }

  /** Puts files in line; the ids by which they are known from here on, in their order: also in the session, if they are new. */
  add(files: readonly Queued[]): readonly string[] {
    const added = files.map((file) => ({ id: crypto.randomUUID(), file }))
    for (const { id, file } of added) {
      this.#entries.set(id, { controller: new AbortController(), work: unknownWork(file), counted: 0 })
    }
    const at = performance.now()
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    this.#workspace.setState(({ imports, importTotal }) => ({
      imports: [
        ...imports,
        ...added.map(
          ({ id, file: { name, media = id } }): ImportItem => ({
            id,
            media,
            fileName: name,
            phase: 'waiting',
            progress: 0,
          }),
        ),
      ],
      importTotal: {
        files: (importTotal?.files ?? 0) + files.length,
        filesDone: importTotal?.filesDone ?? 0,
        bytes: (importTotal?.bytes ?? 0) + bytes,
        work: (importTotal?.work ?? 0) + bytes,
        workDone: importTotal?.workDone ?? 0,
        recent: importTotal?.recent ?? [{ at, workDone: 0 }],
      },
    }))
    return added.map(({ id }) => id)
  }

  /** What a file was found to be one sound of. */
  rename(id: string, fileName: string): void {
    this.#show(id, { fileName })
  }

  /** What getting a file in takes, as soon as it is known; before, it is taken for as much as it has bytes. */
  weigh(id: string, work: ImportWork): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    const more = allOf(work) - allOf(entry.work)
    entry.work = work
    this.#workspace.setState(({ importTotal }) => ({
      importTotal: importTotal && { ...importTotal, work: importTotal.work + more },
    }))
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
    const begin = entry.counted
    const part = (progress: number): number =>
      begin + progress * Math.max(0, workAfter(phase, entry.work) - begin)
    const result = await work((progress) => {
      if (!this.wants(id)) return
      this.#count(entry, part(progress))
      this.#show(id, { progress })
    }, entry.controller.signal)
    if (result.ok && this.wants(id)) this.#count(entry, part(1))
    // Work that could not be stopped any more is not wanted either.
    return this.wants(id) ? result : err({ code: 'cancelled' })
  }

  /** A file that is in, or never will be. */
  finish(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#count(entry, allOf(entry.work))
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

  #count(entry: Entry, work: number): void {
    const more = Math.round(work) - entry.counted
    if (more <= 0) return
    entry.counted += more
    this.#workspace.setState(({ importTotal }) => ({
      importTotal: importTotal && advanced(importTotal, more, performance.now()),
    }))
  }
}

/** The total with more of it done, and the points of the last seconds. */
function advanced(total: ImportTotal, more: number, at: number): ImportTotal {
  const { workDone, recent } = total
  const last = recent.at(-1)
  const points = last && at - last.at < POINT_MS ? recent : [...recent, { at, workDone: workDone + more }]
  const first = points.findLastIndex((point) => point.at <= at - WINDOW_MS)
  return { ...total, workDone: workDone + more, recent: points.slice(Math.max(0, first)) }
}
