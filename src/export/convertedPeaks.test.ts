import { expect, it } from 'vitest'
import { custom } from '../domain/specs/custom.ts'
import { peaksOverCeiling, peakText } from '../domain/specs/peaksOverCeiling.ts'
import { decibels } from '../domain/units.ts'
import { bounceToMemory, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { sine } from '../testing/signals.ts'
import { reportChecks } from './reportChecks.ts'

const LENGTH = 48_000
/** A square wave, flat under the ceiling: what takes its upper partials away makes it overshoot. */
const square = sine(LENGTH, 1500, 1).map((value) => 0.5 * Math.sign(value + 1e-9))
const programme = await programmeOf([{ stem: 'music', samples: [square, square] }])

async function bounce(sampleRate: number) {
  const spec = { ...custom, targetLufs: null, truePeakDbtp: -6, sampleRates: [sampleRate] }
  const order = {
    name: 'reel',
    format: 'wav24',
    deliverables: ['composite'],
    sampleRate,
    master: { spec, gainDb: decibels(0) },
  } as const
  const { result } = await bounceToMemory(kernelModule(), programme, 'wav24', { order })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

it.each([44_100, 88_200, 96_000])(
  'files at %d Hz are under the ceiling, as little as it takes',
  async (rate) => {
    const report = await bounce(rate)
    const { master } = report.settings
    const peak = report.deliverables[0]?.maxTruePeakDbtp ?? 0
    expect(peak).toBeLessThanOrEqual(-6.15)
    expect(peak).toBeGreaterThan(-6.35)
    expect(master?.ceilingDbtp).toBe(-6)
    expect(master?.limiterDbtp).toBeLessThan(-6)
    expect(report.warnings).toEqual([])
    expect(reportChecks(report).find(({ name }) => name === 'True peak')?.verdict).toBe('pass')
  },
)

it('at the rate of the mix the limiter holds the ceiling itself', async () => {
  const report = await bounce(48_000)
  expect(report.settings.master).not.toHaveProperty('limiterDbtp')
  expect(report.warnings).toEqual([])
  expect(reportChecks(report).find(({ name }) => name === 'True peak')).toMatchObject({
    verdict: 'pass',
    value: 'under the ceiling',
  })
})

it('a true peak that rose in a conversion is found, and said with what would hold it', async () => {
  const report = await bounce(44_100)
  const [composite] = report.deliverables
  if (!composite) throw new Error('nothing was delivered')
  const higher = { ...report, deliverables: [{ ...composite, maxTruePeakDbtp: -5.7 }] }
  const said =
    '“Composite” comes to −5.7 dBTP in its conversion to 44100 Hz, after the limiter: a ceiling 0.3 dB lower would hold it.'
  expect(peaksOverCeiling(higher).map(peakText)).toEqual([said])
  const check = reportChecks(higher).find(({ name }) => name === 'True peak')
  expect(check?.verdict).toBe('review')
  expect(check?.why).toContain(said)
})

/** What the checks say of the true peaks of a file at 44.1 kHz that nothing limits, for a ceiling of −3.9 dBTP. */
async function checkedPeaks(samples: Float64Array) {
  const mix = await programmeOf([{ stem: 'music', samples: [samples, samples] }])
  const order = {
    name: 'reel',
    format: 'wav24',
    deliverables: ['composite'],
    sampleRate: 44_100,
    checks: {},
    master: { spec: { ...custom, targetLufs: null, truePeakDbtp: -3.9 }, mode: 'noLimit' },
  } as const
  const { result } = await bounceToMemory(kernelModule(), mix, 'wav24', { order })
  if (!result.ok) throw new Error(result.error.code)
  const check = result.value.checks?.find(({ name }) => name === 'True peak')
  return check?.findings.map(({ text }) => text)
}

it('true peaks of a file at another rate are those of the file, and not of the mix before', async () => {
  // −4.0 dBTP in the mix, and −3.8 in the file.
  expect(await checkedPeaks(square)).toEqual(['Composite: true peak −3.8 dBTP.'])
  // What 44.1 kHz cannot hold is in no file.
  expect(await checkedPeaks(sine(LENGTH, 22_800, 0.9))).toEqual([])
})
