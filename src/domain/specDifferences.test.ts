import { describe, expect, it } from 'vitest'
import { composite } from './deliverables/composite.ts'
import { type Deliverable, deliverableOf } from './deliverables/deliverable.ts'
import { DELIVERABLES } from './deliverables/registry.ts'
import { DEFAULT_EXPORT_SETTINGS, type ExportSettings, orderOf, withSpec } from './exportSettings.ts'
import { emptySession } from './session.ts'
import { specDifferences } from './specDifferences.ts'
import { ebuR128 } from './specs/ebuR128.ts'
import { netflix } from './specs/netflix.ts'
import { theatrical } from './specs/theatrical.ts'

const session = emptySession('Film')
const rows = DELIVERABLES.map(deliverableOf)
const differences = (spec: typeof netflix, change: Partial<ExportSettings> = {}, split = false) =>
  specDifferences(
    spec,
    session,
    orderOf(session, { ...withSpec(DEFAULT_EXPORT_SETTINGS, spec, session), ...change }),
    rows.map((row) => ({ ...row, split })),
  )

describe('specDifferences', () => {
  it('are none where all is as it is asked for', () => {
    expect(differences(ebuR128)).toEqual([])
    expect(differences(netflix, {}, true)).toEqual([])
  })
  it.each([
    [{ container: 'flac' }, 'Broadcast Wave'],
    [{ format: 'wav16' }, '24-bit PCM'],
    [{ sampleRate: 44_100 }, '48 kHz'],
  ] as const)('names what %j leads to', (change, asked) => {
    expect(differences(ebuR128, change)).toEqual([expect.stringContaining(asked)])
  })
  it('takes a depth for what it is, whatever it is dithered with', () => {
    const flat = { ...ebuR128, formats: ['wav16'] } as const
    const shaped = { ...ebuR128, formats: ['wav16shaped'] } as const
    expect(differences(flat, { format: 'wav16shaped' })).toEqual([])
    expect(differences(shaped, { format: 'wav16' })).toEqual([])
    const either = { ...ebuR128, formats: ['wav16', 'wav16shaped', 'wav32f'] } as const
    expect(differences(either, { format: 'wav24' })).toEqual(['16-bit PCM or 32-bit float'])
  })
  it('names how channels are to be written', () => {
    expect(differences(netflix)).toEqual(['a mono file for each channel'])
    expect(differences(ebuR128, {}, true)).toEqual(['all channels in one file'])
  })
  it('asks nothing of the form of viewing copies, which have a container of their own that loses sound', () => {
    const settings = withSpec(DEFAULT_EXPORT_SETTINGS, netflix, session)
    const of = (change: Partial<Deliverable>, chosen: Partial<ExportSettings> = {}) =>
      specDifferences(netflix, session, orderOf(session, { ...settings, ...chosen }), [
        ...rows.map((row) => ({ ...row, split: true })),
        { ...deliverableOf(composite), id: 'copy', ...change },
      ])
    expect(of({ container: 'm4a', sampleRate: 44_100 })).toEqual([])
    expect(of({ container: 'flac' })).toEqual(['Broadcast Wave', 'a mono file for each channel'])
    // What is chosen for all is for the buyer.
    expect(of({ container: 'm4a' }, { container: 'm4a' })).toEqual(['Broadcast Wave', '24-bit PCM'])
  })
  it('names how files are to be named, where the spec says so', () => {
    expect(differences(netflix, { template: '{title}_{type}' }, true)).toEqual([
      'file names made up as “Netflix”',
    ])
    // The same template, with other types in it.
    expect(differences(netflix, { naming: 'full' }, true)).toEqual(['file names made up as “Netflix”'])
    expect(differences(ebuR128, { template: '{title}' })).toEqual([])
  })
  it('names the filled effects stem, where the effects are delivered without it', () => {
    const filled = { ...ebuR128, filledEffects: true }
    const matrix = rows.map((row) => ({ ...row, included: false }))
    const of = (spec: typeof netflix, ids: readonly string[], all: readonly Deliverable[] = matrix) =>
      specDifferences(
        spec,
        { ...session, deliverables: all },
        orderOf(session, withSpec(DEFAULT_EXPORT_SETTINGS, spec, session)),
        all.filter(({ id }) => ids.includes(id)),
      )
    expect(of(filled, ['dialogue', 'effects'])).toEqual(['a filled effects stem'])
    expect(of({ ...filled, uncertain: ['filledEffects'] }, ['effects'])).toEqual([
      'a filled effects stem (to be checked)',
    ])
    expect(of(filled, ['effects', 'filled-effects'])).toEqual([])
    expect(of(ebuR128, ['effects'])).toEqual([])
    // A dialogue stem may be there as the guide.
    expect(of(filled, ['composite', 'me', 'dialogue'])).toEqual([])
    const own = matrix.map((row) => (row.id === 'filled-effects' ? { ...row, id: 'own' } : row))
    expect(of(filled, ['effects', 'own'], own)).toEqual([])
    expect(of(filled, ['effects'], own)).toEqual(['a filled effects stem'])
    const gone = matrix.filter(({ id }) => id !== 'filled-effects')
    expect(of(filled, ['effects'], gone)).toEqual([])
  })
  it('names the pops and the leader that are missing', () => {
    expect(differences(theatrical)).toEqual([])
    expect(differences(theatrical, { twoPop: false, leaderSeconds: 7.9 })).toEqual([
      'a 2-pop',
      'a leader of 8 seconds',
    ])
    expect(differences(theatrical, { tailPop: false, leaderSeconds: null })).toEqual([
      'a tail pop',
      'a leader of 8 seconds',
    ])
  })
})
