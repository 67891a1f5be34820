import { expect, it } from 'vitest'
import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import { DEFAULT_EXPORT_SETTINGS } from '../../domain/exportSettings.ts'
import type { Session } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { ebuR128 } from '../../domain/specs/ebuR128.ts'
import { samplePosition } from '../../domain/units.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { changedSince, type Looked } from './sinceChecked.ts'

const session = sessionFixture([{ stem: 'music' }])
const before: Looked = { session, guide: { id: 'guide 1', at: 0 } }
const since = (change: Partial<Session>, guide: Looked['guide'] = before.guide) =>
  changedSince(before, { session: { ...session, ...change }, guide })

const MIX = 'The mix has changed since it was checked.'
const TARGET = 'The target has changed since the mix was checked.'
const FILM =
  'Where the film begins and ends, or what of it is measured, has changed since the mix was checked.'
const ROWS = 'What is delivered as a composite or an M&E has changed since the mix was checked.'
const rows = deliverablesOf(session)
const changed = (id: string, change: Partial<Deliverable>) =>
  rows.map((row) => (row.id === id ? { ...row, ...change } : row))
const THRESHOLDS = 'Thresholds have changed since the mix was checked.'
const GUIDE = 'The guide has changed since the mix was checked.'
const waiver = { id: 'w', check: 'hole', from: 0, to: 1, reason: 'meant' } as const

it.each<[Partial<Session>, string | null]>([
  [{ title: 'Another' }, null],
  [{ checks: { waivers: [waiver] } }, null],
  [{ tracks: [] }, MIX],
  [{ stems: { ...session.stems } }, MIX],
  [{ panLaw: '-6' }, MIX],
  [{ layout: '5.1' }, MIX],
  [{ deliverables: changed('me', { stems: ['effects', 'music'] }) }, ROWS],
  [{ deliverables: changed('filled-effects', { included: true }) }, ROWS],
  [{ deliverables: changed('me', { format: 'wav16' }) }, null],
  [{ deliverables: changed('dialogue', { included: true }) }, null],
  [{ exportSettings: { ...DEFAULT_EXPORT_SETTINGS, spec: ebuR128 } }, TARGET],
  [{ exportSettings: { ...DEFAULT_EXPORT_SETTINGS, masterMode: 'measure' } }, TARGET],
  [{ exportSettings: { ...DEFAULT_EXPORT_SETTINGS, ffoa: samplePosition(48_000) } }, FILM],
  [{ exportSettings: { ...DEFAULT_EXPORT_SETTINGS, twoPop: true } }, FILM],
  [{ exportSettings: { ...DEFAULT_EXPORT_SETTINGS, reel: '2' } }, null],
  [{ checks: { thresholds: { hole: 12 } } }, THRESHOLDS],
])('%j: %s', (change, said) => {
  expect(since(change)).toBe(said)
})

it.each<[Looked['guide'], string | null]>([
  [{ id: 'guide 1', at: 0 }, null],
  [{ id: 'guide 2', at: 0 }, GUIDE],
  [{ id: 'guide 1', at: 48_000 }, GUIDE],
  [null, GUIDE],
])('a guide that is %j: %s', (guide, said) => {
  expect(since({}, guide)).toBe(said)
})

it('says nothing of what parts of the film have of their own', () => {
  const [was, is] = [false, true].map((partMarks) => ({
    ...{ session: { ...session, exportSettings: { ...DEFAULT_EXPORT_SETTINGS, twoPop: true, partMarks } } },
    guide: null,
  }))
  expect(was && is && changedSince(was, is)).toBeNull()
})
