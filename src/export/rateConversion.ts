import type { Stretch } from '../domain/pops.ts'
import type { Samples } from '../domain/units.ts'
import { type RoundingSpec, RoundingStage } from '../kernel/roundingStage.ts'
import { framed, unframed } from '../lib/framed.ts'
import { resampledLength } from '../media/conform/resampledLength.ts'
import { createResampler } from '../media/conform/resampler.ts'
import { type DeliveredFigures, figuresOf } from './deliveredFigures.ts'

/** Samples rounded at once. */
const BLOCK = 2048

/** A deliverable at another rate than the session's: converted as floats, then rounded, packed and measured. */
export type RateConversion = {
  /** At the new rate: exactly so many are given in all. */
  readonly length: Samples
  /** Interleaved 32-bit floats at the session's rate, a whole number of each channel. Views, good until the next. */
  push(pcm: Uint8Array): Generator<Uint8Array>
  /** The rest. */
  finish(): Generator<Uint8Array>
  /** Of what was given so far. */
  measured(): DeliveredFigures
  /** All that was pushed so far has left behind: half a megabyte, most of it the meter's. Not while `push` is under way. */
  state(): Uint8Array
  close(): void
}

/**
 * Converts `length` samples from `rate` Hz to the rate of `rounding`, by the resampler that files are conformed by: one
 * converter from the first sample to the last, with sample n of the file at n / rate seconds. Rounding comes after it, and
 * the meters see the rounded samples: loudness and peaks are those of the file, or of `part` of it, in its own samples.
 * `from`: the state of another one of the same arguments, which goes on from there.
 */
export async function openRateConversion(
  module: WebAssembly.Module,
  rate: number,
  length: Samples,
  rounding: Omit<RoundingSpec, 'maxBlock'>,
  part: Stretch | null = null,
  from: Uint8Array | null = null,
): Promise<RateConversion> {
  const channels = rounding.speakers.length
  const stage = new RoundingStage(module, { ...rounding, maxBlock: BLOCK })
  const resampler = await createResampler(channels, rate, rounding.sampleRate)
  const edges = part ? [part.from, part.to] : []
  let done = 0
  if (from) {
    const [count = new Uint8Array(0), converter = count, kernel = count] = unframed(from)
    done = new Float64Array(count.buffer)[0] ?? 0
    resampler.restore(converter)
    stage.restore(kernel)
  }

  function* rounded(values: Float32Array): Generator<Uint8Array> {
    const count = values.length / channels
    for (let at = 0; at < count; ) {
      const edge = edges.find((place) => place > done) ?? Number.POSITIVE_INFINITY
      const block = Math.min(BLOCK, count - at, edge - done)
      stage.inputs.forEach((input, c) => {
        for (let n = 0; n < block; n++) input[n] = values[(at + n) * channels + c] ?? 0
      })
      const packed = stage.run(block, !part || (part.from <= done && done < part.to))
      at += block
      done += block
      yield packed
    }
  }

  return {
    length: resampledLength(length, rate, rounding.sampleRate),
    *push(pcm) {
      for (const values of resampler.push(floats(pcm))) yield* rounded(values)
    },
    *finish() {
      for (const values of resampler.finish()) yield* rounded(values)
    },
    measured: () => figuresOf(stage.meter, stage.clipped()),
    state: () => framed([new Uint8Array(Float64Array.of(done).buffer), resampler.state(), stage.state()]),
    close: () => resampler.close(),
  }
}

/** Bytes that begin on a boundary of four as they are, others copied. */
function floats(pcm: Uint8Array): Float32Array {
  const aligned = pcm.byteOffset % 4 === 0 ? pcm : pcm.slice()
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
}
