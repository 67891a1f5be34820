import { describe, expect, it } from 'vitest'
import { KeptLaneViews, type TextStorage } from './keptLaneViews.ts'
import { EVERY_LANE, LANE_HEIGHT, type LaneView, withHeights } from './laneView.ts'

function storage(items = new Map<string, string>()): TextStorage & { readonly items: Map<string, string> } {
  return {
    items,
    get length() {
      return items.size
    },
    key: (n) => [...items.keys()][n] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}
const view: LaneView = {
  heights: new Map([
    ['1', 72],
    ['gone', 40],
  ]),
  hidden: new Set(['2', 'gone']),
  folded: new Set(['music']),
}

describe('KeptLaneViews', () => {
  it('gives back what was kept, without tracks that are gone', () => {
    const kept = new KeptLaneViews(() => there)
    const there = storage()
    kept.write('a', view, ['1', '2'])
    expect(kept.read('a')).toEqual({
      heights: new Map([['1', 72]]),
      hidden: new Set(['2']),
      folded: new Set(['music']),
    })
    expect(kept.read('b')).toBeNull()
  })

  it('keeps nothing of what is as it was in the beginning, nor of sessions that are gone', () => {
    const there = storage(new Map([['something else', 'stays']]))
    const kept = new KeptLaneViews(() => there)
    for (const id of ['a', 'b', 'c']) kept.write(id, view, ['1'])
    kept.write('b', EVERY_LANE, ['1'])
    expect(there.items.size).toBe(3)
    kept.keepOnly(new Set(['c']))
    expect([...there.items.keys()]).toEqual(['something else', 'dubstage.lanes.c'])
  })

  it.each([
    'no JSON',
    'null',
    '[]',
    '{"heights":{},"hidden":[]}',
    '{"heights":[],"hidden":[],"folded":[]}',
    '{"heights":{},"hidden":{},"folded":[]}',
  ])('takes %s for nothing', (text) => {
    expect(new KeptLaneViews(() => storage(new Map([['dubstage.lanes.a', text]]))).read('a')).toBeNull()
  })

  it('leaves out what cannot be', () => {
    const text = '{"heights":{"1":9999,"2":"72","3":1,"4":90},"hidden":[1,"5"],"folded":["choir","fill"]}'
    expect(new KeptLaneViews(() => storage(new Map([['dubstage.lanes.a', text]]))).read('a')).toEqual({
      heights: new Map([['4', 90]]),
      hidden: new Set(['5']),
      folded: new Set(['fill']),
    })
  })

  it('does without a storage that throws', () => {
    const kept = new KeptLaneViews(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    kept.write('a', view, ['1'])
    kept.keepOnly(new Set())
    expect(kept.read('a')).toBeNull()
  })
})

describe('withHeights', () => {
  it('holds heights to their range, and takes them away', () => {
    const high = withHeights(EVERY_LANE, ['1', '2'], 1e6)
    expect([...high.heights.values()]).toEqual([LANE_HEIGHT.max, LANE_HEIGHT.max])
    expect(withHeights(high, ['1'], -5).heights.get('1')).toBe(LANE_HEIGHT.min)
    expect([...withHeights(high, ['1'], null).heights.keys()]).toEqual(['2'])
  })
})
