import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameSpan, measuredPart } from './certificate.ts'
import { sampleOfFrame } from './timebase.ts'
import { FRAME_RATES, parseTimecode } from './timecode.ts'
import { frames } from './units.ts'

const [film] = FRAME_RATES
if (!film) throw new Error('there are rates')

describe('the frames of a stretch', () => {
  it('are those of the reel in the field: 28 379 frames of 2002 samples', () => {
    const timebase = { frameRate: film, sampleRate: 48_000, startFrame: frames(86_400) }
    expect(frameSpan(timebase, { from: 0, to: 56_814_758 })).toEqual({
      count: 28_379,
      first: '01:00:00:00',
      last: '01:19:42:10',
      startsInto: 0,
      endsShort: 0,
    })
  })

  it('are before midnight for a leader before it', () => {
    const [, rate] = FRAME_RATES
    if (!rate) throw new Error('there are rates')
    const timebase = { frameRate: rate, sampleRate: 48_000, startFrame: frames(0) }
    expect(frameSpan(timebase, { from: -96_000, to: 1 })).toMatchObject({
      count: 49,
      first: '23:59:58:00',
      last: '00:00:00:00',
      startsInto: 0,
      endsShort: 1999,
    })
  })

  it('hold the first and the last sample, at every rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        fc.constantFrom(44_100, 48_000, 96_000),
        fc.integer({ min: -10_000_000, max: 400_000_000 }),
        fc.integer({ min: 1, max: 400_000_000 }),
        (frameRate, sampleRate, from, length) => {
          const timebase = { frameRate, sampleRate, startFrame: frames(86_400) }
          const span = frameSpan(timebase, { from, to: from + length })
          const first = parseTimecode(span.first, frameRate) ?? Number.NaN
          const start = sampleOfFrame(timebase, first)
          expect(start + span.startsInto).toBe(from)
          expect(span.startsInto).toBeGreaterThanOrEqual(0)
          expect(start).toBeLessThanOrEqual(from)
          expect(sampleOfFrame(timebase, first + 1)).toBeGreaterThan(from)
          expect(sampleOfFrame(timebase, first + span.count) - span.endsShort).toBe(from + length)
          expect(sampleOfFrame(timebase, first + span.count - 1)).toBeLessThan(from + length)
        },
      ),
    )
  })
})

describe('what is measured', () => {
  it.each([
    ['file', { from: -5, to: 20 }],
    ['programme', { from: 0, to: 10 }],
  ] as const)('%s', (measured, part) => {
    expect(measuredPart({ from: -5, to: 20 }, { from: 0, to: 10 }, measured)).toEqual(part)
  })

  it('is nothing of a file beside the programme', () => {
    expect(measuredPart({ from: 12, to: 20 }, { from: 0, to: 10 }, 'programme')).toEqual({ from: 12, to: 12 })
  })
})
