import { expect, test } from 'vitest'
import { Seeded } from '../../testing/film/seeded.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { CheckKernel } from './checkKernel.ts'
import { hopLength } from './checkStream.ts'
import { envelopeMatches } from './envelopeMatch.ts'
import { LevelTable } from './levelTable.ts'

const RATE = 48_000
const module = kernelModule()
const HOP = hopLength(RATE)
const HOUR = 3600 * 50

/** Levels of hops that go up and down as speech does, at some two syllables a second. */
function levels(seed: number, hops: number): Float64Array {
  const random = new Seeded(seed)
  let level = -30
  return Float64Array.from({ length: hops }, () => {
    if (random.yes(0.08)) level = random.between(-55, -15)
    return level + random.between(-2, 2)
  })
}

/** A mix, and a guide in hops `from` to `to`: mean squares of both. */
function tableOf(mix: Float64Array, guide: (hop: number) => number | undefined): LevelTable {
  const streams = (['deliverable:composite', 'guide'] as const).map((id) => ({
    id,
    name: id,
    speakers: ['M'] as const,
    stems: [],
  }))
  const table = new LevelTable({ module, sampleRate: RATE, streams, length: 0 }, new CheckKernel(module))
  const sums = (db: number) => [{ sum: 0, power: HOP * 10 ** (db / 10), peak: 0, edges: 0 }]
  for (const [n, db] of mix.entries()) {
    const own = guide(n)
    const hop = { from: n * HOP, frames: HOP, continues: true, pcm: [] }
    table.add(hop, [sums(db), own === undefined ? null : sums(own)])
  }
  return table
}

test('in two hours a guide is found an hour off, and where only its last minutes are in it', () => {
  const mix = levels(91_101, 2 * HOUR)
  const noise = new Seeded(91_102)
  const late = tableOf(mix, (n) => (n < HOUR ? (mix[n + HOUR] ?? 0) + noise.between(-6, 6) : undefined))
  const [best] = envelopeMatches(module, late, 1, [0])
  expect(best?.isSure).toBe(true)
  // Cells of such a film are two hops.
  expect(Math.abs((best?.lag ?? 0) - HOUR * HOP)).toBeLessThan(HOP)
  const short = tableOf(mix, (n) => (n < 3000 ? (mix[n + 100_000] ?? 0) - 20 : undefined))
  const [found] = envelopeMatches(module, short, 1, [0])
  expect(found?.isSure).toBe(true)
  expect(Math.abs((found?.lag ?? 0) - 100_000 * HOP)).toBeLessThan(HOP)
})

test('what is another film, or stands still, matches nowhere', () => {
  const mix = levels(91_103, 20_000)
  const other = levels(91_104, 20_000)
  expect(
    envelopeMatches(
      module,
      tableOf(mix, (n) => other[n]),
      1,
      [0],
    ).filter(({ isSure }) => isSure),
  ).toEqual([])
  for (const guide of [() => -20, () => -200, () => undefined])
    expect(envelopeMatches(module, tableOf(mix, guide), 1, [0])).toEqual([])
})
