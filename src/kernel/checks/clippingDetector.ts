import type { PartFigures } from './channelScan.ts'
import type { Spot } from './findings.ts'

/** Full scale, or as close to it as limiters leave what they cut: −0.1 dBFS. */
const FULL_SCALE = 0.9886

/** Runs of equal samples at full scale, of one channel. */
export class ClippingDetector {
  readonly spots: Spot[] = []
  readonly #shortest: number
  readonly #level: number
  #value = 0
  #count = 0
  #since = 0

  /** `gain`: of all that is looked at. What was cut off before it is flat wherever that has put it. */
  constructor(shortest: number, gain: number) {
    this.#shortest = shortest
    this.#level = FULL_SCALE * Math.min(1, gain)
  }

  part({ from, start, length, peak }: PartFigures, samples: Float64Array, continues: boolean): void {
    if (!continues) this.#end()
    if (peak < this.#level) {
      this.#end()
      return
    }
    for (let n = 0; n < length; n++) {
      const x = samples[start + n] as number
      if (this.#count > 0 && x === this.#value) {
        this.#count += 1
        continue
      }
      this.#end()
      if (Math.abs(x) < this.#level) continue
      this.#value = x
      this.#count = 1
      this.#since = from + n
    }
  }

  finish(): void {
    this.#end()
  }

  #end(): void {
    if (this.#count >= this.#shortest)
      this.spots.push({ from: this.#since, to: this.#since + this.#count, value: this.#count })
    this.#count = 0
  }
}
