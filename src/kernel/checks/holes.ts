import type { Finding, StreamId } from '../../domain/checks.ts'
import { partNames } from '../../domain/nameSome.ts'
import { nameIn } from './checkStream.ts'
import { dialogueSounds, SPEAKING } from './dialogueActivity.ts'
import { decibelsOf, figure, finding } from './findings.ts'
import type { LevelTable } from './levelTable.ts'
import { isMeStream, streamsThat } from './meStreams.ts'

/** What replaces the sound that goes with the dialogue. */
const REPLACING: readonly StreamId[] = ['stem:effects', 'stem:fill']

/** Silence: −80 dBFS, of all channels together. */
const SILENT_DB = -80
/** Shorter ones go by unheard. */
const SHORTEST_SECONDS = 0.14
/** Longer quiet is another scene, unless it is silence. */
const LONGEST_DROP_SECONDS = 6
/** How far the room tone before and after a moment is looked for. */
const AROUND_SECONDS = 4
/** How much of the scene beside a hole says what it would have to be filled with. */
const BESIDE_HOPS = 25
/** Of the drop, that has to come within that: rooms end at once, waves and wind do not. */
const SUDDEN = 0.7
/** Hops that a level is the mean of: 60 ms. */
const SMOOTH = 1

/** M&Es that are filled by the same sounds, and by which: stems of theirs, or an M&E that has no such stem. */
type Filled = {
  readonly mes: readonly number[]
  readonly by: readonly number[]
  /** Whether there is fill, and none of them has it. */
  readonly lacksFill: boolean
}

/** All M&Es that are looked at; where there are none, the stems that one would be filled by. */
function filled(table: LevelTable): readonly Filled[] {
  const there = (ids: readonly StreamId[]): readonly number[] =>
    ids.map((id) => table.indexOf(id)).filter((n) => n >= 0)
  const mes = streamsThat(table.streams, isMeStream)
  if (mes.length === 0) {
    const by = there(REPLACING)
    return by.length > 0 ? [{ mes, by, lacksFill: false }] : []
  }
  const found = new Map<string, Filled>()
  for (const me of mes) {
    const stems = table.streams[me]?.stems ?? []
    const own = there(REPLACING.filter((id) => stems.some((stem) => id === `stem:${stem}`)))
    const by = own.length > 0 ? own : [me]
    const alike = found.get(by.join())
    const lacksFill = alike?.lacksFill !== false && !stems.includes('fill') && there(['stem:fill']).length > 0
    found.set(by.join(), { mes: [...(alike?.mes ?? []), me], by, lacksFill })
  }
  return [...found.values()]
}

/** Whether there is somebody who could speak, and something that would have to sound then. */
export const looksForHoles = (table: LevelTable): boolean =>
  SPEAKING.some((id) => table.indexOf(id) >= 0) && filled(table).length > 0

/**
 * Stretches in which somebody speaks while those of effects and fill that an M&E has are silent, or lower by `drop` dB than the
 * room tone before and after. Where there are no stems of them, the M&E is looked at, in which music can hide a hole.
 */
export function holes(table: LevelTable, drop: number): readonly Finding[] {
  const speaks = dialogueSounds(table)
  return speaks ? filled(table).flatMap((one) => holesOf(table, speaks, one, drop)) : []
}

function holesOf(
  table: LevelTable,
  speaks: (hop: number) => boolean,
  { mes, by, lacksFill }: Filled,
  drop: number,
): readonly Finding[] {
  const level = levels(table, by)
  const isLow = lowHops(level, drop)
  const isThere = (hop: number): boolean => mes.length === 0 || mes.some((me) => table.isThere(me, hop))
  const parts = table.runs((hop) => isLow[hop] === 1 && isThere(hop))
  // A step or a door sounds on in a hole. Where the whole is none, one of its parts still may be.
  return joined(parts).flatMap((whole): readonly Finding[] => {
    const asOne = holeIn(whole)
    return asOne.length > 0 ? asOne : parts.filter((part) => isWithin(part, whole)).flatMap(holeIn)
  })

  function holeIn(run: Run): readonly Finding[] {
    const span = table.span(run)
    const seconds = table.seconds(run)
    let spoken = 0
    let silent = 0
    for (let hop = run[0]; hop < run[1]; hop++) {
      if (speaks(hop)) spoken += (table.to[hop] ?? 0) - (table.from[hop] ?? 0)
      if ((level[hop] ?? 0) < SILENT_DB) silent += 1
    }
    if (spoken < SHORTEST_SECONDS * table.sampleRate * 0.6 || seconds < SHORTEST_SECONDS) return []
    const isSilence = silent > (run[1] - run[0]) / 2
    const depth = depthOf(level, run)
    if (!isSilence && (seconds > LONGEST_DROP_SECONDS || depth < SUDDEN * drop)) return []
    const streams = [...new Set([...mes, ...by].flatMap((n) => table.streams[n]?.id ?? []))]
    const what = isSilence
      ? `Effects ${lacksFill ? '' : 'and fill '}are silent`
      : `Room tone drops by ${figure(depth, 0)} dB`
    const rows = partNames(
      mes
        .filter((n) => table.isThere(n, run[0]) || table.isThere(n, run[1] - 1))
        .flatMap((n) => {
          const me = table.streams[n]
          return me ? [nameIn(me, span)] : []
        }),
    )
    const why = lacksFill ? ` Fill is switched off in the ${rows}.` : ''
    const text = `${what} for ${figure(seconds)} s of dialogue.${why}`
    return [finding('hole', span.from, span.to, streams, isSilence ? null : depth, text)]
  }
}

