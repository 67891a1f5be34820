import { describe, expect, it } from 'vitest'
import { chooseLevel, peakColumns } from './waveform.ts'

const level = (samplesPerPeak: number, pairs: readonly (readonly [number, number])[]) => ({
  samplesPerPeak,
  values: Int8Array.from(pairs.flat()),
})

describe('chooseLevel', () => {
  const levels = [256, 64, 4096, 1024].map((samplesPerPeak) => level(samplesPerPeak, []))
  it.each([
    [10, 64],
    [64, 64],
    [255, 64],
    [256, 256],
    [5000, 4096],
    [1e7, 4096],
  ])('at %d samples per column takes the level of %d', (samplesPerColumn, expected) => {
    expect(chooseLevel({ levels }, samplesPerColumn)?.samplesPerPeak).toBe(expected)
  })
  it('has none before the first peaks are in', () => {
    expect(chooseLevel({ levels: [] }, 100)).toBeUndefined()
  })
})

describe('peakColumns', () => {
  const four = level(100, [
    [-10, 20],
    [-30, 5],
    [-1, 1],
    [0, 90],
  ])
  it('takes the extremes of every peak a column touches', () => {
    expect([...peakColumns(four, 0, 200, 2)]).toEqual([-30, 20, -1, 90])
    expect([...peakColumns(four, 50, 200, 1)]).toEqual([-30, 20])
  })
  it('repeats a peak over columns narrower than it', () => {
    expect([...peakColumns(four, 100, 50, 3)]).toEqual([-30, 5, -30, 5, -1, 1])
  })
  it('marks columns that are not known yet', () => {
    const [min = 0, max = 0] = peakColumns(four, 400, 100, 1)
    expect(min).toBeGreaterThan(max)
  })
})
