import { type FrameRate, listedRate } from '../../../domain/timecode.ts'

/**
 * The frame rate that a text states, `24000/1001`, `25` or `23.98`, with `DF` or `NDF` beside it; `undefined` for what is none
 * from 1 to 240 fps.
 */
export function timecodeRate(text = '', flag = ''): FrameRate | undefined {
  const drop = flag.toUpperCase() === 'DF'
  return /^\d{1,3}\.\d{1,6}$/.test(text) ? decimalRate(Number(text), drop) : rationalRate(text, drop)
}

/** Takes 23.97 and 23.98 for 24000/1001, and is a third of what lies between that and 24. */
const DECIMAL_NEAR = 3e-4

/** A decimal is never exact: it stands for the listed rate that it is near to, or for none. */
const decimalRate = (num: number, drop: boolean): FrameRate | undefined =>
  calledRate({ num, den: 1, drop }, DECIMAL_NEAR)

function rationalRate(text: string, drop: boolean): FrameRate | undefined {
  const [, above, below = '1'] = /^(\d{1,6})(?:\s*\/\s*(\d{1,6}))?$/.exec(text) ?? []
  const num = Number(above)
  const den = Number(below)
  const fps = num / den
  if (!(fps >= 1 && fps <= 240)) return undefined
  const rate = calledRate({ num, den, drop })
  return rate ?? { num, den, drop: false, label: `${Number(fps.toFixed(3))} fps` }
}

/** Drop-frame exists at 29.97 and 59.94 only: elsewhere the flag means nothing. */
const calledRate = (rate: Omit<FrameRate, 'label'>, near?: number): FrameRate | undefined =>
  listedRate(rate, near) ?? listedRate({ ...rate, drop: false }, near)
