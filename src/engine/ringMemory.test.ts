import { expect, it } from 'vitest'
import { ringMemory } from './ringMemory.ts'
import { RING_FRAMES } from './worklet/protocol.ts'

it.each([
  [4, 4, true],
  [4, 2, true],
  [4, 1, false],
  [4, 5, false],
  [4, 0, false],
  [0, 0, true],
])('memory for the rings of %d channels, asked for %d, is kept: %s', (there, channels, kept) => {
  const before = ringMemory(undefined, there)
  const memory = ringMemory(before, channels)
  expect(memory === before).toBe(kept)
  expect(memory.byteLength).toBeGreaterThanOrEqual(channels * RING_FRAMES * 8)
})
