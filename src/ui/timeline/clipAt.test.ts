import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clip } from '../../domain/session.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { clipAt } from './clipAt.ts'

const clip = (id: string, start: number, length: number): Clip => ({
  id,
  media: ['m'],
  start: samplePosition(start),
  from: samplePosition(0),
  length: samples(length),
})
const now = { view: { start: 1000, samplesPerPixel: 10 }, extent: { length: 100_000, width: 500 } }
const HEIGHT = 60

describe('the clip under the pointer', () => {
  const clips = [
    clip('early', 0, 2000),
    clip('a', 2000, 1000),
    clip('over', 2900, 1000),
    clip('dot', 5000, 1),
  ]
  const at = (x: number, y = 30) => clipAt(clips, now, { x, y }, HEIGHT)

  it('is the one that is drawn there, of two the one that begins later', () => {
    expect(at(50)?.clip.id).toBe('early')
    expect(at(150)?.clip.id).toBe('a')
    expect(at(192)?.clip.id).toBe('over')
    expect(at(295)).toBeUndefined()
    expect(at(401)?.clip.id, 'no narrower than it is drawn').toBe('dot')
    expect(at(403)).toBeUndefined()
  })

  it('is none over and under clips, or beside the lane', () => {
    for (const y of [0, 1, HEIGHT - 2, HEIGHT]) expect(at(150, y)).toBeUndefined()
    for (const x of [-1, 500]) expect(at(x)).toBeUndefined()
  })

  it('is taken hold of by its edges, corners and gain', () => {
    const zones = [
      [101, 40],
      [287, 40],
      [101, 4],
      [120, 50],
      [150, 30],
    ] as const
    expect(zones.map(([x, y]) => at(x, y)?.zone)).toEqual(['start', 'end', 'fadeIn', 'gain', 'body'])
  })

  it('is found as a look at every clip finds it', () => {
    const some = fc.array(fc.tuple(fc.nat(6000), fc.integer({ min: 20, max: 3000 })), { maxLength: 12 })
    fc.assert(
      fc.property(some, fc.nat(499), (places, x) => {
        const list = places
          .toSorted(([a], [b]) => a - b)
          .map(([start, length], n) => clip(String(n), start, length))
        const sample = now.view.start + x * now.view.samplesPerPixel
        const there = list.filter(({ start, length }) => start <= sample && sample < start + length)
        expect(clipAt(list, now, { x, y: 30 }, HEIGHT)?.clip.id).toBe(there.at(-1)?.id)
      }),
    )
  })
})
