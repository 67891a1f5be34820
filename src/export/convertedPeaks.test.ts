import { expect, it } from 'vitest'
import { custom } from '../domain/specs/custom.ts'
import { peaksOverCeiling } from '../domain/specs/peaksOverCeiling.ts'
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
  const spec = { ...custom, targetLufs: null, truePeakDbtp: -6 }
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

it('a true peak that rises in a conversion after the limiter is found, and said with what would hold it', async () => {
  const report = await bounce(44_100)
  const [over] = peaksOverCeiling(report)
  expect(over).toMatchObject({ name: 'Composite', convertedTo: 44_100 })
  expect(over?.overDb).toBeGreaterThan(0.1)
  const said =
    /“Composite” comes to −5\.\d dBTP in its conversion to 44100 Hz, after the limiter: a ceiling 0\.\d dB lower/
  expect(report.warnings.join()).toMatch(said)
  const check = reportChecks(report).find(({ name }) => name === 'True peak')
  expect(check?.verdict).toBe('review')
  expect(check?.why).toMatch(said)
})

it('at the rate of the mix the ceiling holds, and nothing is said', async () => {
  const report = await bounce(48_000)
  expect(report.warnings).toEqual([])
  expect(reportChecks(report).find(({ name }) => name === 'True peak')).toMatchObject({
    verdict: 'pass',
    value: 'under the ceiling',
  })
})
