import type { PartFigures } from './channelScan.ts'
import type { Spot } from './findings.ts'

/** Third differences below it, −48 dBFS, are heard by nobody. */
const FLOOR = 0.004
/** Sum of sizes of third differences by the largest of them: 8/3 for a sample that is alone, 2 for a step, 4 for a few samples. */
const ALONE = 6
/** Parts before and after one that have nothing of the kind: 20 ms, more than a period of any voice. */
const REACH = 8
const COUNT = 2 * REACH + 1
/** How far it stands out of the largest edges there. */
const OUT = 2.5

/**
 * Clicks of a channel: a part whose largest third difference stands out of the mean of the parts beside it and of every other
 * within 20 ms, and which has nothing else of the kind. Beginnings of sounds have more of it after them, and voices and
 * rattles have it again soon.
 */
export class ClickDetector {
  readonly spots: Spot[] = []
  readonly #height: number
  /** Of the last parts, in turn: numbers that change with each are kept in arrays, which takes no memory anew. */
  readonly #edges = new Float64Array(COUNT)
  readonly #edge = new Float64Array(COUNT)
  readonly #length = new Float64Array(COUNT).fill(1)
  readonly #at = new Float64Array(COUNT)
  #count = 0

  constructor(height: number) {
    this.#height = height
  }

  /** `continues`: whether the part follows the last one. */
  part({ from, start, edges, edge, edgeAt, length }: PartFigures, continues: boolean): void {
    if (!continues) this.#count = 0
    const newest = this.#count % COUNT
    this.#edges[newest] = edges
    this.#edge[newest] = edge
    this.#length[newest] = length
    // The third difference is largest a sample after a step, and after a sample that is alone.
    this.#at[newest] = from + edgeAt - start - 1
    this.#count += 1
    // The very first sound of a stream has nothing before it to stand out of.
    if (this.#count < COUNT) return
    const middle = this.#back(REACH)
    if (this.#edgeOf(middle) > FLOOR) this.#judge(middle)
  }

  /** Which of the parts was so many before the newest. */
  #back(by: number): number {
    return (this.#count - 1 - by) % COUNT
  }

  #edgeOf(part: number): number {
    return this.#edge[part] as number
  }

  /** An edge across the border of parts is the same one in both. */
  #isSame(part: number, middle: number): boolean {
    return Math.abs((this.#at[part] as number) - (this.#at[middle] as number)) < 8
  }

  /** Mean size of the edges of a part, without that of `middle`. */
  #beside(part: number, middle: number): number {
    const own = this.#isSame(part, middle) ? this.#edgeOf(part) * 2.7 : 0
    return Math.max(0, (this.#edges[part] as number) - own) / (this.#length[part] as number)
  }

  #judge(middle: number): void {
    const before = this.#back(REACH + 1)
    const after = this.#back(REACH - 1)
    const edge = this.#edgeOf(middle)
    // Of an edge that is in both, it counts where it is higher.
    if (this.#isSame(after, middle) && this.#edgeOf(after) > edge) return
    if (this.#isSame(before, middle) && this.#edgeOf(before) >= edge) return
    const around = Math.max(this.#beside(before, middle), this.#beside(after, middle))
    const height = edge / Math.max(around, FLOOR / 64)
    if (height < this.#height) return
    const most = around * (this.#length[middle] as number) * 1.5 + ALONE * edge
    if ((this.#edges[middle] as number) > most) return
    for (let by = 0; by < COUNT; by++) {
      const other = this.#back(by)
      if (other !== middle && !this.#isSame(other, middle) && this.#edgeOf(other) * OUT > edge) return
    }
    const at = this.#at[middle] as number
    this.spots.push({ from: at, to: at + 1, value: height })
  }
}
