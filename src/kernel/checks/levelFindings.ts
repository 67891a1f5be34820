import { thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckId, CheckSettings, Finding } from '../../domain/checks.ts'
import { type CheckStream, nameIn } from './checkStream.ts'
import { figure, finding, type Spot, together } from './findings.ts'
import type { LevelTable } from './levelTable.ts'
import { isWholeMeStream } from './meStreams.ts'

const dB = (level: number): number => 10 ** (level / 10)

/** −50 dBFS of all channels: something that is heard. */
const HEARD = dB(-50)
/** A channel that has no sample larger is silent: half of the last bit of 24. */
const NOTHING = 2 ** -24

const DC_SECONDS = 4
const PHASE_SECONDS = 0.5
/** From one window to the next, in hops. */
const PHASE_STEP = 5
/** Phase is judged where it lasts. */
const PHASE_LASTS_SECONDS = 1

type Column = { readonly table: LevelTable; readonly stream: number; readonly of: (id: CheckId) => number }

/** What each check needs of a stream; a guide is what others are held against, and is looked at for none. */
const NEEDS = {
  dcOffset: () => true,
  phase: ({ speakers }) => speakers[0] === 'L' && speakers[1] === 'R',
  deadChannel: ({ speakers }) => speakers.includes('L') && speakers.includes('R'),
  silence: (stream) => stream.isComposite === true || isWholeMeStream(stream),
  channelOrder: ({ speakers }) => speakers.includes('LFE'),
} as const satisfies Partial<Record<CheckId, (stream: CheckStream) => boolean>>

const FINDERS: Readonly<Record<keyof typeof NEEDS, (column: Column) => readonly Finding[]>> = {
  dcOffset: dcOffsets,
  phase: phases,
  deadChannel: deadChannels,
  silence: silences,
  channelOrder: channelOrders,
}

const checksOf = (stream: CheckStream): readonly (keyof typeof NEEDS)[] =>
  stream.id === 'guide'
    ? []
    : (Object.keys(NEEDS) as (keyof typeof NEEDS)[]).filter((check) => NEEDS[check](stream))

/** What there is something to look at for in these streams. */
export const levelChecks = (streams: readonly CheckStream[]): readonly CheckId[] => streams.flatMap(checksOf)

/** What the levels of each stream by itself say. */
export function levelFindings(table: LevelTable, settings: CheckSettings | undefined): readonly Finding[] {
  const of = (id: CheckId): number => thresholdOf(settings, id) ?? 0
  return table.streams.flatMap((found, stream) =>
    checksOf(found).flatMap((check) => FINDERS[check]({ table, stream, of })),
  )
}

const streamOf = ({ table, stream }: Column) => {
  const found = table.streams[stream]
  if (!found) throw new RangeError(`no stream ${stream}`)
  return found
}

/** From its first hop to its last. */
const extentOf = ({ table, stream }: Column): readonly [number, number] =>
  table.extent((hop) => table.isThere(stream, hop))

function silences(column: Column): readonly Finding[] {
  const { table, stream, of } = column
  const found = streamOf(column)
  const { id, speakers } = found
  const isSilent = (hop: number): boolean =>
    table.isThere(stream, hop) && speakers.every((_, c) => table.peak(stream, hop, c) < NOTHING)
  return table
    .runs(isSilent)
    .filter((run) => table.seconds(run) > of('silence'))
    .map((run) => {
      const { from, to } = table.span(run)
      const seconds = table.seconds(run)
      return finding(
        'silence',
        from,
        to,
        [id],
        seconds,
        `${nameIn(found, { from, to })}: digital silence for ${figure(seconds)} s.`,
      )
    })
}

/** Means over some seconds under a raised cosine, which low notes do not get through. */
function dcOffsets(column: Column): readonly Finding[] {
  const { table, stream, of } = column
  const found = streamOf(column)
  const { id, speakers } = found
  const limit = 10 ** (of('dcOffset') / 20)
  const window = DC_SECONDS * 50
  const weights = Float64Array.from(
    { length: window },
    (_, n) => 1 - Math.cos((2 * Math.PI * (n + 0.5)) / window),
  )
  // Of a part of the film, the first and the last window are partly of nothing.
  const [begin, end] = extentOf(column)
  const spots: Spot[] = []
  for (const c of speakers.keys()) {
    let before: Spot | null = null
    for (let first = 0; first + window <= table.hops; first += window / 2) {
      let value = 0
      for (const [n, weight] of weights.entries())
        value += (weight * table.mean(stream, first + n, c)) / window
      const now: Spot | null =
        Math.abs(value) < limit
          ? null
          : { ...table.span([Math.max(first, begin), Math.min(first + window, end)]), value }
      // Twice with one sign: thunder and a passing lorry lean both ways.
      if (before && now && before.value * now.value > 0) spots.push(before, now)
      before = now
    }
  }
  return together(spots, table.sampleRate).map(({ from, to, value }) => {
    const level = 20 * Math.log10(Math.abs(value))
    return finding(
      'dcOffset',
      from,
      to,
      [id],
      level,
      `${nameIn(found, { from, to })}: DC offset of ${figure(level)} dBFS.`,
    )
  })
}

