import * as memory from './assembly/layout.ts'
import { lufs, type Meter } from './meter.ts'

/** Hops in a value of the series, and values in a window. */
const HOPS = memory.HOPS_PER_SECOND
const WINDOW = memory.SHORT_TERM_HOPS / HOPS

/**
 * Short-term loudness once a second, gathered from the hops of a meter while it measures: by block, and the same
 * whatever the blocks are. A value is of the three seconds before it, as EBU Tech 3341 has it.
 */
export class ShortTermSeries {
  readonly #meter: Meter
  readonly #hopSamples: number
  /** Energy of whole seconds, and of the one that is under way. */
  readonly #seconds: number[] = []
  #energy = 0
  #hops = 0

  /** Numbers that `restore` takes, as many as the first of them says after itself. */
  state(): readonly number[] {
    return [2 + this.#seconds.length, this.#hops, this.#energy, ...this.#seconds]
  }

  /** Goes on where another series of the same meter was; the meter has to be where it was then. */
  restore([hops = 0, energy = 0, ...seconds]: readonly number[]): void {
    this.#hops = hops
    this.#energy = energy
    this.#seconds.splice(0, this.#seconds.length, ...seconds)
  }

  constructor(meter: Meter, sampleRate: number) {
    this.#meter = meter
    this.#hopSamples = sampleRate / memory.HOPS_PER_SECOND
  }

  /** Takes what the last block has added; blocks are shorter than three seconds. */
  gather(): void {
    const hops = this.#meter.hops()
    if (hops - this.#hops > memory.SHORT_TERM_HOPS) throw new RangeError('hops went by that nobody gathered')
    for (; this.#hops < hops; this.#hops++) {
      this.#energy += this.#meter.hopEnergy(this.#hops)
      if ((this.#hops + 1) % HOPS !== 0) continue
      this.#seconds.push(this.#energy)
      this.#energy = 0
    }
  }

  /** LUFS to the hundredth, `null` for silence: the first of seconds 0 to 3. */
  values(): (number | null)[] {
    const windowSamples = memory.SHORT_TERM_HOPS * this.#hopSamples
    return this.#seconds.slice(WINDOW - 1).map((_, n) => {
      const sum = this.#seconds.slice(n, n + WINDOW).reduce((total, energy) => total + energy, 0)
      const value = Math.round(lufs(sum / windowSamples) * 100) / 100
      return Number.isFinite(value) ? value : null
    })
  }
}
