import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySession } from './session.ts'
import { FPS_24, FRAME_RATES, framesPerDay, parseTimecode } from './timecode.ts'
import { formatTime, TIME_FORMATS, type TimeFormat } from './timeFormats.ts'
import { typedGoal, typedMove, typedPlace } from './typedTime.ts'
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

describe('by how much to move', () => {
  it.each<[string, TimeFormat, number, string]>([
    ['+00:00:08:12', 'timecode', 204, 'frame'],
    ['8:12', 'timecode', 204, 'frame'],
    ['-812', 'timecode', -204, 'frame'],
    [' − 12 ', 'timecode', -12, 'frame'],
    ['-12', 'timecode', -12, 'frame'],
    ['-12', 'feet', -192, 'frame'],
    ['-12', 'minutes', -12_000, 'millisecond'],
    ['-12', 'samples', -12, 'sample'],
    ['+1+08', 'timecode', 24, 'frame'],
    ['-0:02.500', 'feet', -2500, 'millisecond'],
    ['-00:00:08:12', 'samples', -204, 'frame'],
    ['+480 samples', 'timecode', 480, 'sample'],
    ['-48 000 smp', 'minutes', -48_000, 'sample'],
    ['-12 f', 'samples', -12, 'frame'],
    ['250ms', 'timecode', 250, 'millisecond'],
    ['+2 s', 'feet', 2, 'second'],
    ['-1.5 f', 'timecode', -3000, 'sample'],
    ['12.5 ms', 'samples', 600, 'sample'],
    ['+0', 'timecode', 0, 'frame'],
  ])('%j where time is shown as %s is %i %ss', (text, format, by, unit) => {
    expect(typedMove(text, format, base)).toEqual({ by, unit })
  })

  it.each<[string, TimeFormat]>([
    ['', 'timecode'],
    ['+', 'timecode'],
    ['soon', 'timecode'],
    ['+8:24', 'timecode'],
    ['+48000', 'timecode'],
    ['00:00:61:00', 'samples'],
    ['1+16', 'samples'],
    ['+-12', 'samples'],
    ['1.5', 'samples'],
    ['1.5 samples', 'samples'],
    ['12 elephants', 'timecode'],
    ['9999999999 s', 'timecode'],
  ])('%j where time is shown as %s is none', (text, format) => {
    expect(typedMove(text, format, base)).toBeUndefined()
  })

  it('of drop-frame timecode is of as many frames as the text is long from zero', () => {
    const frameRate = FRAME_RATES.find(({ label }) => label === '29.97 fps DF') ?? FPS_24
    expect(typedMove('-1:00:00', 'timecode', { ...base, frameRate })).toEqual({ by: -1800, unit: 'frame' })
  })
})
