import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PlaySpeed } from '../domain/playSpeed.ts'
import { placeShuttle, shuttleStart } from './shuttlePieces.ts'
import { RING_FRAMES } from './worklet/protocol.ts'

const speeds = fc.constantFrom<PlaySpeed>(-8, -4, -2, -1, 1, 2, 4, 8)

/** A programme whose every sample says where it is. */
const ramp = (start: number, length: number): Float64Array =>
  Float64Array.from({ length }, (_, n) => start + n)

it('plays on without a seam, whatever stretches it is cut into', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 })
  const place = fc.integer({ min: 0, max: RING_FRAMES - 1 })
  fc.assert(
    fc.property(speeds, cuts, place, fc.integer({ min: 0, max: 10_000 }), (speed, sizes, at, from) => {
      const ring = new Float64Array(RING_FRAMES).fill(Number.NaN)
      let written = 0
      for (const frames of sizes) {
        const start = shuttleStart(from + written * speed, frames, speed)
        placeShuttle(ramp(start, frames * Math.abs(speed)), ring, at + written, frames, speed)
        written += frames
      }
      // The mean of those that frame n stands for: from + n·speed on, or, backwards, before it.
      for (let n = 0; n < written; n++) {
        const expected = speed > 0 ? from + n * speed + (speed - 1) / 2 : from + n * speed - (-speed + 1) / 2
        expect(ring[(at + n) % RING_FRAMES]).toBeCloseTo(expected, 9)
      }
      expect(ring[(at + written) % RING_FRAMES]).toBeNaN()
    }),
  )
})
