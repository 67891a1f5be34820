import { decibels, type FaderLevel } from '../../domain/units.ts'

/**
 * The law of the fader: level against travel, straight between these points. Most of the travel is where mixing
 * happens; the last hundredth goes from −60 dB to off.
 */
const POINTS: readonly (readonly [db: number, travel: number])[] = [
  [-100, 0.004],
  [-60, 0.06],
  [-40, 0.135],
  [-30, 0.22],
  [-20, 0.345],
  [-10, 0.5],
  [-5, 0.61],
  [0, 0.725],
  [5, 0.84],
  [10, 0.954],
  [12, 1],
]

/** What is printed beside the fader, with its travel. */
export const FADER_SCALE: readonly { readonly text: string; readonly travel: number }[] = [
  ...POINTS.filter(([db]) => db > -100 && db <= 10).map(([db, travel]) => ({
    text: `${Math.abs(db)}`,
    travel,
  })),
  { text: '\u221e', travel: 0 },
]

function interpolate(from: 0 | 1, to: 0 | 1, value: number): number {
  let [x0, y0] = [0, 0]
  for (const [index, point] of POINTS.entries()) {
    const [x1, y1] = [point[from], point[to]]
    if (value <= x1) return index === 0 ? y1 : y0 + ((value - x0) / (x1 - x0)) * (y1 - y0)
    ;[x0, y0] = [x1, y1]
  }
  return y0
}

/** 0 at the bottom (off) … 1 at the top (+12 dB). */
export const faderTravel = (db: FaderLevel): number => (db === null ? 0 : interpolate(0, 1, db))

/** The level at a place of the travel; off below the last point. */
export const faderLevelAt = (travel: number): FaderLevel =>
  travel < 0.004 ? null : decibels(interpolate(1, 0, travel))
