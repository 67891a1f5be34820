import type { PartFigures } from './channelScan.ts'
import type { Spot } from './findings.ts'

/** Longer silence is a pause: `silence` and `hole` look for those. */
const LONGEST_SECONDS = 0.5
/** RMS of sound that can break off: −66 dBFS. */
const QUIET = 5e-4
/** Samples beside a gap whose mean size says whether it was cut or faded. */
const EDGE = 4
/** Of the RMS on both sides together. */
const CUT = 0.12

/** Gaps of digital silence in a channel with sound cut off at both ends. */
export class DropoutDetector {
  readonly spots: Spot[] = []
  readonly #shortest: number
  readonly #longest: number
  #zeros = 0
  #since = 0
  /** Of the sound before the gap: its last samples and its RMS. */
  #edgeBefore = 0
  #rmsBefore = 0
  /** Of the last part that had sound. */
  #rms = 0
  readonly #last = new Float64Array(EDGE)
  /** A gap that has ended, and the sound after it so far. */
  #ended: { from: number; to: number; edge: number; taken: number; before: number } | null = null

  constructor(shortest: number, sampleRate: number) {
    this.#shortest = shortest
    this.#longest = LONGEST_SECONDS * sampleRate
  }

  part(figures: PartFigures, samples: Float64Array, continues: boolean): void {
    const { from, start, length, zeros, power, peak } = figures
    if (!continues) this.#reset()
    const rms = Math.sqrt(power / Math.max(1, length - zeros))
    if (zeros === length) {
      if (this.#zeros === 0) this.#open(from)
      this.#zeros += length
      this.#ended = null
      return
    }
    const endsSilent = samples[start + length - 1] === 0
    const looks =
      endsSilent || zeros >= Math.min(this.#shortest, 8) || this.#zeros > 0 || this.#ended !== null
    if (looks && peak > QUIET) this.#walk(samples, from, start, length, rms)
    else {
      this.#zeros = 0
      this.#ended = null
      for (let n = 0; n < EDGE; n++) this.#last[n] = samples[start + length - EDGE + n] ?? 0
    }
    this.#rms = rms
  }

  #walk(samples: Float64Array, from: number, start: number, length: number, rms: number): void {
    for (let n = 0; n < length; n++) {
      const x = samples[start + n] as number
      if (x === 0) {
        if (this.#zeros === 0) this.#open(from + n, n >= 24 ? rms : Math.max(this.#rms, 0))
        this.#zeros += 1
        continue
      }
      if (this.#zeros >= this.#shortest && this.#zeros <= this.#longest) {
        this.#ended = {
          from: this.#since,
          to: from + n,
          edge: 0,
          taken: 0,
          before: this.#rmsBefore > QUIET ? this.#edgeBefore / this.#rmsBefore : 0,
        }
      }
      this.#zeros = 0
      this.#last.copyWithin(0, 1)
      this.#last[EDGE - 1] = x
      if (this.#ended) this.#follow(Math.abs(x), rms)
    }
  }

  #follow(size: number, rms: number): void {
    const gap = this.#ended
    if (!gap) return
    gap.edge += size / EDGE
    gap.taken += 1
    if (gap.taken < EDGE) return
    this.#ended = null
    const after = rms > QUIET ? gap.edge / rms : 0
    if (gap.before > CUT && after > CUT)
      this.spots.push({ from: gap.from, to: gap.to, value: gap.to - gap.from })
  }

  #open(at: number, rms = this.#rms): void {
    this.#since = at
    this.#edgeBefore = this.#last.reduce((sum, x) => sum + Math.abs(x), 0) / EDGE
    this.#rmsBefore = rms
  }

  #reset(): void {
    this.#zeros = 0
    this.#ended = null
    this.#rms = 0
    this.#last.fill(0)
  }
}
