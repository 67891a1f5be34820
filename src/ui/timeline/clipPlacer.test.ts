import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clip } from '../../domain/session.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { clipPlace, clipRoom } from './clipPlacer.ts'
import { toPixel } from './timeView.ts'
import { stretchFor } from './useStretch.ts'

const extent = { length: 1_000_000, width: 500 }
const clip = (start: number, length: number, change: Partial<Clip> = {}): Clip => ({
  id: 'a',
  media: ['m'],
  start: samplePosition(start),
  from: samplePosition(0),
  length: samples(length),
  ...change,
})
const view = fc.record({
  start: fc.nat(900_000),
  samplesPerPixel: fc.double({ min: 0.2, max: 2_000, noNaN: true }),
})

describe('where a clip is drawn', () => {
  it('is where it is in time, cut a little outside the lane', () => {
    const shown = { start: 1_000, samplesPerPixel: 10 }
    const fade = { length: samples(200), curve: 'linear' } as const
    expect(clipPlace(clip(2_000, 1_000, { fadeIn: fade }), shown, extent)).toEqual({
      left: 100,
      width: 100,
      fadeIn: 20,
      fadeOut: 0,
    })
    expect(clipPlace(clip(0, 100_000), shown, extent)).toMatchObject({ left: -2, width: 504 })
    expect(clipPlace(clip(0, 900), shown, extent)).toBeNull()
    expect(clipPlace(clip(6_100, 900), shown, extent)).toBeNull()
    expect(clipPlace(clip(2_000, 1), shown, extent)).toMatchObject({ width: 2 })
  })

  it('has room for what the whole of it is wide enough for', () => {
    const rooms = [400, 410, 720].map((length) =>
      clipRoom(clip(0, length), { start: 0, samplesPerPixel: 10 }),
    )
    expect(rooms).toEqual(['none', 'name', 'gain'])
  })
})

describe('the stretch of which clips are kept drawn', () => {
  it('always holds what is in view, and is never much longer', () => {
    fc.assert(
      fc.property(fc.array(view, { minLength: 1, maxLength: 20 }), (views) => {
        let stretch = null
        for (const now of views) {
          stretch = stretchFor(now, extent, stretch)
          const length = extent.width * now.samplesPerPixel
          expect(toPixel(now, stretch.from)).toBeLessThanOrEqual(0)
          expect(toPixel(now, stretch.to)).toBeGreaterThanOrEqual(extent.width)
          expect(stretch.to - stretch.from).toBeLessThanOrEqual(4 * length * (1 + 1e-9))
        }
      }),
    )
  })

  it('stays the same while the view moves within it', () => {
    const first = stretchFor({ start: 10_000, samplesPerPixel: 10 }, extent, null)
    expect(stretchFor({ start: 14_000, samplesPerPixel: 10 }, extent, first)).toBe(first)
    expect(stretchFor({ start: 16_000, samplesPerPixel: 10 }, extent, first)).not.toBe(first)
  })
})
