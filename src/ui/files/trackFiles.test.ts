import { describe, expect, it } from 'vitest'
import { trackFromMedia } from '../../domain/commands.ts'
import type { MediaInfo } from '../../domain/media.ts'
import { emptySession } from '../../domain/session.ts'
import { FPS_24, FRAME_RATES } from '../../domain/timecode.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { mediaFixture } from '../../testing/mediaFixture.ts'
import { formatText, rateText, timecodeText, trackFiles } from './trackFiles.ts'

const INFO = mediaFixture('a.wav')
const FLAC: MediaInfo = {
  ...INFO,
  format: 'flac',
  conform: { codec: 'FLAC', sampleRate: 44_100, length: samples(44_100) },
}

describe('the files of a track', () => {
  it('are each there once, in the order in which they sound', () => {
    const at = (clip: string, media: readonly string[], start: number) =>
      trackFromMedia(
        { track: 't', clip, media },
        media.map(() => INFO),
        media.length === 2 ? ['L', 'R'] : ['M'],
        samplePosition(start),
        't',
        'effects',
      )
    const set = at('1', ['left', 'right'], 96_000)
    const clips = [
      ...set.clips,
      ...at('2', ['late', 'left'], 200_000).clips,
      ...at('3', ['early', 'left'], 5).clips,
    ]
    const session = { ...emptySession(), media: { left: INFO, right: INFO, late: INFO, early: INFO } }
    const found = trackFiles({ ...set, clips }, session)
    expect(found.map(({ media, start }) => [media, start])).toEqual([
      ['early', 5],
      ['left', 5],
      ['right', 96_000],
      ['late', 200_000],
    ])
  })
})

describe('a file in the table', () => {
  it('has its format and coding', () => {
    expect(formatText(INFO)).toBe('WAV 24-bit')
    expect(formatText(FLAC)).toBe('FLAC')
    expect(
      formatText({ ...FLAC, format: 'mp4', conform: { ...INFO, codec: 'AAC', length: samples(1) } }),
    ).toBe('MP4 AAC')
  })

  it('has its own rate, and what it was converted to', () => {
    expect(rateText(INFO)).toBe('48 kHz')
    expect(rateText(FLAC)).toBe('44.1 → 48 kHz')
  })

  it('has its own timecode', () => {
    const session = emptySession()
    const stamped = (timeReference: number): MediaInfo => ({
      ...INFO,
      metadata: { broadcast: { version: 1, timeReference: samplePosition(timeReference) } },
    })
    const film = FRAME_RATES[0] ?? FPS_24
    const hour = 3600 * 48_000
    expect(timecodeText(INFO, session, null)).toBeUndefined()
    expect(timecodeText(stamped(hour + 7), session, null)).toEqual({ text: '01:00:00:00 +7', note: '' })
    expect(timecodeText(stamped(hour - 2000), session, null)).toEqual({
      text: '00:59:59:23',
      note: 'before the session',
    })
    expect(timecodeText(stamped((hour / 1000) * 1001), session, film)).toEqual({
      text: '01:00:00:00',
      note: 'at 23.976 fps',
    })
  })
})
