import { describe, expect, it } from 'vitest'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { applyCommand, type Command, commandLabel } from './commands.ts'
import { deliverableOf } from './deliverables/deliverable.ts'
import { deliverable } from './deliverables/registry.ts'
import type { Session } from './session.ts'
import { deliverablesOf } from './sessionDeliverables.ts'
import { readDocument, sessionDocument } from './sessionDocument.ts'
import { readSession } from './sessionSchema.ts'
import { samplePosition } from './units.ts'

const start = sessionFixture([{}])
const idsOf = (session: Session): string[] => deliverablesOf(session).map(({ id }) => id)
const apply = (...commands: readonly Command[]): Session => commands.reduce(applyCommand, start)
const own = { ...deliverableOf(deliverable('me')), id: 'trailer', name: 'Trailer', code: 'TRL' }

describe('the matrix of a session', () => {
  it('is what is ready-made until it is changed, and is so again', () => {
    expect(start.deliverables).toBeUndefined()
    const changed = apply({ type: 'deliverables/change', id: 'me', change: { included: false } })
    expect(changed.deliverables).toHaveLength(idsOf(start).length)
    expect(applyCommand(changed, { type: 'deliverables/set', deliverables: null })).toEqual(start)
    expect(apply({ type: 'deliverables/set', deliverables: null })).toBe(start)
  })

  it('gets rows, loses them, and has them in any order', () => {
    const first = idsOf(start)
    const added = apply({ type: 'deliverables/add', deliverable: own })
    expect(idsOf(added)).toEqual([...first, 'trailer'])
    const moved = applyCommand(added, { type: 'deliverables/reorder', id: 'trailer', to: 1 })
    expect(idsOf(moved)).toEqual([first[0], 'trailer', ...first.slice(1)])
    expect(idsOf(applyCommand(moved, { type: 'deliverables/remove', id: 'trailer' }))).toEqual(first)
  })

  it('keeps the stems of a row in console order, and its own format until it is taken back', () => {
    const change = { stems: ['music', 'dialogue'], format: 'wav16', container: 'aiff' } as const
    const changed = apply({ type: 'deliverables/change', id: 'me', change })
    expect(deliverablesOf(changed)[1]).toMatchObject({ ...change, stems: ['dialogue', 'music'] })
    const back = applyCommand(changed, { type: 'deliverables/change', id: 'me', change: { format: null } })
    expect(deliverablesOf(back)[1]).not.toHaveProperty('format')
    expect(deliverablesOf(back)[1]).toHaveProperty('container', 'aiff')
  })

  it.each<Command>([
    { type: 'deliverables/change', id: 'gone', change: { included: true } },
    { type: 'deliverables/change', id: 'me', change: { stems: [] } },
    { type: 'deliverables/change', id: 'me', change: { name: ' ' } },
    {
      type: 'deliverables/change',
      id: 'me',
      change: { range: { kind: 'span', from: samplePosition(7), to: samplePosition(7) } },
    },
    { type: 'deliverables/add', deliverable: deliverableOf(deliverable('me')) },
    { type: 'deliverables/reorder', id: 'me', to: 99 },
    { type: 'deliverables/remove', id: 'gone' },
  ])('is left as it was by what makes no sense: %j', (command) => {
    expect(apply(command)).toBe(start)
  })

  it('is named in the history', () => {
    const label = (command: Command): string => commandLabel(command, start)
    expect(label({ type: 'deliverables/change', id: 'me', change: { included: true } })).toBe('Include M&E')
    expect(label({ type: 'deliverables/change', id: 'me', change: { split: true } })).toBe('Change M&E')
    expect(label({ type: 'deliverables/add', deliverable: own })).toBe('Add Trailer')
    expect(label({ type: 'deliverables/remove', id: 'guide' })).toBe('Remove Dialogue guide')
  })
})

describe('a document', () => {
  it('keeps the matrix', () => {
    const kind = { container: 'mp3', sampleRate: 44_100, bitRate: 192_000 } as const
    const session = apply({ type: 'deliverables/add', deliverable: { ...own, ...kind } })
    expect(readDocument(sessionDocument(session), readSession)).toEqual({ ok: true, value: session })
  })

  it('from before there was narration has it at unity', () => {
    const { narration, optional, ...stems } = start.stems
    expect(readSession({ ...start, stems })).toEqual({
      ok: true,
      value: { ...start, stems: { ...stems, narration, optional } },
    })
  })

  it.each([
    [{ ...own, stems: ['music', 'effects'] }, 'console order'],
    [{ ...own, stems: ['reverb'] }, 'deliverables[0].stems[0]'],
    [{ ...own, range: { kind: 'reel' } }, 'deliverables[0].range'],
    [{ ...own, extra: 1 }, 'deliverables[0]'],
    [{ ...own, format: 'mp7' }, 'deliverables[0].format'],
    [{ ...own, container: 'zip' }, 'deliverables[0].container'],
    [{ ...own, sampleRate: 47_999 }, 'deliverables[0].sampleRate'],
    [{ ...own, bitRate: 0.5 }, 'deliverables[0].bitRate'],
  ])('with a row that cannot be is refused: %j', (row, where) => {
    const read = readSession({ ...start, deliverables: [row] })
    expect(read.ok ? '' : read.error.code === 'session/invalid' && read.error.detail).toContain(where)
  })
})
