import { describe, expect, it } from 'vitest'
import { advanceBallistics, clearPeaks, createBallistics, followMaximum } from './ballistics.ts'
import { LOUDNESS_MARKS, levelHeight, loudnessHeight } from './meterScale.ts'

const SILENCE = [Number.NEGATIVE_INFINITY]
const FRAME = 1 / 60

function run(seconds: number, state = createBallistics(1)): ReturnType<typeof createBallistics> {
  for (let frame = 0; frame < Math.round(seconds / FRAME); frame++) advanceBallistics(state, SILENCE, FRAME)
  return state
}

describe('peak ballistics', () => {
  it('shows a peak at once, however short', () => {
    const state = createBallistics(2)
    advanceBallistics(state, [-6, -20], FRAME)
    expect([...state.level]).toEqual([-6, -20])
  })

  it('shows the loudest side where there is one bar for several, as for a mono track that is panned', () => {
    const state = createBallistics(1)
    advanceBallistics(state, [Number.NEGATIVE_INFINITY, 0], FRAME)
    expect(state).toMatchObject({ max: 0, over: true })
    expect([...state.level]).toEqual([0])
    advanceBallistics(state, [-3, -200], FRAME)
    expect(state.level[0]).toBeGreaterThan(-3)
    expect(state.hold[0]).toBe(0)
  })

  it('falls 20 dB in 1.7 s', () => {
    const state = createBallistics(1)
    advanceBallistics(state, [-6], FRAME)
    run(1.7, state)
    expect(state.level[0]).toBeCloseTo(-26, 6)
  })

  it('holds the peak for two seconds and then lets it fall', () => {
    const state = createBallistics(1)
    advanceBallistics(state, [-6], FRAME)
    run(1.9, state)
    expect(state.hold[0]).toBe(-6)
    run(0.5, state)
    expect(state.hold[0]).toBeLessThan(-6)
  })

  it('latches an over until it is cleared', () => {
    const state = createBallistics(1)
    advanceBallistics(state, [-0.1], FRAME)
    expect(state.over).toBe(false)
    advanceBallistics(state, [0], FRAME)
    run(30, state)
    expect(state).toMatchObject({ over: true, max: 0 })
    clearPeaks(state)
    expect(state).toMatchObject({ over: false, max: Number.NEGATIVE_INFINITY })
  })

  it('takes a peak that nobody saw into its figure and the over, not into the bars', () => {
    const state = createBallistics(1)
    advanceBallistics(state, [-6], FRAME)
    expect(followMaximum(state, -6, -6)).toBe(false)
    expect(state).toMatchObject({ over: false, max: -6 })
    expect(followMaximum(state, 0.5, -6)).toBe(false)
    expect(state).toMatchObject({ over: true, max: 0.5 })
    expect([state.level[0], state.hold[0]]).toEqual([-6, -6])
    clearPeaks(state)
    expect(followMaximum(state, 0.5, 0.5)).toBe(false)
    expect(state).toMatchObject({ over: false, max: Number.NEGATIVE_INFINITY })
  })

  it('begins anew with the measurement', () => {
    const state = createBallistics(1)
    followMaximum(state, 0.5, Number.NEGATIVE_INFINITY)
    expect(followMaximum(state, -20, 0.5)).toBe(true)
    expect(state).toMatchObject({ over: false, max: -20 })
  })

  it('comes to rest without a signal', () => {
    const state = createBallistics(1)
    advanceBallistics(state, [0], FRAME)
    run(15, state)
    expect([state.level[0], state.hold[0]]).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY])
    advanceBallistics(state, undefined, FRAME)
    expect(state.level[0]).toBe(Number.NEGATIVE_INFINITY)
  })
})

describe('meter scales', () => {
  it('run from the bottom to the top without a step back', () => {
    const heights = [Number.NEGATIVE_INFINITY, -90, -72, -50, -25, -12, -3, 0, 6].map(levelHeight)
    expect(heights).toEqual(heights.toSorted((a, b) => a - b))
    expect([heights[0], heights.at(-1)]).toEqual([0, 1])
    expect(levelHeight(-20)).toBe(0.5)
  })

  it('put the numerals of the loudness scale at equal distances', () => {
    expect(loudnessHeight(Number.NEGATIVE_INFINITY)).toBe(0)
    expect(LOUDNESS_MARKS.map(({ at }) => Number(at.toFixed(4)))).toEqual([
      1, 0.8333, 0.6667, 0.5, 0.3333, 0.1667, 0,
    ])
  })
})
