import { expect, it } from 'vitest'
import type { CheckReport } from '../domain/checks.ts'
import { netflix } from '../domain/specs/netflix.ts'
import type { StemId } from '../domain/stems.ts'
import { bounceToMemory, type FileFixture, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'

const module = kernelModule()
const RATE = 48_000
const LENGTH = 14 * RATE
const syllables = (n: number): number => Math.max(0, Math.sin((2 * Math.PI * 3 * n) / RATE))

/** A few quiet lines on screen, which are over after three seconds, a narrator from then on, and what they speak over. */
const lines = noise(LENGTH, 1, 0.05).map((x, n) => (n < 3 * RATE ? x * syllables(n) : 0))
const narrator = noise(LENGTH, 2, 0.3).map((x, n) => (n >= 4 * RATE && n < 13 * RATE ? x * syllables(n) : 0))
const bed = noise(LENGTH, 3, 0.03)
/** 30 dB under the narrator. */
const BLEED = 10 ** -1.5
/** With this much of the narrator in it: nothing, or enough to be found. */
const effects = (bleed: number): Float64Array =>
  noise(LENGTH, 4, 0.02).map((x, n) => x + bleed * (narrator[n] ?? 0))
const both = (side: Float64Array) => [side, side]

/** The same film with each of its speakers in this stem, or without him. */
async function film(ofLines: StemId | null, ofNarrator: StemId | null, bleed = 0) {
  const files: FileFixture[] = [
    ...(ofLines ? [{ stem: ofLines, samples: both(lines) }] : []),
    ...(ofNarrator ? [{ stem: ofNarrator, samples: both(narrator) }] : []),
    { stem: 'effects', samples: both(effects(bleed)) },
    { stem: 'music', samples: both(bed) },
  ]
  const order = { name: 'reel', format: 'wav24', checks: {}, master: { spec: netflix } } as const
  let checks: CheckReport | undefined
  const { result } = await bounceToMemory(module, await programmeOf(files), 'wav24', {
    order,
    onChecked: (report) => {
      checks = report
    },
  })
  const master = result.ok ? result.value.settings.master : undefined
  if (!result.ok || !master || !checks) throw new Error('it was not made')
  const { findings, done } = checks
  return { master, bleeds: findings.filter(({ check }) => check === 'bleed'), done }
}

it('a narrator is somebody who speaks: a target by dialogue is the same whichever stem he is in', async () => {
  const apart = await film('dialogue', 'narration')
  const together = await film('dialogue', 'dialogue')
  expect(together.master).toMatchObject({ gate: 'dialogue', withinTarget: true })
  expect(apart.master).toMatchObject({ gate: 'dialogue', withinTarget: true })
  expect(apart.master.dialogueShare).toBe(together.master.dialogueShare)
  expect(apart.master.beforeLufs).toBeCloseTo(together.master.beforeLufs ?? 0, 6)
  expect(apart.master.gainDb).toBeCloseTo(together.master.gainDb, 6)
})

it('a film with a narrator alone is measured where he speaks', async () => {
  const { master } = await film(null, 'narration')
  expect(master).toMatchObject({ gate: 'dialogue', withinTarget: true })
  expect(master.dialogueShare).toBe((await film(null, 'dialogue')).master.dialogueShare)
})

it('a narrator in the M&E is found as one in the dialogue is', async () => {
  const together = await film('dialogue', 'dialogue', BLEED)
  const apart = await film('dialogue', 'narration', BLEED)
  const alone = await film(null, 'narration', BLEED)
  expect(together.bleeds).toMatchObject([
    {
      streams: ['deliverable:me', 'stem:dialogue'],
      text: expect.stringMatching(/under the dialogue stem\.$/),
    },
  ])
  expect(apart.bleeds).toMatchObject([
    {
      streams: ['deliverable:me', 'stem:dialogue', 'stem:narration'],
      text: expect.stringMatching(/^The M&E has dialogue or narration in it, 3\d dB under their stems\.$/),
    },
  ])
  expect(Math.abs((apart.bleeds[0]?.value ?? 0) + 30)).toBeLessThan(1.5)
  expect(apart.bleeds[0]?.value).toBeCloseTo(together.bleeds[0]?.value ?? 0, 6)
  expect(alone.bleeds).toMatchObject([
    {
      streams: ['deliverable:me', 'stem:narration'],
      text: expect.stringMatching(/^The M&E has the narration in it, 3\d dB under the narration stem\.$/),
    },
  ])
})

it('a narrator who is not in the M&E is not found in it', async () => {
  const { bleeds, done } = await film('dialogue', 'narration')
  expect(bleeds).toEqual([])
  expect(done.map(({ check }) => check)).toContain('bleed')
})
