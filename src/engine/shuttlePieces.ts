import type { PlaySpeed } from '../domain/playSpeed.ts'
import { RING_FRAMES } from './worklet/protocol.ts'

/**
 * Where the source of a stretch begins, when `frames` frames are played at a speed from the one at `position` on. Backwards
 * it is the stretch that ends where the playhead is; it may begin before the programme does, in silence.
 */
export const shuttleStart = (position: number, frames: number, speed: PlaySpeed): number =>
  speed > 0 ? position : position + frames * speed

/**
 * Puts a stretch that was decoded at its own speed into a ring at another: each frame is the mean of the |speed| that it
 * stands for, the last first when it goes backwards. As tape does it: the pitch goes with the speed.
 */
export function placeShuttle(
  source: Float64Array,
  ring: Float64Array,
  at: number,
  frames: number,
  speed: PlaySpeed,
): void {
  const step = Math.abs(speed)
  for (let n = 0; n < frames; n++) {
    const first = (speed > 0 ? n : frames - 1 - n) * step
    let sum = 0
    for (let k = 0; k < step; k++) sum += source[first + k] ?? 0
    ring[(at + n) % RING_FRAMES] = sum / step
  }
}
