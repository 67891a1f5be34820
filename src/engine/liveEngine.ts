import type { AppError } from '../domain/errors.ts'
import { DEFAULT_LISTENING, type Listening } from '../domain/listening.ts'
import type { PlaybackBuffer } from '../domain/playbackBuffer.ts'
import type { PlaySpeed } from '../domain/playSpeed.ts'
import type { EngineEvent, EnginePort, FileLike, LoopOrNot, Telemetry } from '../domain/ports.ts'
import { type MediaId, type Session, sessionLength } from '../domain/session.ts'
import { type SamplePosition, samplePosition } from '../domain/units.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { LiveGraph } from './liveGraph.ts'
import { LiveTelemetry } from './liveTelemetry.ts'
import { isSame, type PlanStructure, soundsTheSame, structureOf } from './planStructure.ts'
import {
  CONTROL_UNDERRUNS,
  CONTROL_WORDS,
  PUBLISH_QUANTA,
  QUANTUM,
  timelinePosition,
} from './worklet/protocol.ts'

export type LiveEngineOptions = {
  readonly session: Session
  /** Files of the session's media, as they are when a plan is made. */
  readonly files: () => ReadonlyMap<MediaId, FileLike>
  readonly loadKernel: () => Promise<WebAssembly.Module>
  /** Short where it is not said. */
  readonly buffer?: PlaybackBuffer
}

/** A session that has stood still for so long is worth planning. */
const PREPARE_MS = 250
/** A playhead that has stood still for so long is worth reading from. */
const CUE_MS = 50
/** While playing a change of structure waits so long for others. */
const RESTART_MS = 120

/**
 * The live engine as the editor sees it: transport, position and figures. Everything that sounds is loaded when
 * the session first has something to play. Calls are done one after another, however fast they come.
 */
export class LiveEngine implements EnginePort {
  readonly telemetry: Telemetry
  readonly #options: LiveEngineOptions
  readonly #control = new SharedArrayBuffer(CONTROL_WORDS * 4)
  readonly #listeners = new Set<(event: EngineEvent) => void>()
  #session: Session
  #listening: Listening = DEFAULT_LISTENING
  #buffer: PlaybackBuffer
  #graph: LiveGraph | null = null
  /** Which the graph was opened with. */
  #opened: PlaybackBuffer | null = null
  #figures: LiveTelemetry | null = null
  /** The structure that the graph has a plan for. */
  #plannedFor: PlanStructure | null = null
  #playing = false
  /** Position while stopped, and where the last start was. */
  #from = 0
  #loop: LoopOrNot = null
  #speed: PlaySpeed = 1
  #queue: Promise<unknown> = Promise.resolve()
  #seeks = 0
  /** Of the device, while playing: what it misses of the silence in between nobody hears. */
  #deviceUnderruns = 0
  #deviceAtStart = 0
  #preparing: ReturnType<typeof setTimeout> | undefined
  #restarting: ReturnType<typeof setTimeout> | undefined

