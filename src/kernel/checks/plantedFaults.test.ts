import { expect, test } from 'vitest'
import { checked, scoreFaults } from '../../testing/faultScore.ts'
import { TEST_SEED, TUNING_SEED } from '../../testing/faultTable.ts'
import { film } from '../../testing/film/film.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { plantFaults } from '../../testing/plantedFaults.ts'

const module = kernelModule()

// All 40 films: `npm run --silent faults`.
test('of the faults planted in five films 95 % are found, with at most two false alarms a film', {
  timeout: 300_000,
}, () => {
  expect(TEST_SEED).not.toBe(TUNING_SEED)
  const score = scoreFaults(module, TEST_SEED + 1, [0, 1, 2, 6, 9], () => 35)
  expect(score.planted).toBeGreaterThanOrEqual(20)
  expect(score.found / score.planted, JSON.stringify(score.missed)).toBeGreaterThanOrEqual(0.95)
  for (const alarms of score.falseAlarms) expect(alarms.length, JSON.stringify(alarms)).toBeLessThanOrEqual(2)
})

test('what is found does not depend on the blocks that the sound comes in', { timeout: 60_000 }, () => {
  const faulty = plantFaults(film(TEST_SEED + 5, 15), 1, TEST_SEED)
  const found = checked(module, faulty, 2048)
  expect(found.findings.length).toBeGreaterThan(0)
  expect(checked(module, faulty, 128)).toEqual(found)
  expect(checked(module, faulty, 7777)).toEqual(found)
})
