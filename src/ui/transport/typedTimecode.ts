import { type FrameRate, parseTimecode } from '../../domain/timecode.ts'
import { type Frames, frames } from '../../domain/units.ts'

/**
 * Reads a timecode as it is typed: with its colons, or as digits alone, filled from the right in pairs, so that
 * `1021407` is `01:02:14:07`.
 */
export function typedTimecode(text: string, rate: FrameRate): Frames | undefined {
  const plain = text.trim()
  if (!/^\d{3,8}$/.test(plain)) return parseTimecode(plain, rate)
  return parseTimecode(plain.padStart(8, '0').replace(/(..)(?=.)/g, '$1:'), rate)
}

/**
 * The frame that what was typed means: `+` or `-` counts from `now`, two digits or fewer being frames; a timecode from
 * before the programme's `start` is time from there, so that `1000` is ten seconds in.
 */
export function typedPosition(
  text: string,
  rate: FrameRate,
  { now, start }: { readonly now: number; readonly start: number },
): Frames | undefined {
  const [, sign, rest] = /^\s*([+\-−])?\s*(.*)$/.exec(text) ?? []
  const typed = /^\d{1,2}$/.test(rest ?? '') && sign ? frames(Number(rest)) : typedTimecode(rest ?? '', rate)
  if (typed === undefined) return undefined
  if (sign) return frames(Math.max(start, now + (sign === '+' ? typed : -typed)))
  return typed < start ? frames(typed + start) : typed
}
