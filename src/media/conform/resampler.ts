import { framed, unframed } from '../../lib/framed.ts'
import { resampledLength } from './resampledLength.ts'
import { converterState, restoreConverter } from './resamplerState.ts'

/** Frames given to the converter at once, where the 1 008 000 values that its buffers hold allow it. */
const CHUNK = 4096
const BUFFER_VALUES = 1_000_000

/** Of libsamplerate: 0 is its best converter, 1 its medium one (samplerate.h, SRC_SINC_…_QUALITY). */
type Quality = 0 | 1

/**
 * The converter that is flat within 0.1 dB to 20 kHz: the medium one is at −3 dB there when one of the rates is
 * 44.1 kHz, and within 0.001 dB when both are 48 kHz or more, at four times the speed of the best one.
 */
export const converterFor = (from: number, to: number): Quality => (Math.min(from, to) >= 48_000 ? 1 : 0)

/** A block of interleaved samples at another rate; the views it gives are good until the next call. */
export type Resampler = {
  /** What can be known of the output with this much of the input: any number of blocks, none of them empty. */
  push(block: Float32Array): Generator<Float32Array>
  /** The rest, so that in all it is exactly as long as `resampledLength` says. */
  finish(): Generator<Float32Array>
  /** All that the blocks so far have left behind: some ten kilobytes a channel. Not while blocks are given, nor after `finish`. */
  state(): Uint8Array
  /** Goes on where another one of the same arguments was, in this process or another, to the same bits. */
  restore(state: Uint8Array): void
  /** Gives its memory back; it is of no use afterwards. */
  close(): void
}

/**
 * Converts a stream of `channels` interleaved from one rate (Hz) to another by libsamplerate: one converter from the
 * first sample to the last, so that there are no seams, and whatever the blocks the bits are the same. It has no
 * latency: sample n of the output stands at n / to seconds. Values over full scale pass.
 */
export async function createResampler(channels: number, from: number, to: number): Promise<Resampler> {
  // It is large: loaded only where something is converted.
  const library = await import('@alexanderolsen/libsamplerate-js')
  const create = library.create ?? library.default.create
  const converter = await create(channels, from, to, { converterType: converterFor(from, to) })
  const growth = Math.max(1, to / from)
  const chunk = Math.max(1, Math.min(CHUNK, Math.floor(BUFFER_VALUES / (channels * growth)) - 1))
  const out = new Float32Array((Math.ceil(chunk * growth) + 1) * channels)
  const made = { frames: 0 }
  let taken = 0
  let given = 0

  /** Not more than is due when the input ends here: what comes early is of the silence that follows. */
  function* convert(input: Float32Array, limit: number): Generator<Float32Array> {
    for (let at = 0; at < input.length; at += chunk * channels) {
      const part = input.subarray(at, at + chunk * channels)
      converter.full(part, out, made)
      const frames = Math.min(made.frames, limit - given)
      given += frames
      if (frames > 0) yield out.subarray(0, frames * channels)
    }
  }

  return {
    *push(block) {
      taken += block.length / channels
      yield* convert(block, Number.POSITIVE_INFINITY)
    },
    *finish() {
      const length = resampledLength(taken, from, to)
      const silence = new Float32Array(chunk * channels)
      while (given < length) yield* convert(silence, length)
    },
    state: () =>
      framed([
        new Uint8Array(Float64Array.of(taken, given).buffer),
        converterState(converter, channels, to / from),
      ]),
    restore(state) {
      const [counts = new Uint8Array(0), memory = counts] = unframed(state)
      const [before = 0, out = 0] = new Float64Array(counts.buffer)
      restoreConverter(converter, memory)
      taken = before
      given = out
    },
    close: () => converter.destroy(),
  }
}
