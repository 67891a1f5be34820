import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { applyCommand, type Command, commandLabel } from './commands.ts'
import { DEFAULT_EXPORT_SETTINGS, type ExportSettings, exportSettingsOf, orderOf } from './exportSettings.ts'
import { advanceHistory, newHistory } from './history.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import { readDocument, sessionDocument } from './sessionDocument.ts'
import { readSession } from './sessionSchema.ts'
import { specDifferences } from './specDifferences.ts'
import type { DeliverySpec } from './specs/deliverySpec.ts'
import { ebuR128 } from './specs/ebuR128.ts'
import { netflix } from './specs/netflix.ts'
import { ownSpec } from './specs/ownSpecs.ts'
import { samplePosition } from './units.ts'

const session = sessionFixture([{ stem: 'music' }])
const mine: DeliverySpec = { ...ebuR128, id: 'mine', name: 'Mine', maxShortTermLufs: -18 }
const edited = (...commands: readonly Command[]): Session => commands.reduce(applyCommand, session)
const set = (change: Partial<ExportSettings>): Command => ({ type: 'export/set', change })
const keep = (spec: DeliverySpec, choose?: boolean): Command => ({
  type: 'export/keepSpec',
  spec,
  ...(choose && { choose }),
})
const reopened = (one: Session) => readDocument(sessionDocument(one), readSession)

describe('the export settings of a session', () => {
  it('are the usual ones until somebody changes them, and are left out again when they are', () => {
    expect(exportSettingsOf(session)).toEqual(DEFAULT_EXPORT_SETTINGS)
    const changed = edited(set({ reel: 'r02', checks: false }))
    expect(exportSettingsOf(changed)).toEqual({ ...DEFAULT_EXPORT_SETTINGS, reel: 'r02', checks: false })
    expect(applyCommand(changed, set({ reel: '', checks: true }))).toEqual(session)
  })

  it('stay the very session where nothing changes', () => {
    expect(applyCommand(session, set({ reel: '' }))).toBe(session)
    const kept = edited(keep(mine))
    expect(applyCommand(kept, { type: 'export/removeSpec', spec: 'gone' })).toBe(kept)
    expect(applyCommand(kept, keep(mine))).toBe(kept)
  })

  it('are there again in what is opened: chosen target, own targets and all', () => {
    const changed = edited(
      keep(mine, true),
      set({ template: '{title}', container: 'flac', sampleRate: 96_000, destination: 'zip' }),
    )
    expect(reopened(changed)).toEqual({ ok: true, value: changed })
  })

  it('that a session of before did not have are the usual ones', () => {
    expect('exportSettings' in session || 'specs' in session).toBe(false)
    expect(reopened(session)).toEqual({ ok: true, value: session })
  })

  it.each<[string, Partial<ExportSettings>]>([
    ['rate', { sampleRate: 47_000 }],
    ['bit rate', { bitRate: 0 }],
    ['preset of names', { naming: 'nobody' }],
    ['length of a name', { name: 'x'.repeat(1001) }],
    ['frame of action', { ffoa: samplePosition(9), lfoa: samplePosition(8) }],
    ['leader', { leaderSeconds: 601 }],
    ['target', { spec: { ...netflix, targetLufs: 3 } }],
  ])('refuse a wrong %s, from a command and from a file', (_what, change) => {
    expect(applyCommand(session, set(change))).toBe(session)
    const forged = { ...session, exportSettings: { ...DEFAULT_EXPORT_SETTINGS, ...change } }
    expect(reopened(forged)).toMatchObject({ ok: false, error: { code: 'session/invalid' } })
  })
})

