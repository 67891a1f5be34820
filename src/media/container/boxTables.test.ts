import { describe, expect, it } from 'vitest'
import { errorText } from '../../domain/errors.ts'
import { box, movieFixture } from '../../testing/containerFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ascii } from '../../testing/wavFixture.ts'
import { openTrack } from '../conform/trackBlocks.ts'
import { probeMedia } from '../probe.ts'
import { tablesAreSound } from './boxTables.ts'

/** Boxes in boxes, eight bytes a level. */
function nested(levels: number): Uint8Array {
  const bytes = new Uint8Array(8 * levels + 16)
  const view = new DataView(bytes.buffer)
  for (let level = 0; level < levels; level++) {
    view.setUint32(8 * level, bytes.length - 8 * level)
    bytes.set(ascii('moov'), 8 * level + 4)
  }
  return bytes
}

it.each([
  [1, true],
  [16, true],
  [17, false],
  [200_000, false],
])('boxes %d deep are sound: %s', async (levels, sound) => {
  const found = await tablesAreSound(memoryByteSource('a.mp4', nested(levels)), undefined)
  expect(found).toEqual({ ok: true, value: sound })
})

describe('a film of many tracks', () => {
  const film = (bytes: number) =>
    movieFixture({ channels: 1, edits: [[24_000, 0]], before: [box('free', new Uint8Array(bytes))] })

  it('is read with 46 MB of headers', async () => {
    const bytes = film(46_000_000)
    const source = memoryByteSource('film.mov', bytes)
    const probed = await probeMedia(source, 48_000, async () => true)
    expect(probed).toMatchObject({ ok: true, value: { source: { length: 24_000, warnings: [] } } })
    expect(Math.max(...source.reads.map(({ length }) => length))).toBeLessThan(64_000_000)
    // The container library reads them in pieces; all that it does not tell is found in one reading.
    expect(source.reads.filter(({ length }) => length >= 46_000_000)).toHaveLength(1)
    const track = await openTrack(memoryByteSource('film.mov', bytes), 'mov')
    if (!track.ok) throw new Error(JSON.stringify(track.error))
    let frames = 0
    for await (const block of track.value.blocks) frames += block.ok ? block.value.samples.length : Number.NaN
    expect(frames).toBe(24_000)
    track.value.close()
  })

  it('is refused by the size of its headers where they are more than 48 MB', async () => {
    const source = memoryByteSource('film.mov', film(48_000_000))
    const probed = await probeMedia(source, 48_000, async () => true)
    expect(probed).toMatchObject({ ok: false, error: { code: 'format/headers', megabytes: 49, limit: 48 } })
    expect(probed.ok || errorText(probed.error)).toBe(
      '“film.mov” has 49 MB of headers, as films of many tracks have; Dubstage reads up to 48 MB. Export its sound alone, as WAV, from where it was made.',
    )
    expect(Math.max(...source.reads.map(({ length }) => length))).toBeLessThan(1_000_000)
  })
})
