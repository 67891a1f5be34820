import { planDelivery } from '../domain/deliveryPlan.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import type { ExportPort } from '../domain/exportPorts.ts'
import {
  isUnderWay,
  type KeptExportsPort,
  type QueuedExport,
  type QueueState,
  queueItem,
} from '../domain/exportQueue.ts'
import { deliveredNames, packagePrefix } from '../domain/packageNames.ts'
import type { FileLike } from '../domain/ports.ts'
import { repeatedNames } from '../domain/repeatedNames.ts'
import type { MediaId } from '../domain/session.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'

type Media = ReadonlyMap<MediaId, FileLike>
/** The files of an export, and what it may replace. */
export type Prepared = { readonly media: Media; readonly replaces: readonly string[] }

export type ExportQueueContext = {
  readonly workspace: WorkspaceStore
  readonly exporter: ExportPort
  readonly kept: KeptExportsPort
  notify(severity: Notice['severity'], text: string): void
  /**
   * The files of an export, and leave to write where it goes: asked for where needed, within a click. Fails with
   * `cancelled` when the user would rather leave it as it is.
   */
  prepare(queued: QueuedExport, known: Media): Promise<Result<Prepared, AppError>>
  /** Called with `true` while exports run, and `false` when none does. */
  keepAwake(on: boolean): void
  /** A state was reached; `null`: the export is no longer in the queue. */
  onState(id: string, state: QueueState | null): void
}

type Entry = {
  queued: QueuedExport
  media: Media
  resume: boolean
  /** Its files are looked for, and the user may be asked for leave: it is about to wait for its turn. */
  preparing: boolean
  cancel: AbortController | null
  pause: (paused: boolean) => void
}

/** What an export will write; nothing where it cannot be made. */
function namesOf({ session, order }: QueuedExport): readonly string[] {
  const planned = planDelivery(session, order)
  return planned.ok ? deliveredNames(planned.value, packagePrefix(order)) : []
}

/** Exports one after the other, each over a snapshot of its session; what is not done yet outlives the page. */
export class ExportQueue {
  readonly #context: ExportQueueContext
  readonly #entries = new Map<string, Entry>()

  constructor(context: ExportQueueContext) {
    this.#context = context
  }

  /** Adds an export at the end, and starts it when nothing else runs. */
  async add(queued: QueuedExport, media: Media): Promise<void> {
    const { exporter, kept, notify } = this.#context
    await exporter.claim(queued.id)
    const put = await kept.put(queued)
    // What is shown as waiting is kept: a page that is lost from then on has lost nothing.
    this.#enter(queued, media, { phase: 'waiting' })
    if (!put.ok)
      notify('warning', `The export runs, and would be lost with the page. ${errorText(put.error)}`)
    await this.#next()
  }

  /**
   * Fails with `export/queued` where an export that is not finished will write a file of this one to the same folder;
   * `except` is none of them.
   */
  async clash(queued: QueuedExport, except: string | null): Promise<Result<void, AppError>> {
    const { destination, where } = queued
    if (destination.kind !== 'folder') return ok(undefined)
    const names = namesOf(queued)
    for (const { id, state } of this.#context.workspace.getState().exports) {
      const other = this.#entries.get(id)?.queued
      if (id === except || state.phase === 'done' || other?.destination.kind !== 'folder') continue
      const both = repeatedNames([...namesOf(other), ...names])
      if (both.length > 0 && (await destination.handle.isSameEntry(other.destination.handle)))
        return err({ code: 'export/queued', folder: where, other: other.order.name, files: both })
    }
    return ok(undefined)
  }

