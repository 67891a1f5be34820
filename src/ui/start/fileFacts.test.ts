import { describe, expect, it } from 'vitest'
import type { MediaInfo } from '../../domain/media.ts'
import { FPS_24, FRAME_RATES, type FrameRate } from '../../domain/timecode.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { mediaFixture } from '../../testing/mediaFixture.ts'
import { fileFacts } from './fileFacts.ts'

const INFO = mediaFixture('a.wav', { channels: 2, length: 2_160_000 })

const rate = (label: string): FrameRate => FRAME_RATES.find((each) => each.label === label) ?? FPS_24

const facts = (info: Partial<MediaInfo>, frameRate = FPS_24) =>
  Object.fromEntries(
    fileFacts({ ...INFO, ...info }, { frameRate }).map(({ title, facts: own }) => [
      title,
      Object.fromEntries(own),
    ]),
  )

describe('what is known of a file', () => {
  it('that says nothing of itself', () => {
    expect(facts({ bytes: 12_960_044 })).toEqual({
      Audio: {
        Format: 'WAV',
        Encoding: '24-bit integer',
        Channels: '2: L R',
        Rate: '48 kHz',
        Length: '00:00:45:00 (2\u202f160\u202f000 samples)',
        Size: '13.0 MB (12\u202f960\u202f044 bytes)',
      },
    })
    expect(facts({}).Audio?.Size).toBeUndefined()
  })

  it('that was converted', () => {
    const conform = { codec: 'AAC', sampleRate: 44_100, length: samples(1_984_500) }
    const encoding = { kind: 'float', bits: 32, endian: 'le' } as const
    const metadata = { broadcast: { version: 1, timeReference: samplePosition(44_100 * 3600) } }
    const known = facts({ format: 'mp4', conform, metadata, pcm: { ...INFO.pcm, encoding } })
    expect(known.Audio).toEqual({
      Format: 'MP4',
      Codec: 'AAC',
      'Mixed from': 'a copy in 32-bit float',
      Channels: '2: L R',
      Rate: '44.1 kHz, converted to 48 kHz',
      Length: '00:00:45:00 (2\u202f160\u202f000 samples)',
      'Own length': '1\u202f984\u202f500 samples at 44.1 kHz',
    })
    expect(known.Timecode?.['First sample']).toBe('01:00:00:00 at 24 fps, the session’s rate')
  })

  it.each([
    ['wav', { production: { scene: '1' } }, 'Broadcast WAV (BWF)'],
    ['rf64', { broadcast: { version: 2 } }, 'RF64'],
    ['aifc', {}, 'AIFF-C'],
  ] as const)('%s with %j is %s', (format, metadata, label) => {
    expect(facts({ format, metadata }).Audio?.Format).toBe(label)
  })

  it.each([
    ['uint', 8, 'le', '8-bit unsigned'],
    ['int', 8, 'be', '8-bit integer'],
    ['int', 24, 'be', '24-bit integer, big-endian'],
    ['float', 32, 'le', '32-bit float'],
  ] as const)('%s %d %s is %s', (kind, bits, endian, label) => {
    expect(facts({ pcm: { ...INFO.pcm, encoding: { kind, bits, endian } } }).Audio?.Encoding).toBe(label)
  })

  // SMPTE ST 12-1: one hour in samples at 48 kHz.
  it.each([
    ['24 fps', 172_800_000, '01:00:00:00'],
    ['23.976 fps', 172_972_800, '01:00:00:00'],
    ['29.97 fps DF', 172_799_828, '01:00:00;00'],
  ])('its time at %s', (label, reference, timecode) => {
    const metadata = { broadcast: { version: 1, timeReference: samplePosition(reference) } }
    expect(facts({ metadata }, rate(label)).Timecode?.['First sample']).toBe(
      `${timecode} at ${label}, the session’s rate`,
    )
  })

  it('its time at its own rate, where that is another', () => {
    const broadcast = { version: 1, timeReference: samplePosition(172_972_800) }
    const metadata = { broadcast, production: { timecodeRate: rate('23.976 fps') } }
    expect(facts({ metadata }).Timecode).toEqual({
      'First sample': '01:00:03:14 at 24 fps, the session’s rate',
      'At the file’s rate': '01:00:00:00 at 23.976 fps',
      'Time reference': '172\u202f972\u202f800 samples at 48 kHz (bext)',
    })
    expect(facts({ metadata }, rate('23.976 fps')).Timecode).not.toHaveProperty('At the file’s rate')
  })

  it('its time by iXML, at the rate that counts it', () => {
    const timestamp = { samples: samplePosition(48_048 * 3600), sampleRate: 48_048 }
    expect(facts({ metadata: { production: { timestamp } } }).Timecode).toMatchObject({
      'First sample': '01:00:00:00 at 24 fps, the session’s rate',
      'Time reference': '172\u202f972\u202f800 samples at 48.048 kHz (iXML)',
    })
  })

  it('only what it says', () => {
    const loudness = { integratedLufs: -22.65, maxTruePeakDbtp: -1 }
    const tracks = [{ interleave: 1, name: 'Boom', function: 'MS' }, { name: 'Lav' }, { interleave: 3 }]
    const metadata = {
      broadcast: { version: 2, description: 'Reel 1', loudness },
      production: { scene: '12A', tracks },
      tags: { software: 'Stage' },
    }
    expect(facts({ metadata })).toMatchObject({
      Origin: { Description: 'Reel 1', Scene: '12A', Software: 'Stage' },
      'Loudness, as the file claims': { Integrated: '−22.65 LUFS', 'Max true peak': '−1.00 dBTP' },
      Tracks: { 'Track 1': 'Boom (MS)', Track: 'Lav', 'Track 3': 'unnamed' },
    })
    expect(Object.keys(facts({ metadata }).Origin ?? {})).toHaveLength(3)
  })
})
