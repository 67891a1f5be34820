import { describe, expect, it } from 'vitest'
import { forEachColumn } from './wavePixels.ts'

/** What is drawn of columns: x, top and bottom of each. */
function drawn(columns: readonly number[], gains: number | Float64Array): number[][] {
  const out: number[][] = []
  const box = { x: 10, middle: 20, halfHeight: 20 }
  forEachColumn(Int8Array.from(columns), box, gains, (...column) => out.push(column))
  return out
}

describe('columns of a waveform', () => {
  it('reach from their least to their greatest sample', () => {
    expect(drawn([-127, 127, 0, 127], 1)).toEqual([
      [10, 0, 40],
      [11, 0, 20],
    ])
    expect(drawn([-127, 127], 0.5)).toEqual([[10, 10, 30]])
  })
  it('are seen where it is silent, and not where nothing is known', () => {
    expect(drawn([0, 0, 127, -127, 0, 0], 1)).toEqual([
      [10, 20, 21],
      [12, 20, 21],
    ])
  })
  it('have each a gain of its own, and end at full scale', () => {
    expect(drawn([-64, 64, -64, 64], Float64Array.of(8, 0))).toEqual([
      [10, 0, 40],
      [11, 20, 21],
    ])
  })
})
