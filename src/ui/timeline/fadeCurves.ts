import { FADE_CURVES, type FadeCurve } from '../../domain/session.ts'

const CURVE_NAMES: Readonly<Record<FadeCurve, string>> = {
  equalPower: 'Equal power',
  equalGain: 'Equal gain',
  s: 'S curve',
  linear: 'Linear',
  exponential: 'Exponential',
}

/** The curves of fades, to choose from. */
export const CURVES = FADE_CURVES.map((value) => ({ value, label: CURVE_NAMES[value] }))
