import { CheckKernel } from './checkKernel.ts'
import { hopLength } from './checkStream.ts'
import { Fft } from './fft.ts'
import type { LevelTable } from './levelTable.ts'
import type { Parts } from './parts.ts'

/** Cells of an envelope at most: of longer films each is of more hops. 18 MB of transforms, for as long as it takes. */
const MOST_CELLS = 2 ** 18
/** Under this all is as silence: mean square, −70 dBFS. */
const FLOOR = 1e-7
/** Levels are told from those around them, half a second to each side. */
const AROUND_SECONDS = 0.5
/** A bang, or where sound sets in, counts for no more than so many times the middle difference. */
const MOST = 4
/** What moves less than this stands still, as tones do. */
const STILL_DB = 0.01
/** Less than this of both together is chance. */
const LEAST_SECONDS = 3
/** What is this near to a peak belongs to it. */
const APART_SECONDS = 1
/**
 * How far a peak has to stand out to be tried, in deviations of what it is at all other offsets; and to be believed by itself.
 * Of films of a minute, 45 pairs of different ones come to 5.5 at most, and ten with other music and effects than the guide
 * to 11.3 at least.
 */
const STANDS_OUT = 5
const ALONE = { deviations: 12, correlation: 0.4, overNext: 1.5 } as const
const CANDIDATES = 3

export type EnvelopeMatch = {
  /** Samples that the one is later, to about a hop. */
  readonly lag: number
  /** Whether it can be nothing else, also where no closer look agrees. */
  readonly isSure: boolean
}

/**
 * Where the loudness of one stream over time is that of another sound, at any offset: the normalised cross-correlation of their
 * levels in dB over what is around them. The best first; none where nothing stands out.
 */
export function envelopeMatches(
  module: WebAssembly.Module,
  table: LevelTable,
  reference: number,
  other: Parts,
): readonly EnvelopeMatch[] {
  const origin = table.from[0] ?? 0
  const hops = Math.ceil(((table.to.at(-1) ?? 0) - origin) / hopLength(table.sampleRate))
  const cell = hopLength(table.sampleRate) * Math.max(1, 2 ** Math.ceil(Math.log2(hops / MOST_CELLS)))
  const a = envelope(table, [reference], origin, cell)
  const b = envelope(table, other, origin, cell)
  if (a.to === 0 || b.to === 0) return []
  const cells = (seconds: number): number => Math.ceil((seconds * table.sampleRate) / cell)
  const size = 2 ** Math.ceil(Math.log2(2 * Math.max(2, b.values.length)))
  const scores = normalised(correlation(module, a.values, b.values, size), a, b, cells(LEAST_SECONDS))
  const peaks = peaksOf(scores, cells(APART_SECONDS))
  const [best, next] = peaks
  return peaks
    .filter(({ score }) => score >= STANDS_OUT * scores.deviation)
    .map((peak) => ({
      lag: Math.round(peak.lag * cell),
      isSure:
        peak === best &&
        peak.score >= ALONE.deviations * scores.deviation &&
        peak.r >= ALONE.correlation &&
        peak.score >= ALONE.overNext * (next?.score ?? 0),
    }))
}

type Envelope = { readonly values: Float64Array; readonly from: number; readonly to: number }

/** Levels in dB over those around them, and where the sound begins and ends, in cells. 0 where it is not under way. */
function envelope(table: LevelTable, parts: Parts, origin: number, cell: number): Envelope {
  const count = Math.ceil(((table.to.at(-1) ?? 0) - origin) / cell)
  const power = new Float64Array(count)
  const weight = new Float64Array(count)
  for (let hop = 0; hop < table.hops; hop++) {
    const stream = table.thereOf(parts, hop)
    if (stream < 0) continue
    const [from, to] = [table.from[hop] as number, table.to[hop] as number]
    const at = Math.floor(((from + to) / 2 - origin) / cell)
    power[at] = (power[at] as number) + table.soundPower(stream, hop) * (to - from)
    weight[at] = (weight[at] as number) + (to - from)
  }
  const levels = power.map((sum, n) => {
    const of = weight[n] as number
    return of === 0 ? 0 : 10 * Math.log10(Math.max(FLOOR, sum / of) / FLOOR)
  })
  const around = Math.round((AROUND_SECONDS * table.sampleRate) / cell)
  const sums = summed(levels)
  const counts = summed(weight.map((of) => (of === 0 ? 0 : 1)))
  const over = (sums: Float64Array, n: number): number =>
    (sums[Math.min(count, n + around + 1)] as number) - (sums[Math.max(0, n - around)] as number)
  const above = levels.map((level, n) => (weight[n] === 0 ? 0 : level - over(sums, n) / over(counts, n)))
  const most = MOST * middleOf(above.map(Math.abs).filter((value) => value > STILL_DB))
  const values = above.map((value) => Math.max(-most, Math.min(most, value)))
  return { values, from: weight.findIndex((of) => of > 0), to: weight.findLastIndex((of) => of > 0) + 1 }
}

