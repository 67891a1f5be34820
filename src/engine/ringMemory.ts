import { RING_FRAMES } from './worklet/protocol.ts'

/**
 * Memory for the rings of so many channels: what there was before, unless that is too small, or more than twice what is
 * needed. What is left in it is never heard: a start plays only what the feeder has written since.
 */
export function ringMemory(before: SharedArrayBuffer | undefined, channels: number): SharedArrayBuffer {
  const bytes = channels * RING_FRAMES * 8
  return before && before.byteLength >= bytes && before.byteLength <= 2 * bytes
    ? before
    : new SharedArrayBuffer(bytes)
}