  constructor(options: LiveEngineOptions) {
    this.#options = options
    this.#session = options.session
    this.#buffer = options.buffer ?? 'short'
    this.telemetry = {
      position: () => this.#position(),
      playing: () => this.#playing,
      meter: (bus) => this.#figures?.meter(bus, this.#playing, this.#unheard()),
      underruns: () => ({
        disk: Atomics.load(new Int32Array(this.#control), CONTROL_UNDERRUNS),
        device: this.#deviceUnderruns + (this.#playing ? this.#deviceNow() - this.#deviceAtStart : 0),
      }),
    }
  }

  update(session: Session): void {
    this.#session = session
    this.#prepareSoon(PREPARE_MS)
    this.#from = Math.min(this.#from, sessionLength(session))
    if (!this.#graph) return
    if (soundsTheSame(structureOf(session, this.#options.files()), this.#plannedFor)) {
      this.#graph.setLevels(session, this.#listening)
    } else if (this.#playing) {
      // Files arrive one after another: each restart is a gap, and the measurement begins anew.
      clearTimeout(this.#restarting)
      this.#restarting = setTimeout(() => void this.#enqueue(() => this.#follow()), RESTART_MS)
    } else {
      // What was measured belongs to another mix.
      this.#figures = null
      this.#plannedFor = null
    }
  }

  listen(listening: Listening): void {
    this.#listening = listening
    if (soundsTheSame(structureOf(this.#session, this.#options.files()), this.#plannedFor)) {
      this.#graph?.setLevels(this.#session, listening)
    }
  }

  play(from: SamplePosition, loop: LoopOrNot, speed: PlaySpeed = 1): Promise<Result<void, AppError>> {
    return this.#enqueue(async () => {
      await this.#halt()
      this.#loop = loop
      this.#speed = speed
      this.#from = from
      return this.#start()
    })
  }

  stop(): Promise<void> {
    this.#prepareSoon(CUE_MS)
    return this.#enqueue(() => this.#halt())
  }

  seek(to: SamplePosition): Promise<void> {
    this.#seeks += 1
    const mine = this.#seeks
    this.#prepareSoon(CUE_MS)
    return this.#enqueue(async () => {
      // While one seek was on its way others came: only the last is worth doing.
      if (mine !== this.#seeks) return
      if (this.#playing) await this.#restart(to)
      else this.#from = to
    })
  }

  setLoop(loop: LoopOrNot): Promise<void> {
    this.#prepareSoon(CUE_MS)
    return this.#enqueue(async () => {
      const playing = this.#playing
      // Where it stops depends on the loop it played in.
      await this.#halt()
      this.#loop = loop
      if (playing) await this.#restart()
    })
  }

  resetMeters(): void {
    this.#graph?.resetMeters()
  }

  setPlaybackBuffer(buffer: PlaybackBuffer): Promise<void> {
    this.#prepareSoon(PREPARE_MS)
    return this.#enqueue(async () => {
      if (buffer === this.#buffer) return
      this.#buffer = buffer
      if (this.#playing) await this.#restart()
    })
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Loads all that sounds, plans the mix and reads from where the playhead is as soon as both have stood still for a moment, so
   * that the key has nothing left to wait for. Not before the user has touched the page: browsers make a note of contexts
   * that come earlier.
   */
  #prepareSoon(milliseconds: number): void {
    clearTimeout(this.#preparing)
    if (sessionLength(this.#session) === 0 || !navigator.userActivation?.hasBeenActive) return
    this.#preparing = setTimeout(() => {
      void this.#enqueue(async () => {
        if (this.#playing) return
        const planned = await this.#plan()
        // What is wrong is for the one who wants to hear it.
        if (planned.ok) planned.value.graph.cue(this.#from, this.#loop, 1)
      })
    }, milliseconds)
  }

  #emit(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    // A failure is its caller's; the next call must still have its turn.
    this.#queue = done.catch(() => undefined)
    return done
  }

  async #open(): Promise<Result<LiveGraph, AppError>> {
    const { sampleRate } = this.#session
    const buffer = this.#buffer
    if (this.#graph?.context.sampleRate === sampleRate && this.#opened === buffer) return ok(this.#graph)
    await this.#close()
    try {
      const [{ LiveGraph }, module] = await Promise.all([
        import('./liveGraph.ts'),
        this.#options.loadKernel(),
      ])
      this.#graph = await LiveGraph.open(module, sampleRate, buffer, {
        ended: () => this.#ended(),
        failed: (error) => {
          this.#plannedFor = null
          void this.stop().then(() => this.#emit({ type: 'error', error }))
        },
      })
      this.#opened = buffer
      // Another session may have come meanwhile.
      return this.#session.sampleRate === sampleRate ? ok(this.#graph) : await this.#open()
    } catch (cause) {
      return err({
        code: 'engine/unavailable',
        detail: cause instanceof Error ? cause.message : String(cause),
      })
    }
  }

  /** A context has its rate and its buffer for life: others are another context's. Nothing is playing. */
  async #close(): Promise<void> {
    const graph = this.#graph
    this.#graph = null
    this.#figures = null
    this.#plannedFor = null
    await graph?.close()
  }

  /** Plays on by the session as it is, when it was planned from another. */
  async #follow(): Promise<void> {
    const now = structureOf(this.#session, this.#options.files())
    if (this.#playing && !soundsTheSame(now, this.#plannedFor)) await this.#restart()
  }

  /** The graph, and the session as it was when the graph was given its plan. */
  async #plan(): Promise<Result<{ graph: LiveGraph; session: Session }, AppError>> {
    const opened = await this.#open()
    if (!opened.ok) return opened
    const graph = opened.value
    const session = this.#session
    const files = this.#options.files()
    const structure = structureOf(session, files)
    // A file may be another than the one that was planned, a copy of it say: that one may be gone.
    if (!isSame(structure, this.#plannedFor)) {
      this.#plannedFor = structure
      await graph.plan(session, this.#listening, files, this.#control)
      this.#figures = graph.mix && new LiveTelemetry(graph.mix)
    }
    return ok({ graph, session })
  }

  async #start(): Promise<Result<void, AppError>> {
    const planned = await this.#plan()
    if (!planned.ok) return planned
    const { graph, session } = planned.value
    // Levels may have moved since; what else has changed has no place in this plan.
    const now = structureOf(this.#session, this.#options.files())
    graph.setLevels(soundsTheSame(now, this.#plannedFor) ? this.#session : session, this.#listening)
    const started = await graph.start(this.#from, this.#loop, this.#speed)
    this.#deviceAtStart = this.#deviceNow()
    this.#playing = started.ok
    // What it was planned from may not be at hand any more.
    if (!started.ok) this.#plannedFor = null
    // What changed meanwhile saw nothing playing, and left it to the next start.
    if (started.ok) void this.#enqueue(() => this.#follow())
    return started
  }

  /** Stops, and starts again from `at`, or from where it was. Errors go to the listeners: nobody awaits this one. */
  async #restart(at?: SamplePosition): Promise<void> {
    await this.#halt()
    if (at !== undefined) this.#from = at
    const started = await this.#start()
    if (!started.ok) this.#emit({ type: 'error', error: started.error })
  }

  async #halt(): Promise<void> {
    if (!this.#playing || !this.#graph) return
    const frames = await this.#graph.stop()
    this.#countBreaks()
    this.#from = Math.min(
      timelinePosition(this.#from, this.#loop, frames, this.#speed),
      sessionLength(this.#session),
    )
    this.#playing = false
  }

  #deviceNow(): number {
    return this.#graph?.deviceUnderruns() ?? 0
  }

  /** Of what was played until now. */
  #countBreaks(): void {
    const times = this.#deviceNow() - this.#deviceAtStart
    this.#deviceUnderruns += times
    if (times > 0) this.#emit({ type: 'brokeOff', times })
  }

  #ended(): void {
    if (this.#playing) this.#countBreaks()
    this.#playing = false
    this.#from = this.#speed > 0 ? sessionLength(this.#session) : 0
    this.#emit({ type: 'ended' })
  }

  /** Samples that are published and not heard yet, and parts of one; less than none between two publications. */
  #unheard(): number {
    if (!this.#playing || !this.#graph || !this.#figures) return 0
    return this.#figures.contextFrame() - this.#graph.heardFrame()
  }

  #position(): SamplePosition {
    if (!this.#playing || !this.#figures) return samplePosition(this.#from)
    // Between two publications the clock goes on; past the next one it would be a guess.
    const unheard = Math.max(-PUBLISH_QUANTA * QUANTUM, Math.min(this.#unheard(), this.#session.sampleRate))
    const n = Math.max(0, Math.round(this.#figures.framesPlayed() - unheard))
    return samplePosition(
      Math.min(timelinePosition(this.#from, this.#loop, n, this.#speed), sessionLength(this.#session)),
    )
  }
}