type Run = readonly [number, number]

const isWithin = (part: Run, whole: Run): boolean => part[0] >= whole[0] && part[1] <= whole[1]

/** Runs with no more than a second between them, as one. */
function joined(runs: readonly Run[]): readonly Run[] {
  const wholes: Run[] = []
  for (const run of runs) {
    const last = wholes.at(-1)
    if (last && run[0] - last[1] <= 50) wholes[wholes.length - 1] = [last[0], run[1]]
    else wholes.push(run)
  }
  return wholes
}

/** dB of streams together, smoothed. */
function levels(table: LevelTable, streams: readonly number[]): Float32Array {
  const power = Float64Array.from({ length: table.hops }, (_, hop) =>
    streams.reduce((sum, n) => sum + table.soundPower(n, hop), 0),
  )
  return Float32Array.from(power, (_, hop) => {
    let sum = 0
    let count = 0
    for (let n = Math.max(0, hop - SMOOTH); n <= Math.min(power.length - 1, hop + SMOOTH); n++) {
      sum += power[n] ?? 0
      count += 1
    }
    return decibelsOf(sum / count + 1e-20)
  })
}

/** By hop, 1 where it is silent, or lower than the room tone around: briefly, or for some seconds. */
function lowHops(level: Float32Array, drop: number): Uint8Array {
  const around = AROUND_SECONDS * 50
  const tone = Float32Array.from({ length: Math.ceil(level.length / BLOCK) }, (_, block) =>
    quantile(level, block * BLOCK - BLOCK * 2, block * BLOCK + BLOCK * 3, 0.3, SILENT_DB),
  )
  const reach = Math.round((LONGEST_DROP_SECONDS * 50) / BLOCK / 2)
  const raised = slide(tone, reach, Math.max)
  const filled = slide(raised, reach, Math.min)
  const beside = tone.map((_, block) =>
    Math.min(
      quantile(level, block * BLOCK - around, block * BLOCK, 0.25, SILENT_DB),
      quantile(level, (block + 1) * BLOCK, (block + 1) * BLOCK + around, 0.25, SILENT_DB),
    ),
  )
  return Uint8Array.from(level, (here, hop) => {
    const block = Math.floor(hop / BLOCK)
    const limit = Math.max(beside[block] ?? 0, filled[block] ?? 0) - drop
    return here < SILENT_DB || here < limit ? 1 : 0
  })
}

/** Hops of a block of 200 ms: room tone is looked for no more often. */
const BLOCK = 10

/** Of the values over `least`, the one that so many are under; `least` where there are few. */
function quantile(values: Float32Array, from: number, to: number, part: number, least: number): number {
  const some = values.slice(Math.max(0, from), Math.max(0, to)).filter((value) => value >= least)
  return some.length < 5 ? least : (some.toSorted()[Math.floor(some.length * part)] ?? least)
}

/** The largest, or smallest, of the values no further than `reach` away. */
const slide = (values: Float32Array, reach: number, of: (...some: number[]) => number): Float32Array =>
  values.map((_, n) => of(...values.subarray(Math.max(0, n - reach), n + reach + 1)))

/** How far a run is under what is just before and after it, in dB: the lesser of both. */
function depthOf(level: Float32Array, [first, end]: readonly [number, number]): number {
  const inside = Math.min(BESIDE_HOPS, end - first)
  const edge = (outsideFrom: number, insideFrom: number): number =>
    quantile(level, outsideFrom, outsideFrom + BESIDE_HOPS, 0.3, SILENT_DB) -
    quantile(level, insideFrom, insideFrom + inside, 0.7, -200)
  return Math.min(edge(first - BESIDE_HOPS - 2, first), edge(end + 2, end - inside))
}
