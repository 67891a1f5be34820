import type { StemId } from '../stems.ts'

/**
 * The first row that is the sum of these stems: the one that has just them, or else one that has those of them that have
 * tracks, since a stem without any adds nothing whether it is in a row or not. `present`: those of some stems that have tracks.
 */
export function rowOfSum<Row>(
  rows: readonly Row[],
  stemsOf: (row: Row) => readonly string[],
  whole: readonly StemId[],
  present: (stems: readonly string[]) => readonly StemId[],
): Row | undefined {
  const exact = rows.find((row) => stemsOf(row).join() === whole.join())
  const sounding = present(whole)
  if (exact || sounding.length === 0) return exact
  return rows.find((row) => present(stemsOf(row)).join() === sounding.join())
}
