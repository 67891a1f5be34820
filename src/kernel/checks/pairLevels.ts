import { thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckId, Finding, StreamId } from '../../domain/checks.ts'
import type { CheckKernel } from './checkKernel.ts'
import { type Analyser, type CheckSetup, type CheckStream, HISTORY, type Hop, nameIn } from './checkStream.ts'
import { removedSounds } from './dialogueActivity.ts'
import { decibelsOf, figure, finding, together } from './findings.ts'
import type { LevelTable } from './levelTable.ts'
import { type Parts, partIn, partsOf } from './parts.ts'
import { Series } from './series.ts'

/** Of a gap that is compared at once. */
const LONGEST_SECONDS = 2
const SHORTEST_SECONDS = 0.4
/** Mean square of what is loud enough to be compared: −58 dBFS. */
const HEARD = 10 ** -5.8

const MIX = 0
const OTHER = 1
const MID = 2
const SIDE = 3
const SIDES = 4

/**
 * The mix and the M&E where nobody speaks: there they are the same but for the fill. Levels, and whether left is left: in
 * channels that are swapped the difference of the sides is upside down, and in one of wrong polarity the sum is too.
 */
export class PairLevels implements Analyser {
  readonly #looksFor: readonly CheckId[]
  readonly #setup: CheckSetup
  readonly #kernel: CheckKernel
  readonly #table: LevelTable
  readonly #mix: Parts
  readonly #me: number
  readonly #fill: number
  readonly #series = new Series(5)
  #met: boolean | null = null

  /** `me`: the number of the M&E that is compared; `mixes`: those of the composites, of which one has its channels or none. */
  constructor(
    setup: CheckSetup,
    kernel: CheckKernel,
    table: LevelTable,
    mixes: readonly number[],
    me: number,
  ) {
    this.#setup = setup
    this.#kernel = kernel
    this.#table = table
    this.#me = me
    const channels = (n: number): number | undefined => setup.streams[n]?.speakers.length
    this.#mix = partsOf(
      setup.streams,
      mixes.filter((n) => channels(n) === channels(me)),
    )
    // Of an M&E that has none, none is missing in the mix.
    this.#fill = setup.streams[me]?.stems.includes('fill') ? table.indexOf('stem:fill') : -1
    this.#looksFor = this.#mix.length > 0 && removedSounds(table) ? ['gapLevel', 'swapped'] : []
  }

  /** None where the two are of parts of the film that have nothing in common. */
  get checks(): readonly CheckId[] {
    return this.#met === false ? [] : this.#looksFor
  }

  observe({ frames, pcm }: Hop): void {
    this.#series.grow()
    const mix = partIn(this.#mix, pcm)
    const me = pcm[this.#me]
    this.#met ||= Boolean(mix && me)
    if (this.#looksFor.length === 0 || !mix || !me) return
    const fill = pcm[this.#fill] ?? null
    let mixPower = 0
    let mePower = 0
    for (let c = 0; c < mix.length; c++) {
      const a = mix[c]
      const b = me[c]
      if (!a || !b) return
      const [mixSum, mixSquares] = this.#kernel.sumAndPower(a, fill?.[c] ?? null, HISTORY, frames)
      const [meSum, meSquares] = this.#kernel.sumAndPower(b, null, HISTORY, frames)
      // A DC offset is no level, and another check's.
      mixPower += mixSquares - (mixSum * mixSum) / frames
      mePower += meSquares - (meSum * meSum) / frames
    }
    this.#series.put(MIX, mixPower / frames)
    this.#series.put(OTHER, mePower / frames)
    this.#compareSides(mix, me, fill, frames)
  }

  #compareSides(
    [aL, aR]: readonly Float64Array[],
    [bL, bR]: readonly Float64Array[],
    fill: readonly Float64Array[] | null,
    frames: number,
  ): void {
    if (!aL || !aR || !bL || !bR) return
    const [mid, side, sides] = this.#kernel.compareSides([aL, aR], [bL, bR], fill ?? [], HISTORY, frames)
    this.#series.put(MID, mid / frames)
    this.#series.put(SIDE, side / frames)
    this.#series.put(SIDES, sides / frames)
  }

  get #compared(): { readonly me: CheckStream; readonly ids: readonly StreamId[] } {
    const { streams } = this.#setup
    const me = streams[this.#me]
    if (!me) throw new RangeError(`no stream ${this.#me}`)
    return { me, ids: [me.id, ...this.#mix.slice(0, 1).flatMap((n) => streams[n]?.id ?? [])] }
  }

  #areThere(hop: number): boolean {
    return this.#table.isThere(this.#me, hop) && this.#table.thereOf(this.#mix, hop) >= 0
  }

  finish(): readonly Finding[] {
    const sounds = removedSounds(this.#table)
    if (this.checks.length === 0 || !sounds) return []
    const table = this.#table
    const gaps = table
      .runs((hop) => this.#areThere(hop) && !sounds(hop))
      .filter((run) => table.seconds(run) >= SHORTEST_SECONDS)
    return [...this.#levels(gaps), ...this.#sides(gaps)]
  }

  #levels(gaps: readonly (readonly [number, number])[]): readonly Finding[] {
    const limit = thresholdOf(this.#setup.settings, 'gapLevel') ?? 0
    const { ids, me: stream } = this.#compared
    const spots = gaps.flatMap((gap) =>
      pieces(gap).flatMap((piece) => {
        const mix = this.#series.sum(...piece, MIX)
        const me = this.#series.sum(...piece, OTHER)
        if (Math.max(mix, me) < HEARD * (piece[1] - piece[0])) return []
        const value = Math.max(-60, Math.min(60, decibelsOf((me + 1e-12) / (mix + 1e-12))))
        return Math.abs(value) > limit ? [{ ...this.#table.span(piece), value }] : []
      }),
    )
    return together(spots, 10 * this.#setup.sampleRate).map(({ from, to, value }) => {
      const text = `Without dialogue the ${nameIn(stream, { from, to })} is ${figure(Math.abs(value))} dB ${value < 0 ? 'quieter' : 'louder'} than the mix.`
      return finding('gapLevel', from, to, ids, value, text)
    })
  }

  #sides(gaps: readonly (readonly [number, number])[]): readonly Finding[] {
    const sum = (column: number): number =>
      gaps.reduce((all, gap) => all + this.#series.sum(...gap, column), 0)
    const [mid, side, sides] = [sum(MID), sum(SIDE), sum(SIDES)]
    const hops = gaps.reduce((all, [first, end]) => all + end - first, 0)
    if (sides <= 1e-9 * hops || side > -0.4 * sides) return []
    const { from, to } = this.#table.span(this.#table.extent((hop) => this.#areThere(hop)))
    const { ids, me } = this.#compared
    const name = nameIn(me, { from, to })
    const text =
      mid < 0
        ? `The ${name} is upside down: its polarity is not that of the mix.`
        : `Left and right of the ${name} are those of the mix the other way round.`
    return [finding('swapped', from, to, ids, null, text)]
  }
}

function pieces([first, end]: readonly [number, number]): readonly (readonly [number, number])[] {
  const count = Math.ceil((end - first) / (LONGEST_SECONDS * 50))
  const edge = (n: number): number => first + Math.round(((end - first) * n) / count)
  return Array.from({ length: count }, (_, n) => [edge(n), edge(n + 1)] as const)
}
