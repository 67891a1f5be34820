import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readDocument, sessionDocument } from '../../domain/sessionDocument.ts'
import { readSession } from '../../domain/sessionSchema.ts'
import { MemoryShelf } from '../../testing/memoryShelf.ts'
import { commandOf, edits } from '../../testing/randomEdits.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { createDocumentStore } from '../documentStore.ts'
import { restoreJournal } from './restoreJournal.ts'
import { SessionRecorder } from './sessionRecorder.ts'

const first = sessionFixture([
  { stem: 'dialogue', channels: 1, length: 900 },
  { stem: 'effects', channels: 1, length: 1200 },
  { stem: 'music', length: 1000 },
])

it('a journal and a document bring back whatever commands of every kind have made', async () => {
  await fc.assert(
    fc.asyncProperty(edits(60, 120), async (list) => {
      const shelf = new MemoryShelf()
      const store = createDocumentStore(first)
      const recorder = new SessionRecorder('id', shelf, first, null, () => undefined)
      store.subscribe(({ change, session }, before) => {
        if (change && change !== before.change) recorder.record(change, session, false)
      })
      for (const [n, edit] of list.entries()) {
        store.getState().dispatch(commandOf(edit, store.getState().session, first, `n${n}`))
        if (n % 7 === 6) store.getState().undo()
        if (n % 21 === 20) store.getState().redo()
      }
      await recorder.flush()
      const { session, past, future } = store.getState()
      if (shelf.snapshots.size === 0) return
      const restored = restoreJournal(shelf.found(), readSession)
      if (!restored.ok) expect.fail(JSON.stringify(restored.error))
      // As text: a level may be −0, which JSON does not know.
      const { history } = restored.value
      expect(JSON.stringify([history.session, ...history.past, ...history.future])).toBe(
        JSON.stringify([session, ...past, ...future]),
      )
      const document = readDocument(sessionDocument(session), readSession)
      if (!document.ok) expect.fail(JSON.stringify(document.error))
      expect(sessionDocument(document.value)).toBe(sessionDocument(session))
    }),
    { numRuns: 30, endOnFailure: true },
  )
})
