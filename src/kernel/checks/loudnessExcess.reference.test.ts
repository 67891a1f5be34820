import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { kernelModule } from '../../testing/kernelModule.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { compileMeasurePlan } from '../measurePlan.ts'
import { MixRenderer } from '../mixRenderer.ts'
import { LoudnessExcess } from './loudnessExcess.ts'

const RATE = 48_000
const module = kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

type Limits = { readonly maxMomentaryLufs: number | null; readonly maxShortTermLufs: number | null }

function measured(sound: readonly Float64Array[], limits: Limits, block = 2048, from = 0) {
  const renderer = new MixRenderer(module, compileMeasurePlan(RATE, ['L', 'R'], block))
  const [meter] = renderer.meters
  if (!meter) throw new Error('a plan that measures has a meter')
  const excess = new LoudnessExcess(meter, RATE, from, limits)
  const length = sound[0]?.length ?? 0
  for (let at = 0; at < length; at += block) {
    const frames = Math.min(block, length - at)
    for (const [c, channel] of sound.entries()) renderer.input(0)[c]?.set(channel.subarray(at, at + frames))
    renderer.run(frames)
    excess.gather()
  }
  return { meter, checks: excess.checks, findings: excess.findings('Composite', 'deliverable:composite') }
}

/** Quiet, but for stretches in seconds that are louder. */
function programme(seconds: number, loud: readonly (readonly [number, number, number])[]): Float64Array[] {
  return [1, 2].map((seed) =>
    noise(seconds * RATE, seed, 0.02).map((x, n) => {
      const gain = loud.find(([from, to]) => n >= from * RATE && n < to * RATE)?.[2] ?? 1
      return x * gain
    }),
  )
}

/** M and S as ffmpeg has them every 100 ms, by the end of their windows in samples. */
function reference(sound: readonly Float64Array[]) {
  const file = directory.file('sound.wav')
  writeFileSync(file, wavFixture({ samples: sound, encoding: 'f64' }))
  const print = 'ebur128=metadata=1,ametadata=print:file=-'
  const log = ffmpeg('-i', file, '-af', print, '-f', 'null', '-').toString()
  const values = (key: string): number[] =>
    [...log.matchAll(new RegExp(`r128\\.${key}=(\\S+)`, 'g'))].map(([, value]) => Number(value))
  return { momentary: values('M'), shortTerm: values('S') }
}

it('finds where momentary and short-term loudness are over their limits, as ffmpeg has them', () => {
  const sound = programme(26, [
    [3, 3.3, 8],
    [9, 13, 4],
    [20.5, 21.5, 6],
  ])
  const limits = { maxMomentaryLufs: -22, maxShortTermLufs: -25 }
  const { findings, checks } = measured(sound, limits)
  const { momentary, shortTerm } = reference(sound)
  expect(checks).toEqual(['momentary', 'shortTerm'])
  expect(findings.map(({ check, severity }) => `${check} ${severity}`)).toEqual([
    'momentary error',
    'momentary error',
    'momentary error',
    'shortTerm error',
    'shortTerm error',
  ])
  for (const [check, values, limit, window] of [
    ['momentary', momentary, limits.maxMomentaryLufs, 0.4],
    ['shortTerm', shortTerm, limits.maxShortTermLufs, 3],
  ] as const) {
    const own = findings.filter((each) => each.check === check)
    expect(values).toHaveLength(260)
    for (const [n, value] of values.entries()) {
      const [from, to] = [((n + 1) / 10 - window) * RATE, ((n + 1) / 10) * RATE]
      const isIn = own.some((each) => each.from <= from && to <= each.to)
      // What is within a tenth of the limit may be on either side of it.
      if (value > limit + 0.15) expect(isIn, `${check} ${value} at ${to}`).toBe(true)
    }
    for (const { from, to, value } of own) {
      const inside = values.filter((_, n) => {
        const end = ((n + 1) / 10) * RATE
        return end - window * RATE >= from - RATE / 10 && end <= to + RATE / 10
      })
      expect(Math.abs((value ?? 0) - Math.max(...inside))).toBeLessThan(0.4)
      expect(Math.max(...inside)).toBeGreaterThan(limit - 0.4)
    }
  }
})

it('has the very maxima of the meter, whatever the blocks are', () => {
  const arbitrary = fc.record({
    seconds: fc.integer({ min: 3, max: 6 }),
    at: fc.double({ min: 0, max: 5, noNaN: true }),
    gain: fc.double({ min: 0.1, max: 8, noNaN: true }),
    block: fc.integer({ min: 64, max: 8192 }),
    from: fc.integer({ min: -96_000, max: 96_000 }),
  })
  fc.assert(
    fc.property(arbitrary, ({ seconds, at, gain, block, from }) => {
      const sound = programme(seconds, [[at, at + 0.7, gain]])
      const limits = { maxMomentaryLufs: -60, maxShortTermLufs: -60 }
      const { meter, findings } = measured(sound, limits, block, from)
      const highest = (check: string): number | null | undefined =>
        findings.find((each) => each.check === check)?.value
      expect(highest('momentary')).toBeCloseTo(meter.maxMomentaryLufs(), 9)
      expect(highest('shortTerm')).toBeCloseTo(meter.maxShortTermLufs(), 9)
      expect(measured(sound, limits, 2048, from).findings).toEqual(findings)
      expect(findings[0]?.from).toBe(from)
    }),
    { numRuns: 8 },
  )
})

it('says nothing at the limit, and looks for nothing that has none', () => {
  const sound = programme(5, [])
  const { meter } = measured(sound, { maxMomentaryLufs: null, maxShortTermLufs: null })
  const at = { maxMomentaryLufs: meter.maxMomentaryLufs(), maxShortTermLufs: meter.maxShortTermLufs() }
  expect(measured(sound, at).findings).toEqual([])
  expect(measured(sound, { maxMomentaryLufs: null, maxShortTermLufs: -60 })).toMatchObject({
    checks: ['shortTerm'],
    findings: [{ check: 'shortTerm' }],
  })
})
