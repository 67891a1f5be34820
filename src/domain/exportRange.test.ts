import { expect, it } from 'vitest'
import { markerFixture } from '../testing/markerFixture.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { planDelivery } from './deliveryPlan.ts'
import { type ExportRange, exportRangeChoices, withExportRange } from './exportRange.ts'
import type { LoopOrNot } from './ports.ts'
import { samplePosition } from './units.ts'

const loop = { start: samplePosition(5), end: samplePosition(9) }
const session = sessionFixture([{ length: 2000 }], {
  markers: [markerFixture('m', { name: 'Sc 24' }), markerFixture('r', { at: 100, length: 50, name: 'Reel' })],
})
const labels = (...given: Parameters<typeof exportRangeChoices>): readonly string[] =>
  exportRangeChoices(...given).map(({ label }) => label)

/** From and to of every deliverable of an export, or why there is none. */
function planned(range: ExportRange, at: LoopOrNot = loop): unknown {
  const part = withExportRange(session, range, at)
  const plan = part && planDelivery(part, { name: 'reel', format: 'wav24' })
  return plan?.ok
    ? [...new Set(plan.value.deliverables.map(({ from, to }) => `${from}–${to}`))]
    : plan?.error.code
}

it('there are the film, the loop and the regions to choose from, and what is chosen', () => {
  expect(labels(session, loop, { kind: 'film' })).toEqual(['Whole film', 'Loop', 'Reel'])
  expect(labels({}, null, { kind: 'film' })).toEqual(['Whole film', 'Loop (none is marked)'])
  expect(labels({}, loop, { kind: 'region', region: 'r' }).at(-1)).toBe('A region that is gone')
})

it('an export holds what is chosen, and nothing where that is gone', () => {
  expect(withExportRange(session, { kind: 'film' }, loop)).toBe(session)
  expect(planned({ kind: 'film' })).toEqual(['0–2000'])
  expect(planned({ kind: 'loop' })).toEqual(['5–9'])
  expect(planned({ kind: 'region', region: 'r' })).toEqual(['100–150'])
  expect(planned({ kind: 'region', region: 'gone' })).toBe('export/range')
  expect(planned({ kind: 'region', region: 'm' }), 'a marker that is no region').toBe('export/range')
  expect(withExportRange(session, { kind: 'loop' }, null)).toBeUndefined()
})

it('deliverables with ranges of their own keep them', () => {
  const [first, ...rest] = withExportRange(session, { kind: 'loop' }, loop)?.deliverables ?? []
  if (!first) throw new Error('no deliverables')
  const own = {
    ...session,
    deliverables: [first, ...rest.map((row) => ({ ...row, range: { kind: 'film' } as const }))],
  }
  const ranges = withExportRange(own, { kind: 'region', region: 'r' }, loop)?.deliverables?.map(
    ({ range }) => range.kind,
  )
  expect(new Set(ranges)).toEqual(new Set(['span', 'region']))
  expect(ranges?.[0]).toBe('span')
})
