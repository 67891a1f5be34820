import { describe, expect, it } from 'vitest'
import { markerFixture } from '../testing/markerFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { deliverableOf } from './deliverables/deliverable.ts'
import { MASTERS } from './deliverables/registry.ts'
import type { DeliveryOrder } from './delivery.ts'
import { planDelivery } from './deliveryPlan.ts'
import { withExportRange } from './exportRange.ts'
import { missingMarks } from './missingMarks.ts'
import type { PopsOrder } from './pops.ts'
import { frames } from './units.ts'

const second = 48_000
const film = {
  ...sessionFixture([{ length: 60 * second }]),
  deliverables: MASTERS.map(deliverableOf),
  markers: [
    markerFixture('one', { at: 0, length: 30 * second }),
    markerFixture('two', { at: 30 * second, length: 30 * second }),
  ],
}
const all: PopsOrder = { twoPop: true, tailPop: true, leader: frames(8 * 24), measure: 'programme' }
const missing = (region: string | null, pops?: PopsOrder): readonly string[] => {
  const range = region === null ? ({ kind: 'film' } as const) : ({ kind: 'region', region } as const)
  const session = withExportRange(film, range, null) ?? film
  const order: DeliveryOrder = { name: 'film', format: 'wav24', ...(pops && { pops }) }
  const plan = planDelivery(session, order)
  if (!plan.ok) throw new Error(JSON.stringify(plan.error))
  return missingMarks(session, order, plan.value)
}

describe('missingMarks', () => {
  it('are none of files of the whole film, nor where none are ordered', () => {
    expect(missing(null, all)).toEqual([])
    expect(missing('two')).toEqual([])
    expect(missing('two', { twoPop: false, tailPop: false, leader: frames(0), measure: 'file' })).toEqual([])
  })
  it('names the files of a reel, and what is in none of them', () => {
    expect(missing('two', all)).toEqual([
      expect.stringMatching(/^No 2-pop, no tail pop, no leader in “Composite”, “M&E”: /),
    ])
    expect(missing('one', { ...all, tailPop: false })).toEqual([
      expect.stringMatching(/^No 2-pop, no leader in /),
    ])
  })
  it('are none of parts that have their own', () => {
    expect(missing('two', { ...all, partMarks: true })).toEqual([])
  })
  it('leaves out what a part holds: marks in the session itself', () => {
    const first = film.startFrame
    const marks = { ffoa: frames(first + 10 * 24), lfoa: frames(first + 50 * 24) }
    expect(missing('one', { ...all, ...marks })).toEqual([expect.stringMatching(/^No tail pop in /)])
    expect(missing('two', { ...all, ...marks })).toEqual([expect.stringMatching(/^No 2-pop, no leader in /)])
  })
})