/** Σ b[n]·a[n − lag], for `lag` from 0 on, and from −1 back from its end. */
function correlation(
  module: WebAssembly.Module,
  a: Float64Array,
  b: Float64Array,
  size: number,
): Float64Array {
  // A kernel of its own: its memory goes with it.
  const kernel = new CheckKernel(module)
  const fft = new Fft(kernel, size)
  const re = kernel.doubles(size)
  const im = kernel.doubles(size)
  re.set(a)
  im.set(b)
  fft.forward(re, im)
  for (let k = 0; k <= size / 2; k++) {
    const m = (size - k) % size
    const [rk, ik, rm, qm] = [re[k], im[k], re[m], im[m]] as [number, number, number, number]
    const [ar, ai] = [(rk + rm) / 2, (ik - qm) / 2]
    const [br, bi] = [(ik + qm) / 2, (rm - rk) / 2]
    const x = br * ar + bi * ai
    const y = bi * ar - br * ai
    re[k] = x
    im[k] = y
    re[m] = x
    im[m] = -y
  }
  fft.inverse(re, im)
  return Float64Array.from(re, (value) => value / size)
}

/** By lag from −`most` to `most`. `score`: the correlation times the root of how many cells it is of. */
type Scores = {
  readonly r: Float64Array
  readonly score: Float64Array
  readonly most: number
  readonly deviation: number
}

function normalised(sums: Float64Array, a: Envelope, b: Envelope, least: number): Scores {
  const most = b.values.length
  const [ofA, ofB] = [summed(a.values, 2), summed(b.values, 2)]
  const r = new Float64Array(2 * most + 1)
  const score = new Float64Array(2 * most + 1)
  for (let n = 0; n < r.length; n++) {
    const lag = n - most
    const first = Math.max(b.from, a.from + lag)
    const end = Math.min(b.to, a.to + lag)
    if (end - first < least) continue
    const energy = within(ofA, first - lag, end - lag) * within(ofB, first, end)
    if (energy <= 0) continue
    r[n] = (sums[(lag + sums.length) % sums.length] as number) / Math.sqrt(energy)
    score[n] = (r[n] as number) * Math.sqrt(end - first)
  }
  const others = score.map(Math.abs).filter((value) => value > 0)
  return { r, score, most, deviation: Math.max(1, middleOf(others) / 0.6745) }
}

type Peak = { readonly lag: number; readonly r: number; readonly score: number }

/** The highest, each with its place between cells. */
function peaksOf({ r, score, most }: Scores, apart: number): readonly Peak[] {
  const left = Float64Array.from(score)
  const peaks: Peak[] = []
  for (let n = 0; n < CANDIDATES; n++) {
    let at = 0
    for (let k = 0; k < left.length; k++) if ((left[k] as number) > (left[at] as number)) at = k
    const [before, here, after] = [score[at - 1] ?? 0, score[at] as number, score[at + 1] ?? 0]
    const bend = before - 2 * here + after
    const aside = bend < 0 ? (before - after) / (2 * bend) : 0
    peaks.push({ lag: at - most + aside, r: r[at] as number, score: here })
    left.fill(0, Math.max(0, at - apart), at + apart + 1)
  }
  return peaks
}

/** The median; 0 of none. */
const middleOf = (values: Float64Array): number => values.toSorted()[values.length >> 1] ?? 0

/** Sums of all before each place, and of all. */
function summed(values: Float64Array, power = 1): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (const [n, value] of values.entries()) sums[n + 1] = (sums[n] as number) + value ** power
  return sums
}

const within = (sums: Float64Array, from: number, to: number): number =>
  (sums[to] as number) - (sums[from] as number)
