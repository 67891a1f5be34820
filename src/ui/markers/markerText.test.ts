import fc from 'fast-check'
import { expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { FRAME_RATES } from '../../domain/timecode.ts'
import { TIME_FORMATS } from '../../domain/timeFormats.ts'
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

it('a length is read as it is written, at every rate and in every format', () => {
  fc.assert(
    fc.property(
      fc.nat(2 ** 34),
      fc.constantFrom(...FRAME_RATES),
      fc.constantFrom(...TIME_FORMATS),
      (length, frameRate, format) => {
        const base = { ...emptySession(), frameRate }
        expect(parseSpan(spanText(samples(length), base, format), base, format)).toBe(length)
      },
    ),
  )
  const base = emptySession()
  expect(spanText(samples(72_010), base, 'minutes')).toBe('0:01.500 +10')
  expect(spanText(samples(72_000), base, 'feet')).toBe('0002+04')
  for (const text of ['', 'x', '00:00:00:24', '-1', '00:00:01:00 + x'])
    expect(parseSpan(text, base, 'timecode')).toBeUndefined()
  const dropping = { ...base, frameRate: FRAME_RATES.find(({ drop }) => drop) ?? base.frameRate }
  expect(parseSpan('00:01:00;00', dropping, 'timecode')).toBe(parseSpan('00:01:00;02', dropping, 'timecode'))
})
