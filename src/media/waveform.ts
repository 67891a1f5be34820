import type { AppError } from '../domain/errors.ts'
import { bytesPerFrame, type MediaInfo } from '../domain/media.ts'
import type { PeakLevel, Peaks } from '../domain/ports.ts'
import { PcmCodec } from '../kernel/pcmCodec.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { notFinite } from './playlist.ts'

/** Samples of the finest level, and how much coarser each next one is. */
export const FINEST = 256
const COARSER = 4
const LEVELS = 5
/** Frames read at once: 5 s at 48 kHz, a whole number of the coarsest peaks. */
const SPAN = FINEST * COARSER ** (LEVELS - 1) * 4

/** A file that is read from front to back; `spare` is memory that may be read into, and is the reader's from then on. */
export type FrontToBack = {
  read(offset: number, length: number, spare: ArrayBuffer | null): Promise<Result<Uint8Array, AppError>>
}

/**
 * Reads a whole file once, front to back, for its waveform. Also the one place where every value of a float file is
 * looked at before it is let in: fails with `audio/notFinite` at the first NaN or infinity. `onProgress` gets the part
 * done, 0…1, and stops the work by returning false.
 */
export async function measureWaveform(
  module: WebAssembly.Module,
  source: FrontToBack,
  { pcm, fileName }: MediaInfo,
  onProgress: (done: number, snapshot: () => Peaks) => boolean,
): Promise<Result<Peaks, AppError>> {
  const codec = new PcmCodec(module, pcm.channels, SPAN)
  const finest = new Int8Array(Math.ceil(pcm.length / FINEST) * 2)
  const size = bytesPerFrame(pcm)
  const read = (from: number, spare: ArrayBuffer | null) =>
    source.read(pcm.dataOffset + from * size, Math.min(SPAN, pcm.length - from) * size, spare)
  let next = read(0, null)
  for (let from = 0; from < pcm.length; from += SPAN) {
    const bytes = await next
    if (!bytes.ok) return bytes
    const frames = bytes.value.length / size
    codec.staging.set(bytes.value)
    if (from + SPAN < pcm.length) next = read(from + SPAN, bytes.value.buffer as ArrayBuffer)
    const bad = codec.decode(pcm.encoding, pcm.channels, frames)
    if (bad >= 0) {
      const value = codec.channels[bad % pcm.channels]?.[Math.floor(bad / pcm.channels)] ?? 0
      return err(notFinite(fileName, from, pcm.channels, bad, value))
    }
    finest.set(codec.peaks(pcm.channels, frames, FINEST), (from / FINEST) * 2)
    if (!onProgress((from + frames) / pcm.length, () => pyramid(finest))) return err({ code: 'cancelled' })
  }
  return ok(pyramid(finest))
}

/** Every level from the finest, each peak spanning four of the level below. */
export function pyramid(finest: Int8Array): Peaks {
  const levels: PeakLevel[] = [{ samplesPerPeak: FINEST, values: finest.slice() }]
  for (let below = finest; levels.length < LEVELS; ) {
    const values = new Int8Array(Math.ceil(below.length / (2 * COARSER)) * 2)
    for (let i = 0; i < below.length; i += 2) {
      const at = Math.floor(i / (2 * COARSER)) * 2
      values[at] = Math.min(values[at] ?? 0, below[i] ?? 0)
      values[at + 1] = Math.max(values[at + 1] ?? 0, below[i + 1] ?? 0)
    }
    levels.push({ samplesPerPeak: FINEST * COARSER ** levels.length, values })
    below = values
  }
  return { levels }
}
