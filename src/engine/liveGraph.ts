import type { AppError } from '../domain/errors.ts'
import type { Listening } from '../domain/listening.ts'
import type { PlaybackBuffer } from '../domain/playbackBuffer.ts'
import type { PlaySpeed } from '../domain/playSpeed.ts'
import type { FileLike, LoopOrNot } from '../domain/ports.ts'
import { type MediaId, type Session, sessionLength } from '../domain/session.ts'
import { compileMixPlan } from '../kernel/compileMixPlan.ts'
import { mixLevels } from '../kernel/levels.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { ControlRoom } from './controlRoom.ts'
import type { FromFeeder, ToFeeder } from './feederProtocol.ts'
import { ringMemory } from './ringMemory.ts'
import processorUrl from './worklet/mixProcessor.ts?worker&url'
import {
  type FromProcessor,
  OUTPUTS,
  QUANTUM,
  type SharedMix,
  TELEMETRY_CONTEXT_FRAME,
  TELEMETRY_FRAMES_PLAYED,
  type ToProcessor,
  telemetryLayout,
} from './worklet/protocol.ts'

/** What a start needs and a structure change has to renew. */
type Planned = { readonly mix: SharedMix; readonly session: Session }

/** Where the feeder has been told to begin, and what has come of it. */
type Cue = {
  readonly from: number
  readonly loop: LoopOrNot
  readonly speed: PlaySpeed
  readonly primed: Promise<Result<void, AppError>>
}

export type GraphEvents = {
  ended(): void
  failed(error: AppError): void
}

/**
 * Nobody plays an instrument through it, and a device that is asked for the least latency drops out on a busy machine: its
 * buffer is 10 ms then, and 21 ms by `playback`, for 43 ms more from the key to the ear (measured in Chromium). A number is
 * seconds, of which Chromium makes a whole number of its own blocks: some 4096 samples.
 */
const LATENCY_HINTS: Readonly<Record<PlaybackBuffer, AudioContextLatencyCategory | number>> = {
  short: 'playback',
  long: 0.085,
}
/** Between two requests of a device, in seconds, at most. */
const LONGEST_WAIT = 0.2

/** `AudioContext.playbackStats` where the browser has it: dropouts between the page and the device. */
type WithPlaybackStats = { readonly playbackStats?: { readonly underrunEvents?: number } }

/**
 * The sounding half of the engine: the context, the mix processor, the disk feeder and the control room. One plan at a
 * time; the caller sees to it that calls do not overlap.
 */
export class LiveGraph {
  readonly context: AudioContext
  readonly #module: WebAssembly.Module
  readonly #node: AudioWorkletNode
  readonly #feeder: Worker
  readonly #room: ControlRoom
  readonly #events: GraphEvents
  #planned: Planned | null = null
  /** Until it is played. */
  #cue: Cue | null = null
  #run = 0
  #whenPlanned: (() => void) | null = null
  #whenStopped: ((frames: number) => void) | null = null
  #whenPrimed: ((result: Result<void, AppError>) => void) | null = null

  /**
   * `sampleRate` is the session's: where the device has another, the browser converts on the way to it, after the mix.
   * Call from a user's gesture: browsers start audio only then. Rejects when there is no audio to be had, or not at this
   * rate.
   */
  static async open(
    module: WebAssembly.Module,
    sampleRate: number,
    buffer: PlaybackBuffer,
    events: GraphEvents,
  ): Promise<LiveGraph> {
    // For the first context Chromium begins its sound service, and has the page stand still meanwhile, 65 ms. Asked which devices
    // there are, it begins it beside the page.
    await navigator.mediaDevices?.enumerateDevices().catch(() => [])
    const context = new AudioContext({ sampleRate, latencyHint: LATENCY_HINTS[buffer] })
    await context.audioWorklet.addModule(processorUrl)
    return new LiveGraph(context, module, events)
  }

