import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { BounceProgress } from '../domain/delivery.ts'
import { ProgressTeller } from './bounceProgress.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const TOTAL = 48_000 * 600
const STEP = 48_000

/** Tells of a pass of steps that take so many milliseconds each, by `clock`. */
function told(steps: readonly number[], clock: (now: number) => number = (now) => now): BounceProgress[] {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => clock(now))
  const seen: BounceProgress[] = []
  const teller = new ProgressTeller([], 48_000, (progress) => seen.push(progress))
  teller.begin(0)
  steps.forEach((milliseconds, index) => {
    now += milliseconds
    teller.at((index + 1) * STEP, 0, TOTAL)
  })
  return seen
}

const TEN_MINUTES = 600_000

describe('speed and time left', () => {
  it('stay what they were when the machine sleeps for ten minutes, or the tab does', () => {
    const steps = Array.from({ length: 40 }, () => 500)
    const slept = steps.with(20, TEN_MINUTES)
    const [awake, asleep] = [told(steps), told(slept)].map((seen) => seen.at(-1))
    expect(asleep?.speed).toBeCloseTo(2, 9)
    expect(asleep).toEqual(awake)
  })

  it('do not ask the clock on the wall, however that is set', () => {
    const steps = Array.from({ length: 40 }, () => 500)
    const before = told(steps)
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(new Date('1999-01-01'))
    const after = told(steps)
    expect(after).toEqual(before)
  })

  it('are never negative, nor no numbers, whatever the steps take and whichever way a clock jumps', () => {
    const step = fc.oneof(
      fc.double({ min: 0, max: 10_000, noNaN: true }),
      fc.constantFrom(0, TEN_MINUTES, 86_400_000, -3_600_000, -0.001),
    )
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        for (const { speed, secondsLeft, done, total } of told(steps)) {
          expect(Number.isFinite(speed) && speed >= 0).toBe(true)
          expect(Number.isFinite(secondsLeft) && secondsLeft >= 0).toBe(true)
          expect(done).toBeLessThanOrEqual(total)
        }
      }),
    )
  })
})
