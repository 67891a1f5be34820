import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MediaMetadata, timeReference } from './mediaMetadata.ts'
import { metadataAtRate } from './metadataAtRate.ts'
import {
  ownOffset,
  ownTimecode,
  placeFile,
  startAtRate,
  type TimedFile,
  timebaseForFiles,
} from './placement.ts'
import {
  FRAME_RATES,
  type FrameRate,
  formatTimecode,
  framesPerDay,
  frameToSample,
  parseTimecode,
} from './timecode.ts'
import { type Frames, frames, samplePosition } from './units.ts'

const rate = (label: string): FrameRate => {
  const found = FRAME_RATES.find((one) => one.label === label)
  if (!found) throw new RangeError(label)
  return found
}
const timecode = (text: string, of: FrameRate): Frames => parseTimecode(text, of) ?? frames(0)
const sessionAt = (start: string, label: string) => ({
  sampleRate: 48_000,
  frameRate: rate(label),
  startFrame: timecode(start, rate(label)),
})
const bwf = (timeReference: number, ixml?: string, sampleRate = 48_000): TimedFile => {
  const metadata: MediaMetadata = {
    broadcast: { version: 1, timeReference: samplePosition(timeReference) },
    ...(ixml && { production: { timecodeRate: rate(ixml) } }),
  }
  return { metadata, sampleRate }
}
const offset = (file: TimedFile, session: ReturnType<typeof sessionAt>, given: FrameRate | null = null) => {
  const own = ownTimecode(file, session, given)
  return own && ownOffset(own, session)
}

