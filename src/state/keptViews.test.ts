import { describe, expect, it } from 'vitest'
import { samplePosition } from '../domain/units.ts'
import { KeptViews, type SessionView, type TextStorage } from './keptViews.ts'
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
const lanes: LaneView = {
  heights: new Map([
    ['1', 72],
    ['gone', 40],
  ]),
  hidden: new Set(['2', 'gone']),
  folded: new Set(['music']),
}
const loop = { start: samplePosition(48_000), end: samplePosition(96_000) }
const view: SessionView = { lanes, loop, loopOn: true }
const UNTOUCHED: SessionView = { lanes: EVERY_LANE, loop: null, loopOn: false }

describe('KeptViews', () => {
  it('gives back what was kept, without tracks that are gone', () => {
    const kept = new KeptViews(() => there)
    const there = storage()
    kept.write('a', view, ['1', '2'])
    expect(kept.read('a')).toEqual({
      lanes: { heights: new Map([['1', 72]]), hidden: new Set(['2']), folded: new Set(['music']) },
      loop,
      loopOn: true,
    })
    kept.write('a', { ...UNTOUCHED, loop }, [])
    expect(kept.read('a')).toEqual({ ...UNTOUCHED, loop })
    expect(kept.read('b')).toBeNull()
  })

  it('keeps nothing of what is as it was in the beginning, nor of sessions that are gone', () => {
    const there = storage(new Map([['something else', 'stays']]))
    const kept = new KeptViews(() => there)
    for (const id of ['a', 'b', 'c']) kept.write(id, view, ['1'])
    kept.write('b', UNTOUCHED, ['1'])
    expect(there.items.size).toBe(3)
    kept.keepOnly(new Set(['c']))
    expect([...there.items.keys()]).toEqual(['something else', 'dubstage.view.c'])
  })

  it.each([
    'no JSON',
    'null',
    '[]',
    '{"heights":{},"hidden":[]}',
    '{"heights":[],"hidden":[],"folded":[]}',
    '{"heights":{},"hidden":{},"folded":[]}',
  ])('takes %s for nothing', (text) => {
    expect(new KeptViews(() => storage(new Map([['dubstage.view.a', text]]))).read('a')).toBeNull()
  })

  it('leaves out what cannot be', () => {
    const text =
      '{"heights":{"1":9999,"2":"72","3":1,"4":90},"hidden":[1,"5"],"folded":["choir","fill"],"loop":{"start":9,"end":9},"loopOn":true}'
    expect(new KeptViews(() => storage(new Map([['dubstage.view.a', text]]))).read('a')).toEqual({
      lanes: { heights: new Map([['4', 90]]), hidden: new Set(['5']), folded: new Set(['fill']) },
      loop: null,
      loopOn: false,
    })
  })

  it('does without a storage that throws', () => {
    const kept = new KeptViews(() => {
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