  private constructor(context: AudioContext, module: WebAssembly.Module, events: GraphEvents) {
    this.context = context
    this.#module = module
    this.#events = events
    this.#node = new AudioWorkletNode(context, 'dubstage-mix', {
      numberOfInputs: 0,
      numberOfOutputs: OUTPUTS.length,
      outputChannelCount: OUTPUTS.map(() => 2),
    })
    this.#node.port.onmessage = ({ data }: MessageEvent<FromProcessor>) => this.#fromProcessor(data)
    this.#feeder = new Worker(new URL('./feederWorker.ts', import.meta.url), { type: 'module' })
    this.#feeder.onmessage = ({ data }: MessageEvent<FromFeeder>) => this.#fromFeeder(data)
    this.#room = new ControlRoom(context, this.#node)
  }

  get mix(): SharedMix | null {
    return this.#planned?.mix ?? null
  }

  /**
   * The sample of the context that is heard now, and parts of one: the browser says which one was when, by the clock that it
   * hands out buffers by. `currentTime` moves a whole buffer at once.
   */
  heardFrame(): number {
    const { context } = this
    const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp()
    // The device has not asked for anything yet.
    if (performanceTime === 0) return (context.currentTime - context.outputLatency) * context.sampleRate
    // One that asks for nothing any more has stopped.
    const since = Math.min((performance.now() - performanceTime) / 1000, LONGEST_WAIT)
    return (contextTime + since) * context.sampleRate
  }

  /** Dropouts on the way to the device, where the browser counts them. */
  deviceUnderruns(): number {
    return (this.context as WithPlaybackStats).playbackStats?.underrunEvents ?? 0
  }

  /** Compiles a session of another structure and hands it to both threads. Not while playing. */
  async plan(
    session: Session,
    listening: Listening,
    files: ReadonlyMap<MediaId, FileLike>,
    control: SharedArrayBuffer,
  ): Promise<void> {
    const plan = compileMixPlan(session, { kind: 'live', maxBlock: QUANTUM })
    const channels = plan.inputs.reduce((sum, input) => sum + input.channels, 0)
    const mix: SharedMix = {
      plan,
      // Nobody reads it now, and the feeder fills it anew before anybody does.
      pcm: ringMemory(this.#planned?.mix.pcm, channels),
      control,
      telemetry: new SharedArrayBuffer(telemetryLayout(plan).doubles * 8),
    }
    this.#planned = { mix, session }
    this.#cue = null
    const planned = new Promise<void>((resolve) => {
      this.#whenPlanned = resolve
    })
    this.#toProcessor({
      type: 'plan',
      mix,
      module: this.#module,
      levels: mixLevels(plan, session, listening),
    })
    this.#toFeeder({
      type: 'plan',
      module: this.#module,
      mix,
      // A file that is missing is shown as missing and is silent; only an export has to refuse.
      tracks: session.tracks.map((track) => ({
        ...track,
        clips: track.clips.filter((clip) => clip.media.every((id) => files.has(id))),
      })),
      media: Object.entries(session.media).flatMap(([id, info]) => {
        const file = files.get(id)
        return file ? [{ id, info, file }] : []
      }),
    })
    await planned
  }

  setLevels(session: Session, listening: Listening): void {
    if (this.#planned) {
      this.#toProcessor({ type: 'levels', levels: mixLevels(this.#planned.mix.plan, session, listening) })
    }
    this.#room.listen(listening, session.tracks)
  }

  /** Has the feeder read what a start from there would wait for. After `plan`, and not while playing. */
  cue(from: number, loop: LoopOrNot, speed: PlaySpeed): void {
    this.#cued(from, loop, speed)
  }

  /** Starts when the feeder has enough, which it has where this was cued. Fails with what the feeder could not read. */
  async start(from: number, loop: LoopOrNot, speed: PlaySpeed): Promise<Result<void, AppError>> {
    if (!this.#planned) return err({ code: 'engine/unavailable', detail: 'nothing is loaded' })
    const cue = this.#cued(from, loop, speed)
    const [primed] = await Promise.all([cue.primed, this.context.resume()])
    this.#cue = null
    if (!primed.ok) return primed
    this.#room.open()
    // Until the processor publishes, nothing of this start has sounded.
    const telemetry = new Float64Array(this.#planned.mix.telemetry)
    telemetry[TELEMETRY_FRAMES_PLAYED] = 0
    telemetry[TELEMETRY_CONTEXT_FRAME] = Number.POSITIVE_INFINITY
    const loops = loop !== null && from < loop.end && speed === 1
    const ahead = speed > 0 ? Math.max(0, sessionLength(this.#planned.session) - from) : from
    const frames = loops ? null : Math.ceil(ahead / Math.abs(speed))
    this.#toProcessor({ type: 'start', frames })
    return ok(undefined)
  }

  /** Fades out, stops, and tells how many samples had been played since the start. */
  async stop(): Promise<number> {
    await this.#room.close()
    const frames = await new Promise<number>((resolve) => {
      this.#whenStopped = resolve
      this.#toProcessor({ type: 'stop' })
    })
    this.#whenStopped = null
    this.#toFeeder({ type: 'halt' })
    return frames
  }

  /** Gives the device, the threads and their memory back; it is of no use afterwards. Not while playing. */
  async close(): Promise<void> {
    this.#feeder.terminate()
    await this.context.close()
  }

  resetMeters(): void {
    this.#toProcessor({ type: 'resetMeters' })
  }

  #cued(from: number, loop: LoopOrNot, speed: PlaySpeed): Cue {
    const cue = this.#cue
    if (cue?.from === from && cue.speed === speed && sameLoop(cue.loop, loop)) return cue
    this.#run += 1
    const primed = new Promise<Result<void, AppError>>((resolve) => {
      this.#whenPrimed = resolve
      this.#toFeeder({ type: 'prime', run: this.#run, from, loop, speed })
    })
    this.#cue = { from, loop, speed, primed }
    return this.#cue
  }

  #toProcessor(message: ToProcessor): void {
    this.#node.port.postMessage(message)
  }

  #toFeeder(message: ToFeeder): void {
    this.#feeder.postMessage(message)
  }

  #fromProcessor(message: FromProcessor): void {
    if (message.type === 'planned') this.#whenPlanned?.()
    else if (!message.ended) this.#whenStopped?.(message.frames)
    else this.#events.ended()
  }

  #fromFeeder(message: FromFeeder): void {
    if (message.run !== this.#run) return
    const answer = this.#whenPrimed
    this.#whenPrimed = null
    if (message.type === 'primed') {
      answer?.(ok(undefined))
      return
    }
    // Whoever starts from there reads it again, and is told what has come of that.
    const isWaiting = this.#cue !== null
    this.#cue = null
    if (answer) answer(err(message.error))
    else if (!isWaiting) this.#events.failed(message.error)
  }
}

const sameLoop = (a: LoopOrNot, b: LoopOrNot): boolean => a?.start === b?.start && a?.end === b?.end
