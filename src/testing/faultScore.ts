import type { CheckReport, Finding, StreamId } from '../domain/checks.ts'
import type { StemId } from '../domain/stems.ts'
import { CheckRun } from '../kernel/checks/checkRun.ts'
import type { CheckStream } from '../kernel/checks/checkStream.ts'
import { FILM_STEMS, film, type Stereo } from './film/film.ts'
import { RATE } from './film/seeded.ts'
import { type FaultyFilm, type Planted, plantFaults } from './plantedFaults.ts'

/** How far from its fault a finding may be: 0.3 s. */
const NEAR = 0.3 * RATE

export type FaultScore = {
  /** By kind: how many were planted, and how many found. */
  readonly kinds: ReadonlyMap<string, { readonly planted: number; readonly found: number }>
  readonly planted: number
  readonly found: number
  /** By film: findings of what nobody planted. */
  readonly falseAlarms: readonly (readonly Finding[])[]
  readonly missed: readonly { readonly film: number; readonly fault: Planted }[]
  /** Of the checks alone. */
  readonly milliseconds: number
  /** Of film. */
  readonly seconds: number
}

/** Makes films with faults, checks them, and compares. `seed`: those for tests are others than those for tuning. */
export function scoreFaults(
  module: WebAssembly.Module,
  seed: number,
  numbers: readonly number[],
  length: (number: number) => number,
): FaultScore {
  const kinds = new Map<string, { planted: number; found: number }>()
  const falseAlarms: (readonly Finding[])[] = []
  const missed: { film: number; fault: Planted }[] = []
  let milliseconds = 0
  let seconds = 0
  for (const number of numbers) {
    const own = seed + number * 7919
    const faulty = plantFaults(film(own, length(number)), number, own + 1)
    const started = performance.now()
    const { findings } = checked(module, faulty)
    milliseconds += performance.now() - started
    seconds += faulty.length / RATE
    for (const fault of faulty.planted) {
      const row = kinds.get(fault.kind) ?? { planted: 0, found: 0 }
      const found = findings.some((each) => isOf(each, fault))
      kinds.set(fault.kind, { planted: row.planted + 1, found: row.found + (found ? 1 : 0) })
      if (!found) missed.push({ film: number, fault })
    }
    falseAlarms.push(
      findings.filter(
        (each) => !faulty.planted.some((fault) => isOf(each, fault) || isOverCeiling(each, fault)),
      ),
    )
  }
  const total = (of: 'planted' | 'found'): number =>
    [...kinds.values()].reduce((sum, row) => sum + row[of], 0)
  return {
    kinds,
    planted: total('planted'),
    found: total('found'),
    falseAlarms,
    missed,
    milliseconds,
    seconds,
  }
}

const isOf = (found: Finding, { check, from, to, value }: Planted): boolean =>
  found.check === check &&
  found.from <= to + NEAR &&
  from <= found.to + NEAR &&
  (!value || Math.abs((found.value ?? 0) - value.is) <= value.within)

/** What is cut off at full scale is over the ceiling too. */
const isOverCeiling = (found: Finding, fault: Planted): boolean =>
  fault.check === 'clipping' && isOf({ ...found, check: 'clipping' }, fault) && found.check === 'truePeak'

/** What the checks say of a film, given to them in blocks as an export renders them. */
export function checked(
  module: WebAssembly.Module,
  { length, stems, composite, me, guide }: FaultyFilm,
  block = 2048,
): CheckReport {
  const stream = (id: StreamId, name: string, of: readonly StemId[]): CheckStream => ({
    id,
    name,
    speakers: ['L', 'R'],
    stems: of,
  })
  const streams = [
    ...FILM_STEMS.map((stem) => ({ ...stream(`stem:${stem}`, stem, [stem]), pcm: stems[stem] })),
    {
      ...stream('deliverable:composite', 'Composite', ['dialogue', 'effects', 'music']),
      isComposite: true,
      pcm: composite,
    },
    { ...stream('deliverable:me', 'M&E', ['effects', 'fill', 'music']), pcm: me },
    ...(guide ? [{ ...stream('guide', 'Guide', []), pcm: guide }] : []),
  ]
  const run = new CheckRun({ module, sampleRate: RATE, streams, length })
  for (let from = 0; from < length; from += block) {
    const frames = Math.min(block, length - from)
    const cut = (pcm: Stereo): Float64Array[] =>
      pcm.map((side) => Float64Array.from(side.subarray(from, from + frames)))
    run.observe({ from, frames, pcm: streams.map(({ pcm }) => cut(pcm)) })
  }
  return run.finish()
}
