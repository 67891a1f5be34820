import { describe, expect, it } from 'vitest'
import { draftFixture } from '../testing/markerFixture.ts'
import { mediaFixture } from '../testing/mediaFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { markersFromStart, markersOfClips, markersOfFile } from './fileMarkers.ts'
import type { FileMarker } from './mediaMetadata.ts'
import type { Session } from './session.ts'
import { samplePosition, samples } from './units.ts'

const marker = (sample: number, label: string, length?: number): FileMarker => ({
  sample: samplePosition(sample),
  label,
  ...(length !== undefined && { length: samples(length) }),
})
const markers = [
  marker(0, 'Start'),
  marker(500, '', 400),
  marker(1500, 'Late'),
  { ...marker(1999, 'End'), note: 'n' },
]

/** One file of 2000 samples in two clips: 400 … 1000 at 100, and 900 … 1600 at 5000. */
function session(change: Parameters<typeof mediaFixture>[1] = {}): Session {
  const whole = sessionFixture([{ length: 2000 }])
  const [track] = whole.tracks
  if (!track) throw new Error('no track')
  const clip = (id: string, start: number, from: number, length: number) => ({
    id,
    media: ['1'],
    start: samplePosition(start),
    from: samplePosition(from),
    length: samples(length),
  })
  return {
    ...whole,
    media: { 1: { ...mediaFixture('1.wav', { length: 2000, ...change }), metadata: { markers } } },
    tracks: [{ ...track, clips: [clip('b', 5000, 900, 700), clip('a', 100, 400, 600)] }],
  }
}

describe('the markers of a file', () => {
  it('are where its clips are, and regions as far as they are in them', () => {
    const shorter = session()
    expect(markersOfClips(shorter, '1')).toEqual({
      markers: [
        draftFixture({ at: 200, length: 400, name: 'Region 1' }),
        draftFixture({ at: 5600, name: 'Late' }),
      ],
      outside: 2,
      cut: 0,
    })
    const [track] = shorter.tracks
    const clips = track?.clips.map((each) => ({ ...each, length: samples(300) })) ?? []
    expect(markersOfClips({ ...shorter, tracks: track ? [{ ...track, clips }] : [] }, '1')).toEqual({
      markers: [draftFixture({ at: 200, length: 200, name: 'Region 1' })],
      outside: 3,
      cut: 1,
    })
  })

  it('are where the whole file would be, but not before the session', () => {
    const found = markersFromStart(session(), '1')
    expect(found.markers.map(({ at, name }) => [at, name])).toEqual([
      [200, 'Region 1'],
      [1200, 'Late'],
      [1699, 'End'],
    ])
    expect(found).toMatchObject({ outside: 1, cut: 0 })
    expect(markersFromStart(session(), 'gone')).toEqual({ markers: [], outside: 0, cut: 0 })
  })

  it('are counted at the rate that the file had before it was converted', () => {
    const info = {
      sampleRate: 48_000,
      conform: { codec: 'PCM', sampleRate: 44_100, length: samples(2000) },
      metadata: { markers: [marker(44_100, 'A', 441), marker(1, 'B')] },
    }
    expect(markersOfFile(info, 48_000).markers).toEqual([
      draftFixture({ at: 48_000, length: 480, name: 'A' }),
      draftFixture({ at: 1, name: 'B' }),
    ])
  })

  it('have names and notes of their own', () => {
    const info = { sampleRate: 48_000, metadata: { markers } }
    const known = [draftFixture({ name: 'Region 7' })]
    expect(markersOfFile(info, 48_000, known).markers[1]?.name).toBe('Region 8')
    expect(markersOfFile(info, 48_000).markers[3]?.note).toBe('n')
  })
})
