import { expect, test } from 'vitest'
import { FRAME_RATES } from '../../domain/timecode.ts'
import { type Film, film } from '../../testing/film/film.ts'
import { RATE, Seeded } from '../../testing/film/seeded.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { noise, silence } from '../../testing/signals.ts'
import { CheckRun } from './checkRun.ts'

const module = kernelModule()
const FRAME = 2000
const frameRate = FRAME_RATES.find(({ label }) => label === '24 fps')
type Sides = readonly Float64Array[]

const films = new Map<string, Film>()
/** Made once: that takes longer than to compare them. */
function filmOf(seed: number, seconds: number): Film {
  const key = `${seed} ${seconds}`
  const known = films.get(key) ?? film(seed, seconds)
  films.set(key, known)
  return known
}

/** Dialogue, effects and music of a film; or its dialogue with those of another. */
function mixOf(seed: number, seconds: number, others = seed): Sides {
  const { stems, length } = filmOf(seed, seconds)
  const rest = filmOf(others, seconds).stems
  return ([0, 1] as const).map((c) => {
    const [dialogue, effects, music] = [stems.dialogue[c], rest.effects[c], rest.music[c]]
    const side = new Float64Array(length)
    for (let n = 0; n < length; n++) side[n] = (dialogue[n] ?? 0) + (effects[n] ?? 0) + (music[n] ?? 0)
    return side
  })
}

const later = (pcm: Sides, by: number): Sides => pcm.map((side) => side.map((_, n) => side[n - by] ?? 0))
const cut = (pcm: Sides, from: number, to: number): Sides => pcm.map((side) => side.slice(from, to))
/** Half as loud, with hiss. */
const worn = (pcm: Sides, seed: number): Sides => {
  const random = new Seeded(seed)
  return pcm.map((side) => side.map((x) => x / 2 + random.white() * 1e-3))
}

/** What is said of the sync of a mix and a guide, whose first sample is at `at`; `reread`: of a guide that can be read twice. */
function said(mix: Sides, guide: Sides, { at = 0, reread = true } = {}) {
  const length = mix[0]?.length ?? 0
  const has = guide[0]?.length ?? 0
  const stream = { speakers: ['L', 'R'], stems: [] } as const
  const run = new CheckRun({
    module,
    sampleRate: RATE,
    streams: [
      { ...stream, id: 'deliverable:composite', name: 'Composite', isComposite: true },
      { ...stream, id: 'guide', name: 'the guide', length: has },
    ],
    length,
    ...(frameRate && { frameRate }),
  })
  const own = (from: number, frames: number): Sides | null =>
    from >= at && from + frames <= at + has
      ? guide.map((side) => side.subarray(from - at, from - at + frames))
      : null
  for (let from = 0; from < length; from += 2048) {
    const frames = Math.min(2048, length - from)
    run.observe({
      from,
      frames,
      pcm: [mix.map((side) => side.subarray(from, from + frames)), own(from, frames)],
    })
  }
  for (let wanted = run.guideWanted(); wanted.length > 0; wanted = run.guideWanted()) {
    for (const stretch of wanted) {
      const pcm = reread ? own(stretch.from, stretch.frames) : null
      if (pcm) run.hearGuide(stretch, pcm)
    }
  }
  const { findings, done } = run.finish()
  const sync = findings.filter(({ check }) => check === 'offset' || check === 'drift')
  return {
    texts: sync.map(({ text }) => text),
    values: sync.map(({ value }) => value),
    driftIsTold: done.some(({ check }) => check === 'drift'),
    syncIsDone: done.some(({ check }) => check === 'offset'),
  }
}

const SEED = 880_311

test.each([
  ['12 frames late', 12 * FRAME],
  ['5 s late', 5 * RATE + 7],
  ['20 s early', -20 * RATE - 1],
])('a guide that is %s is found to the sample', { timeout: 60_000 }, (_what, by) => {
  const mix = mixOf(SEED, 35)
  const found = said(mix, later(worn(mix, SEED), by))
  expect(found).toMatchObject({ values: [-by], driftIsTold: true, syncIsDone: true })
  expect(found.texts[0]).toMatch(by > 0 ? /earlier than the guide/ : /later than the guide/)
})

test('one of other music and effects is found by its dialogue', { timeout: 60_000 }, () => {
  const mix = mixOf(SEED + 1, 40)
  const by = 8 * RATE + 480
  expect(said(mix, later(mixOf(SEED + 1, 40, SEED + 900), by)).values).toEqual([-by])
})

test('one whose waves cannot be compared is found to about a frame, and that is said', {
  timeout: 60_000,
}, () => {
  const mix = mixOf(SEED, 35)
  const by = 5 * RATE
  const { texts, values, driftIsTold } = said(mix, later(worn(mix, SEED), by), { reread: false })
  expect(texts[0]).toContain('Composite is about 120 frames (5.00 s) earlier than the guide.')
  expect(Math.abs((values[0] ?? 0) + by)).toBeLessThan(960)
  expect(driftIsTold).toBe(false)
})

test('a part of a film is found where it is, and passes where it is in its place', {
  timeout: 60_000,
}, () => {
  const mix = mixOf(SEED + 3, 45)
  const guide = cut(worn(mix, SEED), 21 * RATE, 36 * RATE)
  expect(said(mix, guide, { at: 21 * RATE })).toMatchObject({ texts: [], driftIsTold: true })
  expect(said(mix, guide, { at: 29 * RATE }).values).toEqual([-8 * RATE])
  expect(said(mix, guide).values).toEqual([21 * RATE])
})

test('another film is no match, and neither sync nor drift passes', { timeout: 120_000 }, () => {
  for (const [own, other] of [
    [mixOf(SEED, 35), mixOf(SEED + 500, 35)],
    [mixOf(SEED + 1, 40), mixOf(SEED + 900, 40)],
  ] as const) {
    const { texts, values, driftIsTold, syncIsDone } = said(own, other)
    expect(texts).toEqual([expect.stringMatching(/^No match with the guide: .* Check that the guide is of/)])
    expect([values, driftIsTold, syncIsDone]).toEqual([[null], false, true])
  }
})

test('a guide that is silent, has next to nothing, or lies elsewhere is called so', () => {
  const mix = [1, 2].map((seed) => noise(12 * RATE, SEED + seed, 0.1))
  const nothing = [silence(12 * RATE), silence(12 * RATE)]
  expect(said(mix, nothing).texts).toEqual([expect.stringMatching(/^The guide is silent/)])
  const other = [3, 4].map((seed) => noise(2 * RATE, SEED + seed, 0.1))
  expect(said(mix, other).texts).toEqual([expect.stringMatching(/only 2\.0 s of it sound/)])
  expect(said(mix, mix, { at: 20 * RATE }).texts).toEqual([
    expect.stringMatching(/^The guide has nothing of/),
  ])
})
