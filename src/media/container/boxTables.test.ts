import { expect, it } from 'vitest'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ascii } from '../../testing/wavFixture.ts'
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
  const found = await tablesAreSound(memoryByteSource('a.mp4', nested(levels)))
  expect(found).toEqual({ ok: true, value: sound })
})