describe('a file’s own timecode', () => {
  it('is samples since midnight, counted at its iXML rate, the given one, or the session’s', () => {
    const session = sessionAt('01:00:00:00', '24 fps')
    // 3603.6 s is 01:00:00:00 at 23.976 and 01:00:03:14 at 24.
    const file = bwf(172_972_800, '23.976 fps')
    const label = (given: FrameRate | null) => {
      const own = ownTimecode(file, session, given)
      return own && `${formatTimecode(own.frame, own.rate)} + ${own.rest}`
    }
    expect(label(null)).toBe('01:00:00:00 + 0')
    expect(label(rate('24 fps'))).toBe('01:00:03:14 + 800')
    expect(ownTimecode({ sampleRate: 48_000 }, session)).toBeUndefined()
  })

  it('puts it there exactly at the session’s own rate', () => {
    expect(offset(bwf(172_972_800 + 7), sessionAt('01:00:00:00', '23.976 fps'))).toBe(7)
    expect(offset(bwf(48_000 * 3590), sessionAt('01:00:00:00', '25 fps'))).toBe(-480_000)
    expect(offset(bwf(96_000 * 3601, undefined, 96_000), sessionAt('01:00:00:00', '25 fps'))).toBe(48_000)
    // Half a sample goes up.
    expect(offset(bwf(96_000 * 3600 + 1, undefined, 96_000), sessionAt('01:00:00:00', '25 fps'))).toBe(1)
  })

  it('puts a file of another frame rate at the same hours, minutes and seconds', () => {
    const file = bwf(172_972_800 + 2002, '23.976 fps')
    expect(offset(file, sessionAt('01:00:00:00', '24 fps'))).toBe(2002)
    // 01:01:00:00 is a number that drop-frame skips: its second begins with frame 02.
    const minute = frameToSample(timecode('01:01:00:00', rate('25 fps')), rate('25 fps'), 48_000)
    expect(offset(bwf(minute, '25 fps'), sessionAt('01:01:00;02', '29.97 fps DF'))).toBe(0)
  })

  it('has frames of three digits at rates over 100', () => {
    const fast: FrameRate = { num: 120, den: 1, drop: false, label: '120 fps' }
    const session = sessionAt('01:00:00:00', '24 fps')
    const at = (frame: number) => {
      const timeReference = samplePosition(48_000 * 3600 + 400 * frame)
      const metadata = { broadcast: { version: 1, timeReference }, production: { timecodeRate: fast } }
      return offset({ metadata, sampleRate: 48_000 }, session)
    }
    expect([at(0), at(99), at(100), at(119), at(120)]).toEqual([0, 39_600, 40_000, 47_600, 48_000])
    const late = { ...session, frameRate: fast, startFrame: frames(120 * 60 + 110) }
    expect(startAtRate(late, rate('29.97 fps DF'))).toBe(timecode('00:01:00;02', rate('29.97 fps DF')))
    expect(startAtRate(late, rate('25 fps'))).toBe(25 * 60)
  })

  it('is where the clock says, at any rate, to the sample that rounding a frame may cost', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        // Drop-frame counts a day a little short: twelve hours after its start is more than half of it.
        fc.integer({ min: 1, max: 11 * 3600 * 48_000 }),
        fc.integer({ min: 0, max: 500_000 }),
        (frameRate, at, startFrame) => {
          const session = { sampleRate: 48_000, frameRate, startFrame: frames(startFrame) }
          const start = frameToSample(frames(startFrame), frameRate, 48_000)
          expect(Math.abs((offset(bwf(at), session) ?? Number.NaN) - (at - start))).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('is on the session’s grid of frames where it is a whole frame', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        fc.integer({ min: 0, max: 500_000 }),
        fc.integer({ min: 1, max: 500_000 }),
        (frameRate, startFrame, later) => {
          const session = { sampleRate: 48_000, frameRate, startFrame: frames(startFrame) }
          const at = frameToSample(frames(startFrame + later), frameRate, 48_000)
          expect(offset(bwf(at), session)).toBe(frameToSample(frames(later), frameRate, 48_000))
        },
      ),
    )
  })

  it('is by iXML where bext says zero, also once it was converted', () => {
    const session = sessionAt('01:00:00:00', '24 fps')
    const metadata: MediaMetadata = {
      broadcast: { version: 1, timeReference: samplePosition(0) },
      production: { timestamp: { samples: samplePosition(44_100 * 3601), sampleRate: 44_100 } },
    }
    expect(offset({ metadata, sampleRate: 44_100 }, session)).toBe(48_000)
    const converted = metadataAtRate(metadata, 44_100, 48_000)
    expect(converted.production).toEqual(metadata.production)
    expect(offset({ metadata: converted, sampleRate: 48_000 }, session)).toBe(48_000)
    expect(timeReference({ ...metadata, production: {} }, 44_100)).toMatchObject({ samples: 0, from: 'bext' })
  })

  it('is of the next day where the session runs past midnight', () => {
    expect(offset(bwf(48_000 * 10), sessionAt('23:59:50:00', '24 fps'))).toBe(48_000 * 20)
    expect(offset(bwf(48_000 * 86_390), sessionAt('00:00:00:00', '24 fps'))).toBe(-48_000 * 10)
  })

  it('is none where it says zero, or a day and more', () => {
    expect(offset(bwf(0), sessionAt('01:00:00:00', '24 fps'))).toBeUndefined()
    expect(offset(bwf(86_400 * 48_000), sessionAt('01:00:00:00', '24 fps'))).toBeUndefined()
    const day = FRAME_RATES.map((each) => frameToSample(framesPerDay(each), each, 48_000))
    for (const [n, length] of day.entries()) {
      const { label } = FRAME_RATES[n] ?? rate('24 fps')
      expect(ownTimecode(bwf(length, label), sessionAt('01:00:00:00', label)), label).toBeUndefined()
      expect(ownTimecode(bwf(length - 1, label), sessionAt('01:00:00:00', label)), label).toBeDefined()
    }
    expect(offset(bwf(2 ** 40, '25 fps'), sessionAt('01:00:00:00', '24 fps'))).toBeUndefined()
  })
})

