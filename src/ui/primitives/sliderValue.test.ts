import { describe, expect, it } from 'vitest'
import { sliderValue } from './sliderValue.ts'

const fader = { min: -100.1, max: 12, step: 0.1 }

describe('the value of a slider', () => {
  it('is what is written beside it, however finely it was typed', () => {
    expect(sliderValue(-10.37, fader)).toBe(-10.4)
    expect(sliderValue(0.249, { min: -1, max: 1, step: 0.01 })).toBe(0.25)
    expect(sliderValue(-20.3, { min: -60, max: 0, step: 0.5 })).toBe(-20.5)
    expect(sliderValue(-0.04, fader)).toBe(0)
  })

  it('stays as it is on a step', () => {
    for (let tenths = -1001; tenths <= 120; tenths++) {
      const value = tenths / 10
      expect(sliderValue(value, fader)).toBe(value)
    }
  })

  it('is held to its range', () => {
    expect(sliderValue(90, fader)).toBe(12)
    expect(sliderValue(-900, fader)).toBe(-100.1)
  })
})
