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

type Part = { edges: number; edge: number; length: number; at: number }

/**
 * Clicks of a channel: a part whose largest third difference stands out of the mean of the parts beside it and of every other
 * within 20 ms, and which has nothing else of the kind. Beginnings of sounds have more of it after them, and voices and
 * rattles have it again soon.
 */
export class ClickDetector {
  readonly spots: Spot[] = []
  readonly #height: number
  /** The last parts, in turn. */
  readonly #parts: readonly Part[] = Array.from({ length: COUNT }, () => ({
    edges: 0,
    edge: 0,
    length: 1,
    at: 0,
  }))
  #count = 0

  constructor(height: number) {
    this.#height = height
  }

  /** `continues`: whether the part follows the last one. */
  part({ from, start, edges, edge, edgeAt, length }: PartFigures, continues: boolean): void {
    if (!continues) this.#count = 0
    const newest = this.#parts[this.#count % COUNT] as Part
    newest.edges = edges
    newest.edge = edge
    newest.length = length
    // The third difference is largest a sample after a step, and after a sample that is alone.
    newest.at = from + edgeAt - start - 1
    this.#count += 1
    // The very first sound of a stream has nothing before it to stand out of.
    if (this.#count < COUNT) return
    const middle = this.#back(REACH)
    if (middle.edge > FLOOR) this.#judge(middle)
  }

  #back(by: number): Part {
    return this.#parts[(this.#count - 1 - by) % COUNT] as Part
  }

  #judge(middle: Part): void {
    const before = this.#back(REACH + 1)
    const after = this.#back(REACH - 1)
    // An edge across the border of parts is the same one in both, and counts where it is higher.
    const isSame = (part: Part): boolean => Math.abs(part.at - middle.at) < 8
    if (isSame(after) && after.edge > middle.edge) return
    if (isSame(before) && before.edge >= middle.edge) return
    const beside = (part: Part): number =>
      Math.max(0, part.edges - (isSame(part) ? part.edge * 2.7 : 0)) / part.length
    const around = Math.max(beside(before), beside(after))
    const height = middle.edge / Math.max(around, FLOOR / 64)
    if (height < this.#height) return
    if (middle.edges > around * middle.length * 1.5 + ALONE * middle.edge) return
    for (let by = 0; by < COUNT; by++) {
      const other = this.#back(by)
      if (other !== middle && !isSame(other) && other.edge * OUT > middle.edge) return
    }
    this.spots.push({ from: middle.at, to: middle.at + 1, value: height })
  }
}
