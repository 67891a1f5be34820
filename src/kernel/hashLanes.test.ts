import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kernelModule } from '../testing/kernelModule.ts'
import { hashLanes } from './hashLanes.ts'

const module = kernelModule()
const sha256 = (parts: readonly Uint8Array[]): string =>
  createHash('sha256').update(Buffer.concat(parts)).digest('hex')
const bytesOf = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + seed, 2_654_435_761) >>> 21)

/** What comes to which of three, the last of which is alone, in order. */
const feeds = fc.array(
  fc.record({
    lane: fc.constantFrom(0, 1, 2),
    length: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 150_000 })),
    seed: fc.nat(1000),
  }),
  { maxLength: 12 },
)

describe('hashes side by side', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1_000_003])('are Node’s of %d bytes', (length) => {
    const bytes = bytesOf(length, 7)
    const [one, other] = hashLanes(module, 2, 1 << 16)
    one?.update(bytes)
    expect(one?.digest()).toBe(sha256([bytes]))
    expect(other?.digest()).toBe(sha256([]))
    one?.reset()
    expect(one?.digest()).toBe(sha256([]))
  })

  it('are Node’s, however their bytes come, and go on after they are looked at', () => {
    fc.assert(
      fc.property(feeds, (order) => {
        const lanes = hashLanes(module, 3, 1 << 16)
        const given: Uint8Array[][] = [[], [], []]
        for (const { lane, length, seed } of order) {
          const bytes = bytesOf(length, seed)
          given[lane]?.push(bytes)
          lanes[lane]?.update(bytes)
          if (seed % 5 === 0) expect(lanes[lane]?.digest()).toBe(sha256(given[lane] ?? []))
        }
        for (const [index, lane] of lanes.entries()) expect(lane.digest()).toBe(sha256(given[index] ?? []))
      }),
      { numRuns: 40 },
    )
  })

  it('go on from what was saved, in another place', () => {
    fc.assert(
      fc.property(feeds, fc.nat(200_000), (order, more) => {
        const lanes = hashLanes(module, 3, 1 << 15)
        const given: Uint8Array[][] = [[], [], []]
        for (const { lane, length, seed } of order) {
          const bytes = bytesOf(length, seed)
          given[lane]?.push(bytes)
          lanes[lane]?.update(bytes)
        }
        const [, next] = hashLanes(module, 2, 1 << 15)
        next?.load(lanes[0]?.save() ?? new Uint8Array(0))
        const bytes = bytesOf(more, 3)
        next?.update(bytes)
        expect(next?.digest()).toBe(sha256([...(given[0] ?? []), bytes]))
        expect(lanes[1]?.digest()).toBe(sha256(given[1] ?? []))
      }),
      { numRuns: 25 },
    )
  })
})
