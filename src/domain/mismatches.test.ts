import { describe, expect, it } from 'vitest'
import { mediaFixture } from '../testing/mediaFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import type { MediaInfo } from './media.ts'
import { mismatches } from './mismatches.ts'
import { FPS_24, FRAME_RATES, type FrameRate } from './timecode.ts'
import { samplePosition, samples } from './units.ts'

const HOUR = 3600 * 48_000
const texts = (lengths: readonly number[], change: Partial<MediaInfo> = {}): string[] => {
  const session = sessionFixture(lengths.map((length) => ({ length })))
  const [first] = Object.values(session.media)
  return mismatches({
    ...session,
    media: first ? { ...session.media, '1': { ...first, ...change } } : {},
  }).map(({ file, text }) => `${file}: ${text}`)
}

describe('what does not fit together', () => {
  it('is nothing when all are alike', () => {
    expect(texts([HOUR, HOUR, HOUR])).toEqual([])
    expect(texts([HOUR])).toEqual([])
    expect(texts([])).toEqual([])
  })

  it.each([
    ['a sample', HOUR + 1, 'It is 1 sample longer than 01:00:00:00, the length of 2 of 3 tracks.'],
    ['frames', HOUR - 4000, 'It is 2 frames shorter than 01:00:00:00, the length of 2 of 3 tracks.'],
    [
      'a pull-down',
      (HOUR * 1001) / 1000,
      'It is 00:00:03:14 longer than 01:00:00:00, the length of 2 of 3 tracks. It may have been pulled down by 0.1 %, as 24 to 23.976 fps.',
    ],
    [
      'a PAL speed-up',
      (HOUR * 24) / 25,
      'It is 00:02:24:00 shorter than 01:00:00:00, the length of 2 of 3 tracks. It may have been sped up from 24 to 25 fps.',
    ],
  ])('is %s of length', (_name, length, text) => {
    expect(texts([HOUR, HOUR, length])).toEqual([`3.wav: ${text}`])
  })

  it('is another sample rate, said also when it is mended', () => {
    const conform = { codec: 'FLAC', sampleRate: 44_100, length: samples(1) }
    expect(texts([HOUR, HOUR], { conform })).toEqual([
      '1.wav: It was at 44.1 kHz and has been converted to 48 kHz.',
    ])
  })

  it('is timecode counted at another rate, drop-frame or not', () => {
    const [timecodeRate] = FRAME_RATES
    expect(texts([HOUR, HOUR], { metadata: { production: timecodeRate ? { timecodeRate } : {} } })).toEqual([
      '1.wav: It counts timecode at 23.976 fps; the session runs at 24 fps.',
    ])
  })

  it('is drop-frame timecode in a session that drops none, and the other way round', () => {
    const rate = (label: string) => FRAME_RATES.find((each) => each.label === label) ?? FPS_24
    const session = sessionFixture([{ length: HOUR }])
    const text = (frameRate: FrameRate, timecodeRate: FrameRate): readonly string[] => {
      const media = Object.fromEntries(
        Object.entries(session.media).map(([id, info]) => [
          id,
          { ...info, metadata: { production: { timecodeRate } } },
        ]),
      )
      return mismatches({ ...session, media, frameRate }).map((each) => each.text)
    }
    const [drop, whole] = [rate('29.97 fps DF'), rate('29.97 fps')]
    expect(text(whole, drop)).toEqual([
      'It counts timecode at 29.97 fps DF; the session runs at 29.97 fps. Its frames are the same; what they are called is not.',
    ])
    expect(text(drop, whole)).toHaveLength(1)
    expect([...text(drop, drop), ...text(whole, whole)]).toEqual([])
  })

  it('is not the length of a clip among others on a track', () => {
    const session = sessionFixture([{ length: HOUR }, { length: 5 }, { length: 7 }])
    const [whole, first, second] = session.tracks
    if (!whole || !first || !second) throw new Error('the fixture has three tracks')
    const cut = { ...first, clips: [...first.clips, ...second.clips] }
    expect(mismatches({ ...session, tracks: [whole, cut] })).toEqual([])
    expect(mismatches(session)).toHaveLength(2)
  })

  it('is a set that is shorter than the other tracks, and not they that are longer than its files', () => {
    const session = sessionFixture([
      { length: HOUR },
      { length: HOUR },
      ...Array(6).fill({ length: HOUR / 2 }),
    ])
    const [dialogue, fill, first] = session.tracks
    const [clip] = first?.clips ?? []
    if (!dialogue || !fill || !first || !clip) throw new Error('the fixture has eight tracks')
    const media = session.tracks.slice(2).flatMap(({ clips }) => clips.flatMap((one) => one.media))
    const set = { ...first, name: 'R1_MX', clips: [{ ...clip, media }] }
    const found = mismatches({ ...session, tracks: [dialogue, fill, set] })
    expect(found.map(({ file, text }) => `${file}: ${text}`)).toEqual([
      'R1_MX (6 files): It is 00:30:00:00 shorter than 01:00:00:00, the length of 2 of 3 tracks.',
    ])
    const two = mismatches({ ...session, tracks: [dialogue, set] })
    expect(two.map(({ text }) => text)).toEqual([
      'It is 00:30:00:00 shorter than 01:00:00:00, the length of the longest track, “1.wav”.',
    ])
  })

  it('is a file of a set with another timecode than the others of it', () => {
    const session = sessionFixture([{ channels: 1, length: HOUR }])
    const [track] = session.tracks
    const [clip] = track?.clips ?? []
    if (!track || !clip) throw new Error('the fixture has a track')
    const at = (name: string, timeReference: number) =>
      mediaFixture(name, {
        length: HOUR,
        metadata: { broadcast: { version: 1, timeReference: samplePosition(timeReference) } },
      })
    const media = { l: at('DX.L.wav', HOUR), r: at('DX.R.wav', HOUR), c: at('DX.C.wav', HOUR + 2007) }
    const set = {
      ...track,
      name: 'DX',
      speakers: ['L', 'R', 'C'] as const,
      clips: [{ ...clip, media: ['l', 'r', 'c'] }],
    }
    const texts = (infos: typeof media): string[] =>
      mismatches({ ...session, media: infos, tracks: [set] }).map(({ file, text }) => `${file}: ${text}`)
    expect(texts(media)).toEqual([
      'DX.C.wav: It begins at 01:00:00:01 +7 by its timecode, and its set, “DX”, at 01:00:00:00.',
    ])
    // Zero is no timecode.
    expect(texts({ ...media, c: at('DX.C.wav', 0) })).toEqual([])
  })
})
