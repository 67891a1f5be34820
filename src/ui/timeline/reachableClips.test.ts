import { describe, expect, it } from 'vitest'
import type { Clip } from '../../domain/session.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { MOST_REACHABLE, reachableClips } from './reachableClips.ts'

/** One after the other, ten samples long. */
const lane = (count: number): readonly Clip[] =>
  Array.from({ length: count }, (_, n) => ({
    id: String(n),
    media: ['m'],
    start: samplePosition(10 * n),
    from: samplePosition(0),
    length: samples(10),
  }))
const numbers = (found: readonly { readonly at: number }[]): readonly number[] => found.map(({ at }) => at)

describe('the clips of a lane that can be reached', () => {
  it('are those in the stretch, and the one that has the focus', () => {
    const some = { viewStart: 40, currentId: null }
    expect(numbers(reachableClips(lane(20), { from: 35, to: 60 }, some))).toEqual([3, 4, 5])
    expect(numbers(reachableClips(lane(20), { from: 35, to: 60 }, { ...some, currentId: '9' }))).toEqual([
      3, 4, 5, 9,
    ])
  })

  it('are no more than a lane can have elements for, from the first in view on', () => {
    const found = reachableClips(lane(1000), { from: 0, to: 10_000 }, { viewStart: 3005, currentId: null })
    expect(numbers(found)).toEqual(Array.from({ length: MOST_REACHABLE }, (_, n) => 300 + n))
    const last = reachableClips(lane(1000), { from: 0, to: 10_000 }, { viewStart: 9990, currentId: null })
    expect(numbers(last).at(-1)).toBe(999)
    expect(last).toHaveLength(MOST_REACHABLE)
  })

  it('are around the one that the keyboard is at', () => {
    const at = { viewStart: 0, currentId: '500' }
    const found = numbers(reachableClips(lane(1000), { from: 0, to: 10_000 }, at))
    expect(found).toHaveLength(MOST_REACHABLE)
    for (const beside of [499, 500, 501]) expect(found).toContain(beside)
    const away = numbers(reachableClips(lane(1000), { from: 0, to: 4000 }, at))
    expect(away).toHaveLength(MOST_REACHABLE + 1)
    expect(away.at(-1)).toBe(500)
  })
})
