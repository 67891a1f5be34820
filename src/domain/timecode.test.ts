import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FRAME_RATES,
  type FrameRate,
  formatFrameSpan,
  formatTimecode,
  framesPerDay,
  frameToSample,
  nominalRate,
  parseTimecode,
  sampleToFrame,
} from './timecode.ts'
import { frames, samplePosition } from './units.ts'

function rate(name: string): FrameRate {
  const found = FRAME_RATES.find(({ label }) => label.replace(' fps', '') === name)
  if (!found) throw new Error(`no rate ${name}`)
  return found
}
const DF = rate('29.97 DF')
const DF60 = rate('59.94 DF')
const LABELS = ['23.976', '24', '25', '29.97', '30', '48', '50', '59.94', '60'] as const

describe('drop-frame counting (SMPTE ST 12-1)', () => {
  it.each([
    [0, '00:00:00;00'],
    [1, '00:00:00;01'],
    [29, '00:00:00;29'],
    [30, '00:00:01;00'],
    [1799, '00:00:59;29'],
    [1800, '00:01:00;02'],
    [3597, '00:01:59;29'],
    [3598, '00:02:00;02'],
    [17_981, '00:09:59;29'],
    [17_982, '00:10:00;00'],
    [17_983, '00:10:00;01'],
    [19_782, '00:11:00;02'],
    [107_892, '01:00:00;00'],
    [2_589_407, '23:59:59;29'],
  ])('29.97: frame %i is %s', (frame, text) => {
    expect(formatTimecode(frames(frame), DF)).toBe(text)
    expect(parseTimecode(text, DF)).toBe(frame)
  })

  it.each([
    [3599, '00:00:59;59'],
    [3600, '00:01:00;04'],
    [35_963, '00:09:59;59'],
    [35_964, '00:10:00;00'],
    [215_784, '01:00:00;00'],
  ])('59.94: frame %i is %s', (frame, text) => {
    expect(formatTimecode(frames(frame), DF60)).toBe(text)
    expect(parseTimecode(text, DF60)).toBe(frame)
  })

  it('skips only the labels it must', () => {
    for (const text of ['00:01:00;00', '00:01:00;01', '00:59:00;01', '11:11:00;00'])
      expect(parseTimecode(text, DF)).toBeUndefined()
    for (const text of ['00:10:00;00', '00:00:00;01', '00:01:01;00', '00:01:00;02'])
      expect(parseTimecode(text, DF)).toBeDefined()
    for (const text of ['00:01:00;03', '00:02:00;00']) expect(parseTimecode(text, DF60)).toBeUndefined()
    expect(parseTimecode('00:01:00;04', DF60)).toBeDefined()
  })

  it('visits every label of an hour once, in order', () => {
    const labels = Array.from({ length: 107_892 }, (_, n) => formatTimecode(frames(n), DF))
    expect(new Set(labels).size).toBe(labels.length)
    expect(labels).toEqual([...labels].sort())
  })
})

describe('timecode of every rate', () => {
  it.each(FRAME_RATES)('$label: there and back', (frameRate) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: nominalRate(frameRate) * 3600 * 99 }), (n) => {
        const text = formatFrameSpan(frames(n), frameRate)
        expect(text).toMatch(frameRate.drop ? /^\d\d:\d\d:\d\d;\d\d$/ : /^\d\d:\d\d:\d\d:\d\d$/)
        expect(parseTimecode(text, frameRate)).toBe(n)
      }),
    )
  })

  it.each(FRAME_RATES)('$label: begins anew after a day, while lengths run on', (frameRate) => {
    const [separator, day] = [frameRate.drop ? ';' : ':', framesPerDay(frameRate)]
    const last = `23:59:59${separator}${nominalRate(frameRate) - 1}`
    expect(formatTimecode(frames(day - 1), frameRate)).toBe(last)
    expect(formatTimecode(day, frameRate)).toBe(`00:00:00${separator}00`)
    expect(formatTimecode(frames(3 * day + 5), frameRate)).toBe(`00:00:00${separator}05`)
    expect(formatFrameSpan(frames(day + 5), frameRate)).toBe(`24:00:00${separator}05`)
    expect(parseTimecode(`24:00:00${separator}05`, frameRate)).toBe(day + 5)
  })

  it('takes short forms and either separator', () => {
    const fps25 = rate('25')
    expect(parseTimecode('01:00:00:00', fps25)).toBe(90_000)
    expect(parseTimecode(' 12:05 ', fps25)).toBe(305)
    expect(parseTimecode('1:02:03', fps25)).toBe(62 * 25 + 3)
    expect(parseTimecode('7', fps25)).toBe(7)
    expect(parseTimecode('01.00.00.24', fps25)).toBe(90_024)
  })

  it.each([
    '',
    ' ',
    'x',
    '::',
    '00:00:00:25',
    '00:00:60:00',
    '00:60:00:00',
    '100:00:00:00',
    '1:2:3:4:5',
    '-1:00',
    '1e1',
    '００:00',
  ])('is not %j', (text) => {
    expect(parseTimecode(text, rate('25'))).toBeUndefined()
  })
})

