import { describe, expect, it } from 'vitest'
import { foldCell, foldSummary, isFolded } from './foldText.ts'

describe('the fold-down in words', () => {
  it.each([
    [['L', 'R', 'C', 'LFE', 'Ls', 'Rs'], 'L R 0.0 dB, C −3.0 dB to both, LFE left out, Ls Rs −3.0 dB'],
    [['L', 'C', 'R', 'Cs'], 'L R 0.0 dB, C −3.0 dB to both, Cs −6.0 dB to both'],
    [['L', null], 'L 0.0 dB, – left out'],
  ] as const)('%j', (speakers, text) => {
    expect(foldSummary(speakers)).toBe(text)
  })

  it('has the factor beside the level', () => {
    expect(foldCell(Math.SQRT1_2)).toEqual({ db: '−3.0 dB', factor: '0.7071' })
    expect(foldCell(1)).toEqual({ db: '0.0 dB', factor: '1.0000' })
    expect(foldCell(0)).toBeNull()
  })

  it('is about what is not mono or stereo in their usual order', () => {
    expect(isFolded(['M'])).toBe(false)
    expect(isFolded(['L', 'R'])).toBe(false)
    expect(isFolded(['R', 'L'])).toBe(true)
    expect(isFolded(['L', 'R', 'C'])).toBe(true)
  })
})
