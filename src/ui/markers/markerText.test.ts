import fc from 'fast-check'
import { expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { FRAME_RATES } from '../../domain/timecode.ts'
import { samples } from '../../domain/units.ts'
import { markerFixture } from '../../testing/markerFixture.ts'
import { markerLabel, parseSpan, spanText } from './markerText.ts'

it('markers and regions are told by name and place', () => {
  const session = emptySession()
  expect(markerLabel(markerFixture('a', { at: 2500 }), session)).toBe('Sc 24, marker at 01:00:00:01 +500')
  expect(markerLabel(markerFixture('a', { at: 48_000, length: 24_000 }), session)).toBe(
    'Sc 24, region from 01:00:01:00 to 01:00:01:12',
  )
})

it('a length is read as it is written, at every rate', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 34), fc.constantFrom(...FRAME_RATES), (length, frameRate) => {
      const base = { frameRate, sampleRate: 48_000 }
      expect(parseSpan(spanText(samples(length), base), base)).toBe(length)
    }),
  )
  const base = emptySession()
  for (const text of ['', 'x', '00:00:00:24', '-1', '00:00:01:00 + x'])
    expect(parseSpan(text, base)).toBeUndefined()
})