  /** Shows what earlier pages left unfinished, unless another page is at it. Nothing begins by itself. */
  async restore(): Promise<void> {
    const { exporter, kept, notify } = this.#context
    const found = await kept.list()
    if (!found.ok) return
    for (const error of found.value.refused)
      notify('warning', `An export that was ordered earlier cannot go on. ${errorText(error)}`)
    for (const queued of found.value.exports) {
      if (this.#entries.has(queued.id) || !(await exporter.claim(queued.id))) continue
      const part = (await exporter.kept(queued.id)) ?? 0
      this.#enter(queued, new Map(), { phase: 'interrupted', part })
    }
    // What cannot be read may be a newer program's, and is for it to decide on.
    if (found.value.refused.length === 0)
      await exporter.sweep(new Set(found.value.exports.map(({ id }) => id)))
  }

  pause(id: string): void {
    const state = this.#state(id)
    if (state?.phase !== 'running') return
    this.#entries.get(id)?.pause(true)
    this.#set(id, { ...state, phase: 'paused' })
    this.#context.keepAwake(false)
  }

  /** Lets one that is paused go on; has one that was interrupted, or failed, wait for its turn again. */
  async goOn(id: string): Promise<void> {
    const entry = this.#entries.get(id)
    const state = this.#state(id)
    if (!entry || !state) return
    if (state.phase === 'paused') {
      entry.pause(false)
      this.#set(id, { ...state, phase: 'running' })
      this.#context.keepAwake(true)
    }
    if ((state.phase !== 'interrupted' && state.phase !== 'failed') || entry.preparing) return
    entry.preparing = true
    const prepared = await this.#context.prepare(entry.queued, entry.media).finally(() => {
      entry.preparing = false
    })
    if (!this.#entries.has(id)) return
    if (!prepared.ok) {
      if (prepared.error.code !== 'cancelled')
        this.#set(id, { phase: 'failed', error: prepared.error, part: state.part })
      return
    }
    const { media, replaces } = prepared.value
    if (replaces.length > 0) {
      entry.queued = { ...entry.queued, replaces }
      // Where it cannot be kept the user is asked once more, which is all.
      await this.#context.kept.put(entry.queued)
      if (!this.#entries.has(id)) return
    }
    entry.media = media
    entry.resume = true
    this.#set(id, { phase: 'waiting' })
    await this.#next()
  }

  /** Takes it out of the queue, ending it where it runs. Nothing is kept of it; files that were delivered stay. */
  async remove(id: string): Promise<void> {
    const entry = this.#entries.get(id)
    if (!entry) return
    if (entry.cancel) {
      entry.cancel.abort()
      return
    }
    await this.#forget(id)
  }

  async #next(): Promise<void> {
    const items = this.#context.workspace.getState().exports
    const waiting = items.find(({ state }) => state.phase === 'waiting')
    const entry = waiting && this.#entries.get(waiting.id)
    if (items.some(isUnderWay)) return
    this.#context.keepAwake(entry !== undefined)
    if (entry) await this.#run(entry)
  }

  async #run(entry: Entry): Promise<void> {
    const { exporter, kept } = this.#context
    const { queued, media, resume } = entry
    const { id, addedAt, session, order, destination, replaces = [] } = queued
    const cancel = new AbortController()
    entry.cancel = cancel
    this.#set(id, { phase: 'running', progress: null })
    let worked = 0
    let since: number | null = performance.now()
    const listeners: ((paused: boolean) => void)[] = []
    entry.pause = (paused) => {
      if (since !== null) worked += performance.now() - since
      since = paused ? null : performance.now()
      for (const listener of listeners) listener(paused)
    }
    const result = await exporter
      .bounce(
        { id, addedAt, session, media, order, destination, replaces, resume },
        (progress) => {
          const state = this.#state(id)
          if (state?.phase === 'running' || state?.phase === 'paused') this.#set(id, { ...state, progress })
        },
        { signal: cancel.signal, onPause: (listener) => listeners.push(listener) },
      )
      .catch((cause: unknown) => {
        const detail = cause instanceof Error ? cause.message : String(cause)
        return err<AppError>({ code: 'export/write', file: order.name, detail })
      })
    entry.cancel = null
    if (since !== null) worked += performance.now() - since
    if (result.ok) {
      await kept.remove(id)
      this.#set(id, { phase: 'done', ...result.value, seconds: worked / 1000 })
    } else if (result.error.code === 'cancelled') await this.#forget(id)
    else this.#set(id, { phase: 'failed', error: result.error, part: (await exporter.kept(id)) ?? 0 })
    await this.#next()
  }

  #enter(queued: QueuedExport, media: Media, state: QueueState): void {
    const entry = { queued, media, resume: false, preparing: false, cancel: null, pause: () => undefined }
    this.#entries.set(queued.id, entry)
    this.#context.workspace.setState(({ exports }) => ({ exports: [...exports, queueItem(queued, state)] }))
    this.#context.onState(queued.id, state)
  }

  async #forget(id: string): Promise<void> {
    const { workspace, kept, exporter, onState } = this.#context
    this.#entries.delete(id)
    workspace.setState(({ exports }) => ({ exports: exports.filter((item) => item.id !== id) }))
    onState(id, null)
    await kept.remove(id)
    await exporter.discard(id)
  }

  #state(id: string): QueueState | undefined {
    return this.#context.workspace.getState().exports.find((item) => item.id === id)?.state
  }

  #set(id: string, state: QueueState): void {
    this.#context.workspace.setState(({ exports }) => ({
      exports: exports.map((item) => (item.id === id ? { ...item, state } : item)),
    }))
    this.#context.onState(id, state)
  }
}
