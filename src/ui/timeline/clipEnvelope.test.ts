import { expect, it } from 'vitest'
import type { Clip } from '../../domain/session.ts'
import { decibels, samplePosition, samples } from '../../domain/units.ts'
import { columnGains, fadesAt } from './clipEnvelope.ts'

const clip: Clip = {
  id: '1',
  media: ['1'],
  start: samplePosition(1000),
  from: samplePosition(0),
  length: samples(1000),
}
const faded: Clip = {
  ...clip,
  fadeIn: { length: samples(100), curve: 'linear' },
  fadeOut: { length: samples(200), curve: 'linear' },
}

it('draws a clip without gain and fades as its file is', () => {
  expect(columnGains(clip, 1000, 10, 100)).toBe(1)
  expect(columnGains(faded, 1100, 10, 60)).toBe(1)
})

it('rises and falls where the fades do', () => {
  expect([0, 50, 100, 500, 800, 900].map((n) => fadesAt(faded, n))).toEqual([0, 0.5, 1, 1, 1, 0.5])
  const gains = [0.5, 1, 1, 1, 1, 1, 1, 1, 0.75, 0.25]
  expect(columnGains(faded, 1000, 100, 10)).toEqual(Float64Array.from(gains))
  expect(columnGains(faded, 1800, 100, 2)).toEqual(Float64Array.of(0.75, 0.25))
})

it('is higher by the gain, and flat at minus infinity', () => {
  expect(columnGains({ ...clip, gainDb: decibels(20) }, 1000, 10, 2)).toBeCloseTo(10, 12)
  expect(columnGains({ ...clip, gainDb: null }, 1000, 10, 2)).toBe(0)
  expect(columnGains(clip, 1000, 10, 100, 4)).toBe(4)
  expect(columnGains(faded, 1800, 100, 2, 4)).toEqual(Float64Array.of(3, 1))
})
