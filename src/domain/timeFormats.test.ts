import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySession } from './session.ts'
import type { Timebase } from './timebase.ts'
import { FPS_24, FRAME_RATES, framesPerDay, parseTimecode } from './timecode.ts'
import {
  formatCount,
  formatPlace,
  formatTime,
  gridOf,
  parseCount,
  parseTime,
  TIME_FORMATS,
  type TimeFormat,
} from './timeFormats.ts'
import { cellToSample, sampleToCell } from './timeGrid.ts'
import { frames, samplePosition } from './units.ts'

const base: Timebase = emptySession()
const at = samplePosition

describe('a place, in every format', () => {
  it.each<[number, TimeFormat, string, string]>([
    [0, 'timecode', '01:00:00:00', '01:00:00:00'],
    [2012, 'timecode', '01:00:00:01', '01:00:00:01 +12'],
    [0, 'feet', '0000+00', '0000+00'],
    // Sixteen frames of 2000 samples are a foot, and 24 frames a second are 90 feet a minute.
    [32_000, 'feet', '0001+00', '0001+00'],
    [31_999, 'feet', '0000+15', '0000+15 +1999'],
    [60 * 48_000, 'feet', '0090+00', '0090+00'],
    [0, 'minutes', '0:00.000', '0:00.000'],
    [48_000 * 3725 + 24_000, 'minutes', '62:05.500', '62:05.500'],
    [47, 'minutes', '0:00.000', '0:00.000 +47'],
    [1_579_200, 'samples', '1\u202f579\u202f200', '1\u202f579\u202f200'],
  ])('sample %d in %s is %s', (sample, format, cell, place) => {
    expect(formatTime(at(sample), format, base)).toBe(cell)
    expect(formatPlace(at(sample), format, base)).toBe(place)
  })

  it('has no whole number of samples in a thousandth at 44.1 kHz, and the nearest one all the same', () => {
    const cd = { ...base, sampleRate: 44_100 }
    expect(formatPlace(at(44), 'minutes', cd)).toBe('0:00.001')
    expect(formatPlace(at(88), 'minutes', cd)).toBe('0:00.002')
    expect(formatPlace(at(441), 'minutes', cd)).toBe('0:00.010')
  })

  it.each<[string, TimeFormat, number | undefined]>([
    ['12+08', 'feet', 200],
    ['12+16', 'feet', undefined],
    ['12', 'feet', 192],
    ['+8', 'feet', undefined],
    ['1:02:05.5', 'minutes', 3_725_500],
    ['90', 'minutes', 90_000],
    ['90.25', 'minutes', 90_250],
    ['1:60', 'minutes', undefined],
    ['1:60:00', 'minutes', undefined],
    ['0:00.0001', 'minutes', undefined],
    ['48 000', 'samples', 48_000],
    ['4.5', 'samples', undefined],
    ['-1', 'samples', undefined],
    ['', 'samples', undefined],
    ['', 'feet', undefined],
    ['', 'minutes', undefined],
    ['', 'timecode', undefined],
    ['9'.repeat(40), 'samples', undefined],
  ])('%j in %s is %s', (text, format, count) => {
    expect(parseCount(text, format, base)).toBe(count)
  })

  it('is none when it is beyond all counting', () => {
    expect(parseTime('999999999', 'minutes', { ...base, sampleRate: 192_000 })).toBeDefined()
    expect(parseTime('9'.repeat(15), 'samples', base)).toBe(999_999_999_999_999)
    expect(parseTime('999999999+15', 'feet', { ...base, frameRate: { ...FPS_24, num: 1, den: 240 } })).toBe(
      undefined,
    )
  })
})

const anyBase = fc
  .record({
    frameRate: fc.constantFrom(...FRAME_RATES),
    sampleRate: fc.constantFrom(44_100, 48_000, 88_200, 96_000, 192_000),
    hour: fc.integer({ min: 0, max: 23 }),
  })
  .map(({ hour, ...rates }): Timebase => {
    const start = parseTimecode(`${hour}:00:00:00`, rates.frameRate)
    return { ...rates, startFrame: start ?? frames(0) }
  })
const anyFormat = fc.constantFrom(...TIME_FORMATS)

describe('there and back', () => {
  it('a place is read as it was written, to the sample, also over midnight', () => {
    fc.assert(
      fc.property(
        anyBase,
        anyFormat,
        fc.integer({ min: 0, max: 11 * 3600 }),
        fc.nat(191_999),
        (it, f, s, n) => {
          const place = at(s * it.sampleRate + (n % it.sampleRate))
          expect(parseTime(formatPlace(place, f, it), f, it)).toBe(place)
          const cell = gridOf(f, it)
          const first = cellToSample(sampleToCell(place, cell, it.sampleRate), cell, it.sampleRate)
          expect(parseTime(formatTime(place, f, it), f, it)).toBe(first)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('a length is read as it was written', () => {
    fc.assert(
      fc.property(anyBase, anyFormat, fc.integer({ min: 0, max: 8_000_000 }), (it, format, cells) => {
        expect(parseCount(formatCount(cells, format, it), format, it)).toBe(cells)
      }),
      { numRuns: 1000 },
    )
  })

  it('whatever is typed is a place or none, and never throws', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9:;.+ ]{0,24}$/))
    fc.assert(
      fc.property(anyBase, anyFormat, text, (it, format, typed) => {
        const place = parseTime(typed, format, it)
        expect(place === undefined || (Number.isSafeInteger(place) && place >= 0)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a session that runs over midnight', () => {
  const night: Timebase = { ...base, startFrame: frames(framesPerDay(FPS_24) - 24 * 10) }
  it.each([
    [0, '23:59:50:00'],
    [48_000 * 10 - 1, '23:59:59:23'],
    [48_000 * 10, '00:00:00:00'],
    [48_000 * 3610, '01:00:00:00'],
  ])('sample %d is %s', (sample, text) => {
    expect(formatTime(at(sample), 'timecode', night)).toBe(text)
    if (sample % 2000 === 0) expect(parseTime(text, 'timecode', night)).toBe(sample)
  })

  it('has nothing before its start', () => {
    expect(parseTime('23:59:49:23', 'timecode', night)).toBeUndefined()
    expect(parseTime('00:59:59:23', 'timecode', base)).toBeUndefined()
  })

  it('counts days in hours past 24 where they are meant', () => {
    expect(parseTime('25:00:00:00', 'timecode', base)).toBe(24 * 3600 * 48_000)
  })
})
