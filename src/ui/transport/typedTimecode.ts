import { type FrameRate, parseTimecode } from '../../domain/timecode.ts'
import type { Frames } from '../../domain/units.ts'

/**
 * Reads a timecode as it is typed: with its colons, or as digits alone, filled from the right in pairs, so that
 * `1021407` is `01:02:14:07`.
 */
export function typedTimecode(text: string, rate: FrameRate): Frames | undefined {
  const plain = text.trim()
  if (!/^\d{3,8}$/.test(plain)) return parseTimecode(plain, rate)
  return parseTimecode(plain.padStart(8, '0').replace(/(..)(?=.)/g, '$1:'), rate)
}
