import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySession } from './session.ts'
import { FPS_24, FRAME_RATES, framesPerDay, parseTimecode } from './timecode.ts'
import { formatTime, TIME_FORMATS, type TimeFormat } from './timeFormats.ts'
import { typedGoal, typedPlace } from './typedTime.ts'
import { frames, samplePosition } from './units.ts'

const base = emptySession()
const SECOND = 48_000

describe('a typed place', () => {
  it.each<[string, TimeFormat, number | undefined]>([
    ['01:00:10:00', 'timecode', 10 * SECOND],
    ['1001000', 'timecode', 10 * SECOND],
    ['1000', 'timecode', 10 * SECOND],
    ['10:00 +5', 'timecode', 10 * SECOND + 5],
    ['7', 'timecode', 7 * 2000],
    ['00:59:59:00', 'timecode', undefined],
    ['01:00:00:24', 'timecode', undefined],
    ['48000', 'timecode', undefined],
    ['99', 'timecode', undefined],
    // Others that can be nothing else are understood in every field.
    ['15+00', 'timecode', 10 * SECOND],
    ['0:10.000', 'timecode', 10 * SECOND],
    ['480 000 smp', 'timecode', 10 * SECOND],
    ['480000 samples', 'feet', 10 * SECOND],
    ['01:00:10:00', 'samples', 10 * SECOND],
    ['01:00:10:00', 'minutes', 10 * SECOND],
    ['15+00', 'samples', 10 * SECOND],
    ['0:10.000', 'feet', 10 * SECOND],
    ['15', 'feet', 10 * SECOND],
    ['15+00 +3', 'feet', 10 * SECOND + 3],
    ['10', 'minutes', 10 * SECOND],
    ['480000', 'samples', 10 * SECOND],
    ['0:10', 'samples', undefined],
    ['00:59:59:00', 'samples', undefined],
    ['15+16', 'feet', undefined],
    ['soon', 'minutes', undefined],
    ['+10', 'minutes', undefined],
  ])('%j in a field of %s is %s', (text, format, place) => {
    expect(typedPlace(text, format, base)).toBe(place)
  })

  it('is, after midnight, of the day that goes on', () => {
    const night = { ...base, startFrame: frames(framesPerDay(FPS_24) - 240) }
    expect(typedPlace('00:00:10:00', 'timecode', night)).toBe(20 * SECOND)
    expect(typedPlace('1000', 'timecode', night)).toBe(10 * SECOND)
  })

  it('is what was shown, in every format and whichever field it is copied to', () => {
    const format = fc.constantFrom(...TIME_FORMATS)
    fc.assert(
      fc.property(format, format, fc.integer({ min: 0, max: 3600 }), (shown, field, seconds) => {
        const place = samplePosition(seconds * SECOND)
        const text = formatTime(place, shown, base)
        const written = shown === 'samples' && field !== shown ? `${text} smp` : text
        expect(typedPlace(written, field, base)).toBe(place)
      }),
    )
  })
})

describe('drop-frame, which skips the first numbers of most minutes', () => {
  const rate = FRAME_RATES.find(({ label }) => label === '29.97 fps DF') ?? FPS_24
  const at = (text: string) => ({
    ...base,
    frameRate: rate,
    startFrame: parseTimecode(text, rate) ?? frames(0),
  })
  const MINUTE = (1800 * SECOND * 1001) / 30_000
  it.each<[string, string, number | undefined]>([
    ['1:00:00', '01:00:00;00', MINUTE],
    ['10000', '01:00:00;00', MINUTE],
    ['1:00:00', '00:00:00;00', MINUTE],
    ['01:01:00;00', '01:00:00;00', undefined],
    ['01:01:00;02', '01:00:00;00', MINUTE],
    ['1010000', '01:00:00;00', undefined],
    ['00:01:00;00', '00:00:00;00', undefined],
  ])('place %j in a session from %s is %s', (text, start, place) => {
    expect(typedPlace(text, 'timecode', at(start))).toBe(place)
  })
  it.each<[string, number | undefined]>([
    ['+1:00:00', 2 * MINUTE],
    ['-10000', 0],
    ['00:01:00;00', MINUTE],
    ['01:01:00;00', undefined],
  ])('%j from a minute on goes to %s', (text, place) => {
    expect(typedGoal(text, 'timecode', at('01:00:00;00'), samplePosition(MINUTE))).toBe(place)
  })
})

describe('where to go', () => {
  const now = samplePosition(20 * SECOND + 7)
  it.each<[string, TimeFormat, number | undefined]>([
    ['+10', 'timecode', 20 * SECOND + 20_000],
    ['-100', 'timecode', 19 * SECOND],
    ['−5', 'timecode', 20 * SECOND - 10_000],
    ['-01:00:00', 'timecode', 0],
    ['00:00:10:00', 'timecode', 10 * SECOND],
    ['01:00:10:00', 'timecode', 10 * SECOND],
    ['+1+08', 'feet', 21 * SECOND],
    ['-30', 'feet', 0],
    ['+480', 'samples', 20 * SECOND + 487],
    ['-0.5', 'minutes', 19 * SECOND + SECOND / 2],
    ['+', 'timecode', undefined],
    ['+1:99', 'timecode', undefined],
    ['abc', 'samples', undefined],
  ])('%j in %s, from 20 s, is %s', (text, format, place) => {
    expect(typedGoal(text, format, base, now)).toBe(place)
  })
})
