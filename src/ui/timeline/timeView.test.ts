import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CLOSEST_SAMPLES_PER_PIXEL,
  fitView,
  resolveView,
  scrollView,
  toPixel,
  toSample,
  zoomAround,
  zoomView,
} from './timeView.ts'

const extent = { length: 48_000 * 600, width: 1000 }

describe('fitView', () => {
  it('ends the programme inside the lanes', () => {
    const end = toPixel(fitView(extent), extent.length)
    expect(end).toBeLessThan(extent.width)
    expect(end).toBeGreaterThan(extent.width * 0.97)
  })
  it('never zooms past the closest view, however short the programme', () => {
    expect(fitView({ length: 10, width: 1000 }).samplesPerPixel).toBe(CLOSEST_SAMPLES_PER_PIXEL)
  })
})

describe('zoomView', () => {
  it('keeps the sample under the pointer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        fc.double({ min: 1.1, max: 50, noNaN: true }),
        (at, factor) => {
          const view = resolveView({ start: extent.length / 3, samplesPerPixel: 2000 }, extent)
          const pixel = at * extent.width
          const zoomed = zoomView(view, factor, pixel, extent)
          expect(zoomed).not.toBeNull()
          if (zoomed) expect(toSample(zoomed, pixel)).toBeCloseTo(toSample(view, pixel), 3)
        },
      ),
    )
  })
  it('becomes the whole programme when zoomed out beyond it', () => {
    expect(zoomView(fitView(extent), 0.5, 300, extent)).toBeNull()
  })
})

describe('zoomAround', () => {
  const view = { start: 480_000, samplesPerPixel: 1000 }
  it('keeps the playhead in its place', () => {
    const zoomed = zoomAround(view, 2, 680_000, extent)
    expect(zoomed && toPixel(zoomed, 680_000)).toBeCloseTo(200, 6)
  })
  it('keeps the middle when the playhead is out of sight', () => {
    const zoomed = zoomAround(view, 2, 0, extent)
    expect(zoomed && toPixel(zoomed, 980_000)).toBeCloseTo(500, 6)
  })
})

describe('scrollView', () => {
  it('stays on the programme', () => {
    const view = { start: 1000, samplesPerPixel: 100 }
    expect(scrollView(view, -1e6, extent).start).toBe(0)
    const last = scrollView(view, 1e9, extent)
    expect(toPixel(last, extent.length)).toBeLessThan(extent.width)
    expect(toPixel(last, extent.length)).toBeGreaterThan(extent.width * 0.9)
  })
})
