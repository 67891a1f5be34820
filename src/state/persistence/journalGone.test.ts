import { describe, expect, it } from 'vitest'
import { readSession } from '../../domain/sessionSchema.ts'
import { decibels } from '../../domain/units.ts'
import { MemoryShelf } from '../../testing/memoryShelf.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { createDocumentStore } from '../documentStore.ts'
import { restoreJournal } from './restoreJournal.ts'
import { SessionRecorder } from './sessionRecorder.ts'

function kept() {
  const shelf = new MemoryShelf()
  const store = createDocumentStore(sessionFixture([{ name: 'Sea' }]))
  const told: (string | boolean)[] = []
  const recorder = new SessionRecorder('id', shelf, store.getState().session, null, (written, wasGone) => {
    told.push(written.ok ? wasGone : written.error.code)
  })
  store.subscribe(({ change, session }, before) => {
    if (change && change !== before.change) recorder.record(change, session, false)
  })
  const setFader = async (db: number): Promise<void> => {
    store.getState().dispatch({ type: 'track/setFader', track: '1', db: decibels(db) })
    await recorder.flush()
  }
  const restored = () => {
    const found = restoreJournal(shelf.found(), readSession)
    return found.ok ? found.value.history.session : found.error.code
  }
  return { shelf, store, told, recorder, setFader, restored }
}
const clear = ({ snapshots, entries }: MemoryShelf): void => {
  snapshots.clear()
  entries.clear()
}

describe('a journal that the browser has cleared away', () => {
  it('is begun anew when it is looked for, with the session as it is', async () => {
    const { shelf, store, told, recorder, setFader, restored } = kept()
    await setFader(-3)
    await setFader(-6)
    clear(shelf)
    expect(restored()).toBe('shelf/missing')
    expect(await recorder.verify()).toBe(true)
    expect(restored()).toEqual(store.getState().session)
    expect(told).toEqual([false, false, true])
    await setFader(-9)
    expect(restored()).toEqual(store.getState().session)
    expect(told.at(-1)).toBe(false)
  })

  it('is begun anew by the next change', async () => {
    const { shelf, store, told, setFader, restored } = kept()
    await setFader(-3)
    clear(shelf)
    await setFader(-6)
    expect(restored()).toEqual(store.getState().session)
    expect(told).toEqual([false, true])
  })

  it('is left alone when it is there, and not made for a session that nobody has changed', async () => {
    const { shelf, told, recorder, setFader } = kept()
    expect(await recorder.verify()).toBe(true)
    expect([shelf.snapshots.size, told.length]).toEqual([0, 0])
    await setFader(-3)
    const before = [...shelf.entries]
    expect(await recorder.verify()).toBe(true)
    expect([...shelf.entries]).toEqual(before)
    expect(told).toEqual([false, false])
  })

  it('is missing until there is a place for it again', async () => {
    const { shelf, told, recorder, setFader, store, restored } = kept()
    await setFader(-3)
    clear(shelf)
    shelf.fail = { code: 'storage/full', file: 'Fixture' }
    expect(await recorder.verify()).toBe(false)
    expect(told.at(-1)).toBe('storage/full')
    shelf.fail = null
    await setFader(-6)
    expect(told.at(-1)).toBe(true)
    expect(restored()).toEqual(store.getState().session)
  })
})
