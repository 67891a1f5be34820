import { type SamplePosition, samplePosition } from './units.ts'

/** Cells of `den` / `num` seconds, counted from 0: picture frames, thousandths of a second, samples. Whole numbers ≥ 1. */
export type TimeGrid = { readonly num: number; readonly den: number }

/** ⌊a/b⌋ of safe integers. A division that is rounded up to a whole number is one too many: then q·b, exact, shows it. */
function quotient(a: number, b: number): number {
  const q = Math.floor(a / b)
  return q * b > a ? q - 1 : q
}

/** The first sample of cell `n`: n·fs·den/num, nearest sample, from zero and never accumulated. */
export function cellToSample(n: number, { num, den }: TimeGrid, sampleRate: number): SamplePosition {
  const over = 2 * num
  const top = 2 * n * sampleRate * den + num
  // Days at 24000/1001 are beyond the whole numbers that a double holds.
  if (top <= Number.MAX_SAFE_INTEGER) return samplePosition(quotient(top, over))
  const exact = 2n * BigInt(n) * BigInt(sampleRate) * BigInt(den) + BigInt(num)
  return samplePosition(Number(exact / BigInt(over)))
}

/** The cell a sample falls in: the last one whose first sample is not after it. No cell is shorter than a sample. */
export function sampleToCell(position: SamplePosition, grid: TimeGrid, sampleRate: number): number {
  const over = sampleRate * grid.den
  const top = position * grid.num
  const floor =
    top <= Number.MAX_SAFE_INTEGER
      ? quotient(top, over)
      : Number((BigInt(position) * BigInt(grid.num)) / BigInt(over))
  return cellToSample(floor + 1, grid, sampleRate) <= position ? floor + 1 : floor
}

/**
 * How far it is from a place to the one `by` cells later, or earlier where negative, that lies as many samples after the
 * first of its cell: from cell to cell nothing is rounded twice, so that a hundred steps of a hundredth of a frame are a
 * frame. `undefined` before 0.
 */
export function cellStep(
  from: SamplePosition,
  by: number,
  grid: TimeGrid,
  sampleRate: number,
): number | undefined {
  const cell = sampleToCell(from, grid, sampleRate)
  if (cell + by < 0) return undefined
  return cellToSample(cell + by, grid, sampleRate) - cellToSample(cell, grid, sampleRate)
}
