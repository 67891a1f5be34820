import { describe, expect, it } from 'vitest'
import { mapBars, mapPath, mapScale, mapX, mapY } from './mapScale.ts'

const series = { from: 0, lufs: [-24, null, -30, -18.5] }

describe('mapScale', () => {
  it('has room for the loudest value and for the target, in whole steps', () => {
    expect(mapScale({ from: 0, to: 10 }, [series], null)).toMatchObject({ top: -12, bottom: -48 })
    expect(mapScale({ from: 0, to: 10 }, [series], -14)).toMatchObject({ top: -12, bottom: -48 })
    expect(mapScale({ from: 0, to: 10 }, [], -27)).toMatchObject({ top: -24, bottom: -60 })
    expect(mapScale({ from: 0, to: 10 }, [{ from: 0, lufs: [3] }], null).top).toBe(0)
  })
})

describe('the map', () => {
  const scale = { from: -100, to: 900, top: -12, bottom: -48 }
  it('puts places and levels within its edges', () => {
    expect([-100, 400, 900, 2000].map((x) => mapX(scale, x))).toEqual([0, 50, 100, 100])
    expect([0, -12, -30, -48, -90].map((y) => mapY(scale, y))).toEqual([0, 0, 50, 100, 100])
  })
  it('draws a value where its three seconds end, and nothing for silence', () => {
    expect(mapPath(scale, series, 100)).toBe('M40.000 33.33M60.000 50.00L70.000 18.06')
    expect(mapPath(scale, { from: 0, lufs: [] }, 100)).toBe('')
  })
  it('draws stretches as bars that can be seen however short they are', () => {
    expect(mapBars(scale, [{ from: 0, to: 400 }])).toBe('M10.000 0H50.000V100H10.000Z')
    expect(mapBars(scale, [{ from: 0, to: 0 }])).toBe('M10.000 0H10.050V100H10.000Z')
  })
})
