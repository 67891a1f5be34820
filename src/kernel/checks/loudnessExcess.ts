import type { CheckId, Finding, LoudnessGoal, StreamId } from '../../domain/checks.ts'
import { PRINTED } from '../../domain/specs/masterReport.ts'
import * as memory from '../assembly/layout.ts'
import { lufs, type Meter } from '../meter.ts'
import { figure, finding, type Spot, together } from './findings.ts'

/** Windows that are over the limit and closer than this are one finding. */
const TOGETHER_SECONDS = 1

type Window = {
  readonly check: CheckId
  readonly name: string
  /** Hops of 10 ms. */
  readonly hops: number
  readonly limit: number
  readonly spots: Spot[]
}

/**
 * Where a deliverable is over the limits of momentary (400 ms) and short-term loudness (3 s, EBU Tech 3341), from the hops
 * of its meter: the very windows that the meter has its maxima of, and where they are.
 */
export class LoudnessExcess {
  readonly checks: readonly CheckId[]
  readonly #meter: Pick<Meter, 'hops' | 'hopEnergy'>
  readonly #sampleRate: number
  readonly #from: number
  readonly #windows: readonly Window[]
  readonly #ring = new Float64Array(memory.SHORT_TERM_HOPS)
  #hops = 0

  /** `from`: the first sample that the meter measures, of the session. */
  constructor(
    meter: Pick<Meter, 'hops' | 'hopEnergy'>,
    sampleRate: number,
    from: number,
    { maxMomentaryLufs, maxShortTermLufs }: Pick<LoudnessGoal, 'maxMomentaryLufs' | 'maxShortTermLufs'>,
  ) {
    this.#meter = meter
    this.#sampleRate = sampleRate
    this.#from = from
    const window = (check: CheckId, name: string, hops: number, limit: number | null): Window[] =>
      limit === null ? [] : [{ check, name, hops, limit, spots: [] }]
    this.#windows = [
      ...window('momentary', 'momentary', memory.MOMENTARY_HOPS, maxMomentaryLufs),
      ...window('shortTerm', 'short-term', memory.SHORT_TERM_HOPS, maxShortTermLufs),
    ]
    this.checks = this.#windows.map(({ check }) => check)
  }

  /** Takes what the last block has added; blocks are shorter than three seconds. */
  gather(): void {
    if (this.#windows.length === 0) return
    const hops = this.#meter.hops()
    if (hops - this.#hops > memory.SHORT_TERM_HOPS) throw new RangeError('hops went by that nobody gathered')
    for (; this.#hops < hops; this.#hops++) {
      this.#ring[this.#hops % memory.SHORT_TERM_HOPS] = this.#meter.hopEnergy(this.#hops)
      for (const window of this.#windows) this.#look(window, this.#hops + 1)
    }
  }

  #look({ hops: length, limit, spots }: Window, hops: number): void {
    if (hops < length) return
    let sum = 0
    for (let hop = hops - length; hop < hops; hop++) sum += this.#ring[hop % memory.SHORT_TERM_HOPS] as number
    const hopSamples = this.#sampleRate / memory.HOPS_PER_SECOND
    const value = lufs(sum / (length * hopSamples))
    if (value <= limit + PRINTED) return
    const [from, to] = [hops - length, hops].map((hop) => this.#from + hop * hopSamples) as [number, number]
    const last = spots.at(-1)
    // Windows that overlap are put together at once: there is one every 10 ms.
    if (last && from <= last.to)
      spots[spots.length - 1] = { from: last.from, to, value: Math.max(value, last.value) }
    else spots.push({ from, to, value })
  }

  findings(name: string, stream: StreamId): readonly Finding[] {
    return this.#windows.flatMap(({ check, name: what, limit, spots }) =>
      together(spots, TOGETHER_SECONDS * this.#sampleRate, (value) => value).map(({ from, to, value }) => {
        const text = `${name}: ${what} loudness of ${figure(value)} LUFS, and is to have ${figure(limit)} LUFS at most.`
        return finding(check, from, to, [stream], value, text)
      }),
    )
  }
}
