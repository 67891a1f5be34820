import type { AppError } from '../domain/errors.ts'
import type { PlaySpeed } from '../domain/playSpeed.ts'
import type { LoopOrNot } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import { PcmCodec } from '../kernel/pcmCodec.ts'
import { ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { type OpenMedia, readWindow } from '../media/playlist.ts'
import type { FromFeeder, ToFeeder } from './feederProtocol.ts'
import { placePieces } from './placePieces.ts'
import { placeShuttle, shuttleStart } from './shuttlePieces.ts'
import {
  CONTROL_READ,
  CONTROL_WRITTEN,
  QUANTUM,
  RING_FRAMES,
  RING_QUANTA,
  timelinePosition,
} from './worklet/protocol.ts'

/** Frames read at once for all tracks: a third of a second, an eighth of the ring. */
const WINDOW = 16_384
/** The first window is short, so that play starts at once. */
const FIRST_WINDOW = 8_192
/** How often a full ring is looked at again; it holds 2.7 s. */
const POLL_MS = 40
/** How often, until it is played. */
const CUED_POLL_MS = 400

const scope = globalThis as unknown as {
  postMessage(message: FromFeeder): void
  onmessage: ((event: { data: ToFeeder }) => void) | null
}

type Plan = ToFeeder & { readonly type: 'plan' }
type Prime = ToFeeder & { readonly type: 'prime' }

/** Keeps the rings of one plan filled from disk, ahead of the audio thread. */
class Feeder {
  readonly #plan: Plan
  readonly #media: ReadonlyMap<MediaId, OpenMedia>
  readonly #control: Int32Array
  readonly #rings: readonly (readonly Float64Array[])[]
  readonly #codec: PcmCodec
  readonly #unchanged: Float64Array[] = []
  #run = -1

  constructor(plan: Plan) {
    this.#plan = plan
    this.#media = new Map(
      plan.media.map(({ id, info, file }) => [id, { info, source: fileByteSource(file) }]),
    )
    this.#control = new Int32Array(plan.mix.control)
    let ring = 0
    const { inputs } = plan.mix.plan
    this.#rings = inputs.map(({ channels }) =>
      Array.from(
        { length: channels },
        () => new Float64Array(plan.mix.pcm, 8 * RING_FRAMES * ring++, RING_FRAMES),
      ),
    )
    this.#codec = new PcmCodec(plan.module, Math.max(1, ...inputs.map(({ channels }) => channels)), WINDOW)
  }

  halt(): void {
    this.#run = -1
  }

  /** The processor stands still while this is called: the rings and counters are the feeder's. */
  async prime({ run, from, loop, speed }: Prime): Promise<void> {
    this.#run = run
    Atomics.store(this.#control, CONTROL_READ, 0)
    Atomics.store(this.#control, CONTROL_WRITTEN, 0)
    let written = 0
    while (this.#run === run) {
      const frames = written === 0 ? FIRST_WINDOW : WINDOW
      const read = Atomics.load(this.#control, CONTROL_READ)
      const free = RING_QUANTA - (written / QUANTUM - read)
      if (free * QUANTUM < frames) {
        await new Promise((resolve) => setTimeout(resolve, read === 0 ? CUED_POLL_MS : POLL_MS))
        continue
      }
      const filled =
        speed === 1
          ? await this.#fill(run, from, loop, written, frames)
          : await this.#shuttle(run, from, speed, written, frames)
      if (this.#run !== run) return
      if (!filled.ok) {
        this.#run = -1
        scope.postMessage({ type: 'failed', run, error: filled.error })
        return
      }
      written += frames
      Atomics.store(this.#control, CONTROL_WRITTEN, written / QUANTUM)
      if (written === FIRST_WINDOW) scope.postMessage({ type: 'primed', run })
    }
  }

  /** Fills `frames` frames of every ring after the first `written`, in as many stretches as the loop cuts it into. */
  async #fill(
    run: number,
    from: number,
    loop: LoopOrNot,
    written: number,
    frames: number,
  ): Promise<Result<void, AppError>> {
    for (let done = 0; done < frames; ) {
      const position = timelinePosition(from, loop, written + done)
      const toWrap = loop && position < loop.end && from < loop.end ? loop.end - position : frames
      const span = Math.min(frames - done, toWrap)
      const window = await readWindow(this.#plan.tracks, this.#media, position, span)
      // Another start may have taken the rings over while this one read.
      if (this.#run !== run) return ok(undefined)
      if (!window.ok) return window
      for (const [track, pieces] of window.value.tracks.entries()) {
        const decoded = placePieces(this.#codec, this.#rings[track] ?? [], pieces, written + done, span)
        if (!decoded.ok) return decoded
      }
      done += span
    }
    return ok(undefined)
  }

  /** Fills as `#fill` does, at another speed than the programme's own. */
  async #shuttle(
    run: number,
    from: number,
    speed: PlaySpeed,
    written: number,
    frames: number,
  ): Promise<Result<void, AppError>> {
    const step = Math.abs(speed)
    for (let done = 0; done < frames; ) {
      const span = Math.min(frames - done, WINDOW / step)
      const start = shuttleStart(from + (written + done) * speed, span, speed)
      const window = await readWindow(this.#plan.tracks, this.#media, start, span * step)
      if (this.#run !== run) return ok(undefined)
      if (!window.ok) return window
      for (const [track, pieces] of window.value.tracks.entries()) {
        const rings = this.#rings[track] ?? []
        const decoded = placePieces(this.#codec, this.#atItsSpeed(rings.length), pieces, 0, span * step)
        if (!decoded.ok) return decoded
        for (const [c, ring] of rings.entries()) {
          const source = this.#unchanged[c]
          if (source) placeShuttle(source, ring, written + done, span, speed)
        }
      }
      done += span
    }
    return ok(undefined)
  }

  /** Room for a stretch of one track before its speed is changed. */
  #atItsSpeed(channels: number): readonly Float64Array[] {
    while (this.#unchanged.length < channels) this.#unchanged.push(new Float64Array(RING_FRAMES))
    return this.#unchanged.slice(0, channels)
  }
}

let feeder: Feeder | null = null

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'plan':
      feeder?.halt()
      feeder = new Feeder(data)
      break
    case 'prime':
      void feeder?.prime(data)
      break
    case 'halt':
      feeder?.halt()
      break
  }
}
