import { gridOfNudge, type NudgeUnit } from './nudge.ts'
import type { Timebase } from './timebase.ts'
import { parseLength, placeOf, type TimeFormat } from './timeFormats.ts'
import { cellToSample } from './timeGrid.ts'
import type { SamplePosition } from './units.ts'

/** What a number is followed by that counts something else than samples. */
const UNITS: readonly (readonly [written: RegExp, unit: NudgeUnit])[] = [
  [/^ms$/i, 'millisecond'],
  [/^s(ec|econds?)?$/i, 'second'],
  [/^f(r|rames?)?$/i, 'frame'],
]

/** The unit that `ms`, `s` or `f` stands for, or one of their longer forms; `undefined` for any other text. */
export const typedUnit = (text: string): NudgeUnit | undefined =>
  UNITS.find(([written]) => written.test(text))?.[1]

/** Lengths that are written as places are, counted from 0. Two numbers or three with colons are timecode. */
const NOTATIONS: readonly (readonly [notation: RegExp, format: TimeFormat])[] = [
  [/^\d{1,2}(?:[:;]\d{1,2}){1,3}$/, 'timecode'],
  [/^\d{1,2}(?:\.\d{1,2}){3}$/, 'timecode'],
  [/^\d+\+\d{1,2}$/, 'feet'],
  [/^(?:\d+:)+\d{1,2}[.,]\d{3}$/, 'minutes'],
]

/**
 * The length that a person means who has typed it, to the nearest sample: a number of samples, or of milliseconds, seconds
 * or picture frames where it is followed by `ms`, `s` or `f`, with decimals (`12.5 ms`); a timecode from zero (`2:12`),
 * feet and frames (`3+08`), minutes and seconds (`0:02.500`). `undefined` when it is none.
 */
export function typedLength(text: string, base: Timebase): SamplePosition | undefined {
  const told = text.replace(/[\s\u202f]/g, '')
  const [, whole = '', decimals = '', unit = ''] = /^(\d{1,15})(?:[.,](\d{1,6}))?([a-z]*)$/i.exec(told) ?? []
  if (whole === '') {
    const format = NOTATIONS.find(([notation]) => notation.test(told))?.[1]
    const count = format && parseLength(told, format, base)
    return count === undefined ? undefined : placeOf(count, 0, format ?? 'timecode', base)
  }
  if (/^(smp|samples?)?$/i.test(unit)) {
    return decimals === '' ? placeOf(Number(whole), 0, 'samples', base) : undefined
  }
  const counted = typedUnit(unit)
  if (!counted || whole.length > 9) return undefined
  const grid = gridOfNudge(counted, base)
  // So many of a part of the unit, of which there are whole numbers.
  const parts = { num: grid.num * 10 ** decimals.length, den: grid.den }
  return cellToSample(Number(`${whole}${decimals}`), parts, base.sampleRate)
}
