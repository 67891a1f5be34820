import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRAME_RATES, frameToSample } from '../../domain/timecode.ts'
import { frames } from '../../domain/units.ts'
import { nearest, snapMove, snapToGrid } from './snap.ts'

describe('snapToGrid', () => {
  it('gives the first sample of a frame, none of which is nearer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FRAME_RATES), fc.nat(48_000 * 3600), (frameRate, place) => {
        const timebase = { frameRate, sampleRate: 48_000 }
        const snapped = snapToGrid(place, 'frame', timebase)
        const n = Math.round((snapped * frameRate.num) / (48_000 * frameRate.den))
        expect(frameToSample(frames(n), frameRate, 48_000)).toBe(snapped)
        for (const other of [n - 1, n + 1].filter((each) => each >= 0)) {
          const gap = Math.abs(frameToSample(frames(other), frameRate, 48_000) - place)
          expect(gap).toBeGreaterThanOrEqual(Math.abs(snapped - place))
        }
      }),
    )
  })

  it('takes the nearer second, and the start for what is before it', () => {
    const [rate] = FRAME_RATES
    if (!rate) throw new Error('no rate')
    const timebase = { frameRate: rate, sampleRate: 48_000 }
    expect(snapToGrid(71_000, 'second', timebase)).toBe(48_000)
    expect(snapToGrid(73_000, 'second', timebase)).toBe(96_000)
    expect(snapToGrid(-9, 'frame', timebase)).toBe(0)
  })
})

it('finds what is nearest only within reach', () => {
  expect(nearest(100, [10, 95, 130])).toBe(95)
  expect(nearest(100, [10, 95, 130], 4)).toBeUndefined()
  expect(nearest(100, [])).toBeUndefined()
})

describe('snapMove', () => {
  const edges = [1000, 3000]
  it('goes where it is dragged when nothing is near', () => {
    expect(snapMove(12.4, edges, () => undefined)).toBe(12)
  })
  it('holds the edge that has least far to go', () => {
    const snap = (place: number) => nearest(place, [1100, 3090], 50)
    expect(snapMove(93, edges, snap)).toBe(90)
    expect(snapMove(99, edges, snap)).toBe(100)
  })
})