describe('samples of frames', () => {
  // Samples per frame at 48 kHz, and TimeReference of 01:00:00:00.
  it.each<[FrameRate, number, number]>([
    [rate('23.976'), 2002, 172_972_800],
    [rate('24'), 2000, 172_800_000],
    [rate('25'), 1920, 172_800_000],
    [rate('29.97'), 1601.6, 172_972_800],
    [DF, 1601.6, 172_799_827],
    [rate('30'), 1600, 172_800_000],
    [rate('48'), 1000, 172_800_000],
    [rate('50'), 960, 172_800_000],
    [rate('60'), 800, 172_800_000],
    [rate('59.94'), 800.8, 172_972_800],
    [DF60, 800.8, 172_799_827],
  ])('$label', (frameRate, perFrame, timeReference) => {
    expect(frameToSample(frames(1), frameRate, 48_000)).toBe(Math.round(perFrame))
    expect(frameToSample(frames(1000), frameRate, 48_000)).toBe(perFrame * 1000)
    const hour = parseTimecode('01:00:00:00', frameRate) ?? frames(0)
    expect(frameToSample(hour, frameRate, 48_000)).toBe(timeReference)
  })

  it('the 2-pop of a 23.976 reel, 2 s before 01:00:00:00', () => {
    const pop = parseTimecode('00:59:58:00', rate('23.976')) ?? frames(0)
    expect(frameToSample(pop, rate('23.976'), 48_000)).toBe(172_876_704)
  })

  it('are the nearest to the exact fraction, at any rate and length', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        fc.constantFrom(44_100, 48_000, 96_000, 192_000),
        fc.integer({ min: 0, max: 60 * 3600 * 99 }),
        (frameRate, sampleRate, n) => {
          const sample = BigInt(frameToSample(frames(n), frameRate, sampleRate))
          const exact = BigInt(n) * BigInt(sampleRate) * BigInt(frameRate.den)
          const error = sample * BigInt(frameRate.num) - exact
          const size = error < 0n ? -error : error
          expect(size * 2n <= BigInt(frameRate.num)).toBe(true)
        },
      ),
    )
  })

  it('a frame lasts from its first sample to the one before the next', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        fc.constantFrom(44_100, 48_000, 96_000),
        fc.integer({ min: 0, max: 60 * 3600 * 24 }),
        (frameRate, sampleRate, n) => {
          const first = frameToSample(frames(n), frameRate, sampleRate)
          const next = frameToSample(frames(n + 1), frameRate, sampleRate)
          expect(sampleToFrame(first, frameRate, sampleRate)).toBe(n)
          expect(sampleToFrame(samplePosition(next - 1), frameRate, sampleRate)).toBe(n)
          expect(sampleToFrame(next, frameRate, sampleRate)).toBe(n + 1)
        },
      ),
    )
  })

  it.each(LABELS)('%s fps has the nominal count of its name', (label) => {
    expect(nominalRate(rate(label))).toBe(Math.round(Number(label)))
  })
})
