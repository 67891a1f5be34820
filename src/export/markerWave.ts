import type { AppError } from '../domain/errors.ts'
import { type MarkerDraft, markerEnd } from '../domain/markers.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { cueChunks } from './cueChunks.ts'

/** A WAV file in two parts. */
export type MarkerWave = {
  /** Everything before the samples. */
  readonly head: Uint8Array<ArrayBuffer>
  /** How many bytes of `SILENCE` follow. */
  readonly silence: number
}

/** Of 8-bit PCM, which counts from 0 to 255. */
export const SILENCE = 0x80

/**
 * A WAV file that is there for its markers: silence, 8 bits and mono, which is the least that every program reads, from
 * the start of the session to its last marker or to the end of its last region. Programs leave out markers that lie
 * beyond a file's sound, so it cannot be shorter: 173 MB an hour at 48 kHz. `markers/unwritable` without markers, and
 * where the file would pass 4 GiB.
 */
export function markerWave(
  markers: readonly MarkerDraft[],
  sampleRate: number,
): Result<MarkerWave, AppError> {
  if (markers.length === 0) return err({ code: 'markers/unwritable', detail: 'there are none' })
  const cue = cueChunks(markers)
  if (!cue.ok) return cue
  // A sample more for the last marker to be at, and an even number, which needs no pad byte.
  const last = markers.reduce((end, marker) => Math.max(end, markerEnd(marker)), 0)
  const silence = 2 * Math.ceil((last + 1) / 2)
  const riff = 4 + 8 + 16 + cue.value.length + 8 + silence
  if (riff >= 2 ** 32) {
    const detail = 'the last of them is further on than the 4 GiB that a WAV file can have. Save them as CSV'
    return err({ code: 'markers/unwritable', detail })
  }
  const head = new Uint8Array(36 + cue.value.length + 8)
  const view = new DataView(head.buffer)
  const id = (at: number, text: string): void => head.set(new TextEncoder().encode(text), at)
  id(0, 'RIFF')
  view.setUint32(4, riff, true)
  id(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  head.set(cue.value, 36)
  id(36 + cue.value.length, 'data')
  view.setUint32(40 + cue.value.length, silence, true)
  return ok({ head, silence })
}