describe('a spec that is chosen', () => {
  const choose = (spec: DeliverySpec | null): Command => ({ type: 'export/chooseSpec', spec })
  it('sets all that it asks for in one step, and leaves nothing that it does not ask for', () => {
    const session96 = { ...session, sampleRate: 96_000 }
    const chosen = applyCommand(session96, choose(netflix))
    const settings = exportSettingsOf(chosen)
    expect(settings).toMatchObject({ spec: netflix, sampleRate: 48_000, naming: 'netflix' })
    const rows = deliverablesOf(chosen)
    expect(specDifferences(netflix, chosen, orderOf(chosen, settings), rows)).toEqual([])
    const history = advanceHistory(newHistory(session96), {
      ...{ do: 'command', command: choose(netflix), continues: false },
    })
    expect(history.past.length).toBe(1)
    expect(advanceHistory(history, { do: 'undo' }).session).toBe(session96)
  })
  it('is none again with the rest as it is', () => {
    const chosen = edited(choose(netflix))
    const { exportSettings, ...rest } = edited(choose(netflix), choose(null))
    expect({ ...rest, exportSettings: { ...exportSettings, spec: netflix } }).toEqual(chosen)
  })
  it('changes nothing, rows neither, where it cannot be', () => {
    expect(applyCommand(session, choose({ ...netflix, targetLufs: 3 }))).toBe(session)
  })
  it('is chosen the same as a file', () => {
    const own = { ...netflix, id: 'own' }
    expect(deliverablesOf(edited(keep(own, true))).every(({ split }) => split)).toBe(true)
  })
})

describe('a spec of the session’s own', () => {
  it('is added, and chosen where that is meant, in one step', () => {
    expect(edited(keep(mine)).specs).toEqual([mine])
    expect(exportSettingsOf(edited(keep(mine))).spec).toBeNull()
    expect(exportSettingsOf(edited(keep(mine, true))).spec).toBe(mine)
  })

  it('is changed wherever it is, and taken away', () => {
    const louder = { ...mine, targetLufs: -20 }
    const changed = applyCommand(edited(keep(mine, true)), keep(louder))
    expect([changed.specs, exportSettingsOf(changed).spec]).toEqual([[louder], louder])
    // Everything else that it decided is as it usually is.
    expect(applyCommand(changed, { type: 'export/removeSpec', spec: 'mine' })).toEqual(session)
  })

  it.each([
    ['the id of a ready-made one', netflix],
    ['figures out of range', { ...mine, maxMomentaryLufs: 1 }],
    ['no name', { ...mine, name: ' ' }],
    ['a range upside down', { ...mine, minLoudnessRangeLu: 9, maxLoudnessRangeLu: 3 }],
  ])('is refused with %s', (_what, spec) => {
    expect(applyCommand(session, keep(spec))).toBe(session)
    expect(reopened({ ...session, specs: [spec] })).toMatchObject({ ok: false })
  })

  it('that begins as another one has an id and a name of its own', () => {
    const first = ownSpec(netflix, [])
    const second = ownSpec(netflix, [first])
    expect([first.id, second.id, ownSpec(second, [first, second]).id]).toEqual([
      'netflix-own',
      'netflix-own-2',
      'netflix-own-3',
    ])
    expect(edited(keep(first), keep(second)).specs).toHaveLength(2)
  })
})

it('every step has a name', () => {
  expect(commandLabel({ type: 'export/chooseSpec', spec: netflix }, session)).toBe('Target Netflix')
  expect(commandLabel({ type: 'export/chooseSpec', spec: null }, session)).toBe('Levels as mixed')
  expect(commandLabel(set({ spec: netflix }), session)).toBe('Target Netflix')
  expect(commandLabel(set({ checks: false }), session)).toBe('Checks of exports')
  expect(commandLabel(set({ naming: 'plain', template: '' }), session)).toBe('Export settings')
  expect(commandLabel(keep(mine), session)).toBe('Add target Mine')
  expect(commandLabel(keep(mine), edited(keep(mine)))).toBe('Change target Mine')
  expect(commandLabel({ type: 'export/removeSpec', spec: 'mine' }, edited(keep(mine)))).toBe(
    'Remove target Mine',
  )
})