function phases(column: Column): readonly Finding[] {
  const { table, stream, of } = column
  const found = streamOf(column)
  const { id } = found
  const window = PHASE_SECONDS * 50
  const limit = of('phase')
  const correlation = new Float32Array(table.hops).fill(1)
  // A window tells of its middle; the first and the last also of what is before and after that.
  const middle = (window - PHASE_STEP) / 2
  for (let first = 0; first + window <= table.hops; first += PHASE_STEP) {
    let cross = 0
    let l = 0
    let r = 0
    for (let hop = first; hop < first + window; hop++) {
      cross += table.crossed(stream, hop)
      l += table.channelPower(stream, hop, 0)
      r += table.channelPower(stream, hop, 1)
    }
    if (l < HEARD * window * 0.1 || r < HEARD * window * 0.1) continue
    const isLast = first + PHASE_STEP + window > table.hops
    correlation.fill(
      cross / Math.sqrt(l * r),
      first === 0 ? 0 : first + middle,
      isLast ? table.hops : first + middle + PHASE_STEP,
    )
  }
  return table
    .runs((hop) => table.isThere(stream, hop) && (correlation[hop] ?? 1) < limit)
    .filter((run) => table.seconds(run) >= PHASE_LASTS_SECONDS)
    .map((run) => {
      const { from, to } = table.span(run)
      const worst = correlation.subarray(run[0], run[1]).reduce((least, value) => Math.min(least, value), 1)
      const text = `${nameIn(found, { from, to })}: left and right are out of phase, correlation ${figure(worst, 2)}.`
      return finding('phase', from, to, [id], worst, text)
    })
}

function deadChannels(column: Column): readonly Finding[] {
  const { table, stream, of } = column
  const found = streamOf(column)
  const { id, speakers } = found
  const sides = [...speakers.entries()].filter(([, speaker]) => speaker === 'L' || speaker === 'R')
  return sides.flatMap(([c, speaker]) =>
    table
      .runs((hop) => table.isThere(stream, hop) && table.peak(stream, hop, c) < NOTHING)
      .flatMap((run): Finding[] => {
        let heard = 0
        for (let hop = run[0]; hop < run[1]; hop++) if (table.power(stream, hop) > HEARD) heard += 1
        const seconds = heard / 50
        if (seconds <= of('deadChannel')) return []
        const { from, to } = table.span(run)
        const text = `${nameIn(found, { from, to })}: ${speaker} is silent for ${figure(seconds)} s in which others sound.`
        return [finding('deadChannel', from, to, [id], seconds, text)]
      }),
  )
}

/** Mean third difference of a sine of 300 Hz, over its RMS. */
const lowEdge = (sampleRate: number): number => ((2 * Math.PI * 300) / sampleRate) ** 3 * 0.9

/** The LFE has only what is below some 120 Hz; in another order of channels it has not, and another one has. */
function channelOrders(column: Column): readonly Finding[] {
  const { table, stream } = column
  const found = streamOf(column)
  const { id, speakers } = found
  const lfe = speakers.indexOf('LFE')
  const [first, end] = extentOf(column)
  const isLow = (c: number): boolean | null => {
    let edges = 0
    let rms = 0
    for (let hop = first; hop < end; hop++) {
      edges += table.edges(stream, hop, c)
      rms += Math.sqrt(table.channelPower(stream, hop, c))
    }
    return rms / Math.max(1, end - first) < 1e-4 ? null : edges < rms * lowEdge(table.sampleRate)
  }
  if (isLow(lfe) !== false) return []
  const instead = speakers.findIndex((_, c) => c !== lfe && isLow(c) === true)
  if (instead < 0) return []
  const { from, to } = table.span([first, end])
  const text = `${nameIn(found, { from, to })}: the channel called ${speakers[instead]} is an LFE, and the one called LFE is none.`
  return [finding('channelOrder', from, to, [id], null, text)]
}
