import { describe, expect, it } from 'vitest'
import { type MediaMetadata, timeReference } from './mediaMetadata.ts'
import { metadataAtRate } from './metadataAtRate.ts'
import { ownTimecode } from './placement.ts'
import { FPS_24, formatTimecode } from './timecode.ts'
import { frames, samplePosition } from './units.ts'

/** An hour of a recorder in its 48.048 kHz F mode, whose header says 48 kHz. */
const HOUR = 3600 * 48_048

const file = (bext: number, iXml: number, sampleRate: number): MediaMetadata => ({
  broadcast: { version: 1, timeReference: samplePosition(bext) },
  production: { timecodeRate: FPS_24, timestamp: { samples: samplePosition(iXml), sampleRate } },
})

describe('samples since midnight are counted', () => {
  it.each([
    ['that iXML has as well, at the rate that iXML states', HOUR, HOUR, 48_048, 48_048],
    ['that iXML has otherwise, at the file’s own', HOUR, HOUR - 1, 48_048, 48_000],
    ['that iXML has at the file’s rate, at that', HOUR, HOUR, 48_000, 48_000],
  ])('by bext: a count %s', (_name, bext, iXml, rate, sampleRate) => {
    expect(timeReference(file(bext, iXml, rate), 48_000)).toEqual({
      samples: bext,
      sampleRate,
      from: 'bext',
    })
  })

  it('by iXML where bext has none', () => {
    expect(timeReference(file(0, HOUR, 48_048), 48_000)).toEqual({
      samples: HOUR,
      sampleRate: 48_048,
      from: 'iXML',
    })
  })
})

it('the timecode of tags is still that of tags, at its own rate, where the sound has another', () => {
  const timestamp = { samples: samplePosition(44_101), sampleRate: 44_100, from: 'tags' } as const
  const converted = metadataAtRate({ production: { timestamp } }, 44_100, 48_000)
  expect(timeReference(converted, 48_000)).toEqual(timestamp)
})

it('a recording in F mode begins at its own timecode', () => {
  const info = { metadata: file(HOUR, HOUR, 48_048), sampleRate: 48_000 }
  const own = ownTimecode(info, { sampleRate: 48_000, frameRate: FPS_24, startFrame: frames(0) })
  expect(own && formatTimecode(own.frame, own.rate)).toBe('01:00:00:00')
  expect(own?.rest).toBe(0)
})
