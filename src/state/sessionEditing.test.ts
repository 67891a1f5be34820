import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isClipCommand } from '../domain/clipCommands.ts'
import { type Command, commandLabel } from '../domain/commands.ts'
import { isMarkerCommand } from '../domain/markerCommands.ts'
import type { Session } from '../domain/session.ts'
import { sessionProblems } from '../domain/sessionProblems.ts'
import { COMMAND_TYPES, commandOf, edits } from '../testing/randomEdits.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { createDocumentStore } from './documentStore.ts'

const first = sessionFixture([
  { stem: 'dialogue', channels: 1, length: 900 },
  // Some that are alike, so that they can be joined.
  { stem: 'effects', channels: 1, length: 1200 },
  { stem: 'effects', channels: 1, length: 1200 },
  { stem: 'effects', channels: 1, length: 1200 },
  { stem: 'fill', length: 1500 },
  { stem: 'music', length: 1000 },
])

/** The clips of these tracks that are locked, with all that is said of them, whatever the order of the tracks. */
const locked = ({ tracks }: Session, of: ReadonlySet<string>): string =>
  JSON.stringify(
    tracks
      .filter(({ id }) => of.has(id))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap(({ clips }) => clips.filter((clip) => clip.locked).toSorted((a, b) => (a.id < b.id ? -1 : 1))),
  )

function keepsLocked(before: Session, after: Session, command: Command): boolean {
  if (command.type === 'clips/setLocked') return true
  const kept = new Set(
    after.tracks.map(({ id }) => id).filter((id) => before.tracks.some((t) => t.id === id)),
  )
  return locked(before, kept) === locked(after, kept)
}

it('200 commands and more of every kind leave a valid document, and are undone and done again', () => {
  const did = new Set<Command['type']>()
  fc.assert(
    fc.property(edits(200, 230), (list) => {
      const store = createDocumentStore(first)
      for (const [n, edit] of list.entries()) {
        const before = store.getState().session
        const command = commandOf(edit, before, first, `n${n}`)
        store.getState().dispatch(command)
        const after = store.getState().session
        if (after === before) continue
        did.add(command.type)
        const problems = sessionProblems(after)
        if (problems.length > 0) expect.fail(`${JSON.stringify(command)}: ${problems.join('; ')}`)
        if (!keepsLocked(before, after, command))
          expect.fail(`${JSON.stringify(command)} changed a locked clip`)
        expect(commandLabel(command, before)).not.toMatch(/undefined|null|\[object/)
        if (
          (isClipCommand(command) || isMarkerCommand(command)) &&
          JSON.stringify(after) === JSON.stringify(before)
        )
          expect.fail(`${JSON.stringify(command)} is a step that changes nothing`)
      }
      const last = store.getState().session
      const steps = store.getState().past.length
      for (let n = 0; n < steps; n++) store.getState().undo()
      expect(store.getState().past).toHaveLength(0)
      expect(store.getState().session).toEqual(first)
      for (let n = 0; n < steps; n++) store.getState().redo()
      expect(store.getState().future).toHaveLength(0)
      expect(store.getState().session).toEqual(last)
    }),
    // To shrink 200 commands takes minutes; the seed is enough to see them again.
    { numRuns: 100, endOnFailure: true },
  )
  expect(COMMAND_TYPES.filter((type) => !did.has(type))).toEqual([])
})
