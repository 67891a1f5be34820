import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Following, followView } from './followView.ts'
import { resolveView, toPixel, toSample } from './timeView.ts'

const extent = { length: 48_000 * 600, width: 1000 }
const view = { start: 480_000, samplesPerPixel: 100 }
const right = toSample(view, extent.width)
const usual: Omit<Following, 'before' | 'now'> = { jump: 48_000, playing: true, mode: 'page', held: false }
const follow = (change: Partial<Following>) =>
  followView(view, { before: 0, now: 0, ...usual, ...change }, extent)

describe('by pages', () => {
  it('turns the page when the playhead leaves it', () => {
    const next = follow({ before: right - 100, now: right + 100 })
    expect(next).not.toBeNull()
    if (next) expect(toPixel(next, right + 100)).toBeCloseTo(50, 3)
  })
  it('leaves a page alone that was scrolled away from the playhead', () => {
    expect(follow({ before: right + 5000, now: right + 5800 })).toBeNull()
  })
  it('goes along with a jump', () => {
    expect(follow({ before: right + 5000, now: 0 })?.start).toBe(0)
  })
  it('does nothing while the playhead stands still', () => {
    expect(follow({ before: 0, now: 0 })).toBeNull()
  })
})

describe('under the playhead', () => {
  const glide = (now: number, from = view) =>
    followView(from, { ...usual, before: now - 800, now, mode: 'continuous' }, extent)
  it('keeps the playhead in the middle, to the pixel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: extent.length - 100_000 }), (now) => {
        const next = glide(now) ?? view
        expect(Math.abs(toPixel(next, now) - extent.width / 2)).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('stays while the playhead moves by less than a pixel', () => {
    const next = glide(1_000_000)
    expect(next).not.toBeNull()
    if (next) expect(glide(1_000_020, next)).toBeNull()
  })
  it('ends where the programme does', () => {
    expect(glide(20_000)?.start).toBe(0)
    const last = resolveView({ ...view, start: extent.length }, extent)
    expect(glide(extent.length - 10)).toEqual(last)
    expect(glide(extent.length, last)).toBeNull()
  })
})

describe('not at all', () => {
  it.each([{ mode: 'off' }, { held: true }, { mode: 'continuous', held: true }] as const)(
    '%o stays while it plays, also where a loop begins again',
    (change) => {
      expect(follow({ ...change, before: right - 100, now: right + 100 })).toBeNull()
      expect(follow({ ...change, before: right - 100, now: 0 })).toBeNull()
    },
  )
  it('shows the place that was gone to while it stands', () => {
    expect(follow({ mode: 'off', playing: false, before: right, now: 0 })?.start).toBe(0)
  })
})
