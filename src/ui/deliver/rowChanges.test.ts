import { describe, expect, it } from 'vitest'
import { applyCommand, type Command } from '../../domain/commands.ts'
import { emptySession, type Session } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { type RowChanges, rowChanges } from './rowChanges.ts'

/** The rows after something was done to those of a session. */
function rowsAfter(
  act: (changes: RowChanges, row: (id: string) => ReturnType<typeof deliverablesOf>[number]) => void,
) {
  let session: Session = emptySession()
  const run = (command: Command): void => {
    session = applyCommand(session, command)
  }
  const rows = deliverablesOf(session)
  act(rowChanges(rows, run), (id) => {
    const found = rows.find((each) => each.id === id)
    if (!found) throw new Error(`no ${id}`)
    return found
  })
  return deliverablesOf(session)
}
const ids = (rows: ReturnType<typeof deliverablesOf>) => rows.map(({ id }) => id)

describe('rowChanges', () => {
  it('includes, switches stems, and leaves alone what must stay', () => {
    const rows = rowsAfter((changes, row) => {
      changes.include(row('dialogue'))
      changes.stem(row('composite'), 'effects')
      changes.stem(row('me'), 'dialogue')
      changes.stem(row('music'), 'music')
    })
    const found = (id: string) => rows.find((row) => row.id === id)
    expect(found('dialogue')?.included).toBe(true)
    expect(found('composite')?.stems).not.toContain('effects')
    expect(found('me')?.stems).toEqual(['effects', 'fill', 'music'])
    expect(found('music')?.stems).toEqual(['music'])
  })
  it('moves within the matrix, and not past its ends', () => {
    const [first, second, ...others] = ids(deliverablesOf(emptySession()))
    expect(ids(rowsAfter((changes, row) => changes.move(row('composite'), 1)))).toEqual([
      second,
      first,
      ...others,
    ])
    expect(ids(rowsAfter((changes, row) => changes.move(row('composite'), -1)))).toEqual([
      first,
      second,
      ...others,
    ])
  })
  it('makes rows at the end, which alone are own ones and can be removed', () => {
    const made: string[] = []
    const rows = rowsAfter((changes, row) => {
      made.push(changes.add(), changes.duplicate(row('me')))
      expect(changes.isOwn(row('me'))).toBe(false)
    })
    expect(ids(rows).slice(-2)).toEqual(made)
    expect(rows.slice(-2).every((row) => rowChanges(rows, () => undefined).isOwn(row))).toBe(true)
  })
  it('goes back to what is ready-made', () => {
    const rows = rowsAfter((changes, row) => {
      changes.include(row('guide'))
      changes.reset()
    })
    expect(rows).toEqual(deliverablesOf(emptySession()))
  })
})
