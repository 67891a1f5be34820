import type { SampleBlock, SampleSource } from '../../domain/ports.ts'
import type { MediaId } from '../../domain/session.ts'

/** Samples per device pixel from which on peaks are exact enough, and below which the samples themselves are drawn. */
export const SAMPLES_BELOW = 64

/** Samples [`from`, `to`) of a file, a list for each channel; `undefined` until all of them have been read. */
export function samplesBetween(
  source: SampleSource,
  media: MediaId,
  from: number,
  to: number,
): readonly Float32Array[] | undefined {
  const first = Math.floor(from / source.blockLength)
  const last = Math.floor((to - 1) / source.blockLength)
  const blocks = Array.from({ length: last - first + 1 }, (_, n) => source.block(media, first + n))
  const known = blocks.filter((block) => block !== undefined)
  if (to <= from || known.length < blocks.length) return undefined
  const offset = from - first * source.blockLength
  return (known[0]?.channels ?? []).map((_, channel) => joined(known, channel, offset, to - from))
}

function joined(
  blocks: readonly SampleBlock[],
  channel: number,
  offset: number,
  length: number,
): Float32Array {
  const out = new Float32Array(length)
  let at = -offset
  for (const { channels } of blocks) {
    const samples = channels[channel] ?? new Float32Array(0)
    const part = samples.subarray(Math.max(0, -at), Math.max(0, Math.min(samples.length, length - at)))
    out.set(part, Math.max(0, at))
    at += samples.length
  }
  return out
}

/**
 * Min and max of each of `count` columns of samples, interleaved, as `peakColumns` has them: over all channels, 0 among
 * them, rounded away from it. The first column starts at `from`, counted from the first sample that is given.
 */
export function sampleColumns(
  channels: readonly Float32Array[],
  from: number,
  samplesPerColumn: number,
  count: number,
): Int8Array {
  const columns = new Int8Array(count * 2)
  for (let i = 0; i < count; i++) {
    const first = Math.max(0, Math.floor(from + i * samplesPerColumn))
    const end = Math.max(first + 1, Math.ceil(from + (i + 1) * samplesPerColumn))
    let [min, max] = [0, 0]
    for (const samples of channels) {
      for (let n = first; n < Math.min(end, samples.length); n++) {
        const value = samples[n] ?? 0
        if (value < min) min = value
        else if (value > max) max = value
      }
    }
    columns[2 * i] = Math.max(-127, Math.floor(min * 127))
    columns[2 * i + 1] = Math.min(127, Math.ceil(max * 127))
  }
  return columns
}
