import type { PartFigures } from './channelScan.ts'
import type { Spot } from './findings.ts'

// ITU-R BS.1770-5, annex 2: the first two phases of four; the others are these from behind.
const PHASE_0 = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
] as const
const PHASE_1 = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
  -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
] as const
const PHASES: readonly (readonly number[])[] = [PHASE_0, PHASE_1, PHASE_1.toReversed(), PHASE_0.toReversed()]
const TAPS = 12
/** Samples that the filter is behind. */
const DELAY = 6
/** Samples before one that the filter still has. */
const BEFORE = TAPS - 1
/**
 * Samples that a peak over the ceiling has beside it are at least so much of it, 3 dB less, as in a sine of a quarter of the rate. The meters of a
 * deliverable look at every sample, whatever it is.
 */
const LEAST = 0.7

/** Parts of a channel whose true peak is over a ceiling. */
export class TruePeakDetector {
  readonly spots: Spot[] = []
  readonly #ceiling: number
  /** The last samples of what was loud, and the silence that comes after all. */
  readonly #last = new Float64Array(BEFORE + DELAY)
  /** Samples still to come in which the filter has something loud, and where they begin. */
  #rest = 0
  #end = 0

  /** `ceiling`: linear. */
  constructor(ceiling: number) {
    this.#ceiling = ceiling
  }

  part({ from, start, length, peak }: PartFigures, samples: Float64Array, continues: boolean): void {
    if (!continues) this.finish()
    const isLoud = peak > this.#ceiling * LEAST
    if (isLoud || this.#rest > 0) this.#look(from, start, length, samples)
    this.#rest = isLoud ? DELAY : Math.max(0, this.#rest - length)
    if (this.#rest === 0) return
    this.#end = from + length
    this.#last.set(samples.subarray(start + length - BEFORE, start + length))
  }

  /** What the filter still has of the last samples, where none follow them. */
  finish(): void {
    if (this.#rest > 0) this.#look(this.#end, BEFORE, DELAY, this.#last)
    this.#rest = 0
  }

  #look(from: number, start: number, length: number, samples: Float64Array): void {
    const least = this.#ceiling * LEAST
    let most = 0
    let at = 0
    for (let n = start; n < start + length; n++) {
      const beside = Math.max(
        Math.abs(samples[n - DELAY] as number),
        Math.abs(samples[n - DELAY + 1] as number),
      )
      if (beside <= least) continue
      for (const taps of PHASES) {
        let sum = 0
        for (let t = 0; t < TAPS; t++) sum += (taps[t] as number) * (samples[n - t] as number)
        if (Math.abs(sum) <= most) continue
        most = Math.abs(sum)
        at = n
      }
    }
    const place = Math.max(from + at - start - DELAY, 0)
    if (most > this.#ceiling) this.spots.push({ from: place, to: place + 1, value: 20 * Math.log10(most) })
  }
}