describe('an empty session starts', () => {
  const session = sessionAt('01:00:00:00', '24 fps')
  const start = (...files: TimedFile[]) => {
    const timebase = timebaseForFiles(files, session)
    if (!timebase) return 'as it is'
    return `${formatTimecode(timebase.startFrame, timebase.frameRate)} ${timebase.frameRate.label}`
  }
  it.each([
    ['without timecode', [{ sampleRate: 48_000 }], 'as it is'],
    ['at its start', [bwf(48_000 * 3600)], 'as it is'],
    ['half an hour in', [bwf(48_000 * 5400)], 'as it is'],
    ['with a leader before it', [bwf(48_000 * 3592), bwf(48_000 * 3600)], '00:59:52:00 24 fps'],
    ['of the second reel', [bwf(48_000 * 7200 + 1)], '02:00:00:00 24 fps'],
    ['before midnight', [bwf(48_000 * 86_390)], '23:59:50:00 24 fps'],
    ['at zero, which is no time', [bwf(0), bwf(48_000 * 3600)], 'as it is'],
    ['of another rate', [bwf(48_000 * 3600, '25 fps'), bwf(48_000 * 3601, '25 fps')], '01:00:00:00 25 fps'],
    ['that do not agree', [bwf(48_000 * 3600, '25 fps'), bwf(48_000 * 3600, '24 fps')], 'as it is'],
    // A day at 23.976 is longer than the clock's: this leader begins after 86 400 seconds of it.
    [
      'with a leader before midnight at 23.976',
      [bwf(86_392 * 48_048, '23.976 fps'), bwf(2 * 48_048, '23.976 fps')],
      '23:59:52:00 23.976 fps',
    ],
    ['around half a day from it', [bwf(48_000 * 45_000), bwf(48_000 * 48_600)], '12:30:00:00 24 fps'],
    [
      'around half a day, the later first',
      [bwf(48_000 * 48_600), bwf(48_000 * 45_000)],
      '12:30:00:00 24 fps',
    ],
    ['of another rate and reel', [bwf(48_000 * 7201, '30 fps')], '02:00:01:00 30 fps'],
  ])('for files %s: %s', (_name, files, expected) => {
    expect(start(...files)).toBe(expected)
  })
})

describe('an empty session of which was chosen', () => {
  const files = [bwf(48_000 * 7200, '25 fps')]
  it.each([
    ['nothing', sessionAt('01:00:00:00', '24 fps'), '02:00:00:00 25 fps'],
    ['the frame rate', sessionAt('01:00:00:00', '30 fps'), '02:00:00:00 30 fps'],
    ['the start', sessionAt('01:59:50:00', '24 fps'), '01:59:50:00 25 fps'],
    ['both', sessionAt('01:59:50:00', '30 fps'), undefined],
    ['a start of zero', sessionAt('00:00:00:00', '24 fps'), '02:00:00:00 25 fps'],
  ])('%s, keeps it', (_name, session, expected) => {
    const timebase = timebaseForFiles(files, session, null)
    expect(
      timebase && `${formatTimecode(timebase.startFrame, timebase.frameRate)} ${timebase.frameRate.label}`,
    ).toBe(expected)
    const given = timebaseForFiles(files, session, rate('50 fps'))
    expect(given?.frameRate.label ?? session.frameRate.label).toBe(
      session.frameRate.label === '30 fps' ? '30 fps' : '50 fps',
    )
  })
})

describe('placing', () => {
  const session = sessionAt('01:00:00:00', '24 fps')
  const playhead = samplePosition(12_345)
  it.each([
    ['start', bwf(48_000 * 3601), { start: 0 }],
    ['playhead', bwf(48_000 * 3601), { start: 12_345 }],
    ['timecode', bwf(48_000 * 3601), { start: 48_000 }],
    ['timecode', bwf(48_000 * 3599), { start: 0, instead: 'beforeStart' }],
    ['timecode', { sampleRate: 48_000 }, { start: 0, instead: 'noTimecode' }],
  ] as const)('at %s', (placement, file, placed) => {
    expect(placeFile(file, session, placement, playhead)).toEqual(placed)
  })
})

it('a start keeps its timecode at another rate, or the first of its second that there is', () => {
  const session = sessionAt('01:01:00:00', '25 fps')
  expect(formatTimecode(startAtRate(session, rate('30 fps')), rate('30 fps'))).toBe('01:01:00:00')
  const drop = rate('29.97 fps DF')
  expect(formatTimecode(startAtRate(session, drop), drop)).toBe('01:01:00;02')
})
