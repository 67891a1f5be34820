// How figures are printed.

/**
 * @param {number[]} values
 * @returns {number} the middle one, or between the two in the middle
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}

/**
 * Prints rows of cells in columns: the first to the left, the last as long as it is, the others to the right.
 * @param {string[][]} rows
 */
export function printTable(rows) {
  const width = (/** @type {number} */ column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      if (column === 0) return cell.padEnd(width(0))
      return column === row.length - 1 ? cell : cell.padStart(width(column))
    })
    console.log(`  ${cells.join('   ').trimEnd()}`)
  }
}

/**
 * @param {boolean} reached
 * @param {string} goal
 */
export const verdict = (reached, goal) => `${reached ? '✓' : '✗ MISSED'} goal ${goal}`

/** @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`

/**
 * How many there were, and the longest.
 * @param {number[]} times milliseconds
 */
export const longest = (times) =>
  times.length === 0 ? '0' : `${times.length}, longest ${Math.max(...times).toFixed(0)} ms`
