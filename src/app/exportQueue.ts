import { type AppError, errorText } from '../domain/errors.ts'
import type { ExportPort } from '../domain/exportPorts.ts'
import {
  isUnderWay,
  type KeptExportsPort,
  type QueuedExport,
  type QueueState,
  queueItem,
} from '../domain/exportQueue.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { err, type Result } from '../lib/result.ts'
import type { Notice, WorkspaceStore } from '../state/workspaceStore.ts'

type Media = ReadonlyMap<MediaId, FileLike>

export type ExportQueueContext = {
  readonly workspace: WorkspaceStore
  readonly exporter: ExportPort
  readonly kept: KeptExportsPort
  notify(severity: Notice['severity'], text: string): void
  /** The files of an export, and leave to write where it goes: asked for where needed, within a click. */
  prepare(queued: QueuedExport, known: Media): Promise<Result<Media, AppError>>
  /** Called with `true` while exports run, and `false` when none does. */
  keepAwake(on: boolean): void
  /** A state was reached; `null`: the export is no longer in the queue. */
  onState(id: string, state: QueueState | null): void
}

type Entry = {
  readonly queued: QueuedExport
  media: Media
  resume: boolean
  /** Its files are looked for, and the user may be asked for leave: it is about to wait for its turn. */
  preparing: boolean
  cancel: AbortController | null
  pause: (paused: boolean) => void
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
    const media = await this.#context.prepare(entry.queued, entry.media).finally(() => {
      entry.preparing = false
    })
    if (!this.#entries.has(id)) return
    if (!media.ok) {
      this.#set(id, { phase: 'failed', error: media.error, part: state.part })
      return
    }
    entry.media = media.value
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
    const { id, addedAt, session, order, destination } = queued
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
        { id, addedAt, session, media, order, destination, resume },
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
