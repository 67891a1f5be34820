/** Figures that come hop by hop, a row of `columns` each. Grows as it is filled: 4 bytes a figure. */
export class Series {
  readonly columns: number
  #values: Float32Array
  #rows = 0

  constructor(columns: number) {
    this.columns = columns
    this.#values = new Float32Array(columns * 1024)
  }

  get rows(): number {
    return this.#rows
  }

  /** A new row of zeros; `put` fills it. */
  grow(): void {
    this.#rows += 1
    if (this.#rows * this.columns <= this.#values.length) return
    const larger = new Float32Array(this.#values.length * 2)
    larger.set(this.#values)
    this.#values = larger
  }

  /** Into the last row. */
  put(column: number, value: number): void {
    this.#values[(this.#rows - 1) * this.columns + column] = value
  }

  at(row: number, column = 0): number {
    return this.#values[row * this.columns + column] ?? 0
  }

  /** The sum of a column from a row up to another. */
  sum(from: number, to: number, column = 0): number {
    let sum = 0
    for (let row = from; row < to; row++) sum += this.at(row, column)
    return sum
  }
}
