import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { applyCommand, type Command } from '../../domain/commands.ts'
import type { History } from '../../domain/history.ts'
import type { JournalState } from '../../domain/ports.ts'
import type { Session } from '../../domain/session.ts'
import { readSession } from '../../domain/sessionSchema.ts'
import { decibels, frames, samplePosition, samples } from '../../domain/units.ts'
import { mediaFixture } from '../../testing/mediaFixture.ts'
import { MemoryShelf } from '../../testing/memoryShelf.ts'
import { sessionFixture } from '../../testing/sessionFixture.ts'
import { createDocumentStore, type DocumentStore } from '../documentStore.ts'
import { STEPS_KEPT } from './journalReach.ts'
import { restoreJournal } from './restoreJournal.ts'
import { ENTRIES_PER_SNAPSHOT, SessionRecorder } from './sessionRecorder.ts'

afterEach(() => void vi.useRealTimers())

// The first clip has something of its file to either side, so that it can be slipped.
const session = (['clip/trimStart', 'clip/trimEnd'] as const).reduce(
  (before, type, n) =>
    applyCommand(before, { type, clip: '1', to: samplePosition(n === 0 ? 20 : 47_000), overlap: 'trim' }),
  sessionFixture([{ name: 'Sea' }, { name: 'Storm' }]),
)
const fader = (db: number, track = '1'): Command => ({ type: 'track/setFader', track, db: decibels(db) })
const idle = () => new Promise((resolve) => setTimeout(resolve))

/** Records what is done in a store, as the application does. */
function record(
  store: DocumentStore,
  shelf: MemoryShelf,
  journal: JournalState | null = null,
): SessionRecorder {
  const recorder = new SessionRecorder('id', shelf, store.getState().session, journal, () => undefined)
  store.subscribe((state, before) => {
    const { change } = state
    if (change && change !== before.change) recorder.record(change, state.session, state.gesture !== null)
    else if (before.gesture !== null && state.gesture === null) void recorder.flush()
  })
  return recorder
}
function restored(shelf: MemoryShelf, kept?: number) {
  const result = restoreJournal(shelf.found(kept), readSession)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const historyOf = ({ session, past, future }: History): History => ({ session, past, future })

type Action =
  | { readonly do: 'dispatch'; readonly command: Command; readonly gesture?: string }
  | { readonly do: 'endGesture' | 'undo' | 'redo' }
  | { readonly do: 'goToStep'; readonly at: number }
const command = fc.oneof(
  fc.integer({ min: -60, max: 12 }).map((db) => fader(db)),
  fc.integer({ min: -60, max: 12 }).map((db) => fader(db, '2')),
  fc.boolean().map((mute): Command => ({ type: 'stem/setMute', stem: 'music', mute })),
  fc.integer({ min: -50, max: 50 }).map((by): Command => ({ type: 'tracks/move', moves: { 1: by } })),
  fc.integer({ min: -5, max: 5 }).map((by): Command => ({ type: 'clip/slip', clip: '1', by })),
  fc
    .constantFrom(0, -6, -12)
    .map((db): Command => ({ type: 'clips/setGain', clips: ['1', '2'], db: decibels(db) })),
  fc.constantFrom(0, 10, 200).map((length): Command => {
    const fade = length === 0 ? null : ({ length: samples(length), curve: 'linear' } as const)
    return { type: 'clip/setFadeIn', clip: '2', fade }
  }),
)
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: command.map((one): Action => ({ do: 'dispatch', command: one })) },
  { weight: 5, arbitrary: command.map((one): Action => ({ do: 'dispatch', command: one, gesture: 'drag' })) },
  { weight: 1, arbitrary: fc.nat(30).map((at): Action => ({ do: 'goToStep', at })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('endGesture', 'undo', 'undo', 'redo').map((what): Action => ({ do: what })),
  },
)
function act(store: DocumentStore, one: Action): void {
  if (one.do === 'dispatch') store.getState().dispatch(one.command, one.gesture)
  else if (one.do === 'goToStep') {
    const { past, future, goToStep } = store.getState()
    goToStep(Math.min(one.at, past.length + future.length))
  } else if (one.do === 'endGesture') store.getState().endGesture('drag')
  else store.getState()[one.do]()
}

describe('a journal', () => {
  it('brings back the session and its history, whatever was done, over several visits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(action, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 }),
        async (visits) => {
          const shelf = new MemoryShelf()
          let store = createDocumentStore(session)
          let recorder = record(store, shelf)
          for (const actions of visits) {
            for (const one of actions) {
              act(store, one)
              if (one.do === 'undo') await idle()
            }
            await recorder.flush()
            if (shelf.snapshots.size === 0) return
            const { history, journal } = restored(shelf)
            expect(history).toEqual(historyOf(store.getState()))
            store = createDocumentStore()
            store.getState().replace(history.session, history)
            recorder = record(store, shelf, journal)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('cut after any entry opens with everything before it', async () => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    const states: Session[] = [session]
    for (let n = 0; n < 30; n++) {
      if (n % 5 === 4) store.getState().undo()
      else store.getState().dispatch(fader(-n - 1))
      states.push(store.getState().session)
    }
    await recorder.flush()
    for (const [kept, state] of states.entries()) {
      expect(restored(shelf, kept).history.session).toEqual(state)
    }
  })

  it.each([
    null,
    7,
    {},
    { do: 'command' },
    { do: 'command', continues: false, command: { type: 'nonsense' } },
    { do: 'command', continues: false, command: { type: 'track/setPan', track: '1', pan: 'left' } },
  ])('with %o for an entry opens with everything before it, and goes on there', async (damaged) => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    for (const db of [-1, -2, -3, -4]) store.getState().dispatch(fader(db))
    await recorder.flush()
    shelf.entries.set(2, JSON.stringify(damaged))
    const { history, journal, lost } = restored(shelf)
    expect(lost).toBe(2)
    expect(history.session.tracks[0]?.faderDb).toBe(-2)
    expect(history.past).toHaveLength(2)
    const next = createDocumentStore(history.session)
    const again = record(next, shelf, journal)
    next.getState().dispatch(fader(-9))
    await again.flush()
    expect(restored(shelf).history.session.tracks[0]?.faderDb).toBe(-9)
    expect(restored(shelf).lost).toBe(0)
    expect(shelf.entries.size).toBe(3)
  })

  it('of a file whose rate was kept as it was written opens with the listed rate, and with all that follows', async () => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    const written = { num: 23_976, den: 1000, drop: false, label: '23.976 fps' }
    const info = mediaFixture('a.wav', { metadata: { production: { timecodeRate: written } } })
    const { dispatch } = store.getState()
    dispatch({ type: 'session/setTimebase', frameRate: written, startFrame: frames(0) })
    dispatch({ type: 'tracks/add', media: { a: info }, tracks: [] })
    dispatch(fader(-9))
    await recorder.flush()
    const { history, lost } = restored(shelf)
    const listed = { ...written, num: 24_000, den: 1001 }
    expect(lost).toBe(0)
    expect(history.past).toHaveLength(3)
    expect(history.session).toMatchObject({ ...store.getState().session, frameRate: listed, media: {} })
    expect(history.session.media.a?.metadata?.production?.timecodeRate).toEqual(listed)
    // The same of a snapshot.
    const read = readSession(store.getState().session)
    expect(read).toEqual({ ok: true, value: history.session })
  })

  it('does not grow without end, and keeps enough that can be undone', async () => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    for (let n = 0; n < 2_600; n++) {
      store.getState().dispatch(fader(-(n % 60) - 1))
      if (n % 50 === 0) await idle()
    }
    await recorder.flush()
    await idle()
    expect(shelf.entries.size).toBeLessThan(STEPS_KEPT + 3 * ENTRIES_PER_SNAPSHOT)
    const { session: now, past } = restored(shelf).history
    expect(now).toEqual(store.getState().session)
    expect(past.length).toBeGreaterThanOrEqual(STEPS_KEPT)
    const all = [...store.getState().past]
    expect([...past]).toEqual(all.slice(-past.length))
    // Beyond what the journal has to undo it begins anew.
    for (const back of [past.length, past.length + 1, all.length]) {
      store.getState().goToStep(all.length - back)
      await recorder.flush()
      expect(restored(shelf).history.session).toEqual(store.getState().session)
    }
  })

  it('begins anew when something is undone that it does not know of', async () => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3))
    store.getState().dispatch(fader(-6))
    const recorder = record(store, shelf)
    for (const what of ['undo', 'redo', 'undo', 'undo'] as const) {
      store.getState()[what]()
      await recorder.flush()
      expect(restored(shelf).history.session).toEqual(store.getState().session)
    }
  })

  it('takes up a later snapshot where entries before it are lost', async () => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    for (let n = 0; n < ENTRIES_PER_SNAPSHOT + 20; n++) {
      store.getState().dispatch(fader(-(n % 60) - 1))
      await idle()
    }
    await recorder.flush()
    expect(shelf.snapshots.size).toBe(2)
    shelf.entries.delete(5)
    expect(restored(shelf).history.session).toEqual(store.getState().session)
  })
})

describe('writing', () => {
  it('is at once for a command, and a few times a second for a drag, of which the last level is written', async () => {
    vi.useFakeTimers()
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    store.getState().dispatch(fader(-1))
    await vi.advanceTimersByTimeAsync(1)
    expect(shelf.entries.size).toBe(1)
    for (let n = 0; n < 60; n++) {
      store.getState().dispatch(fader(-n - 2), 'drag')
      await vi.advanceTimersByTimeAsync(16)
    }
    expect(shelf.entries.size).toBeLessThanOrEqual(6)
    expect(shelf.entries.size).toBeGreaterThanOrEqual(4)
    store.getState().endGesture('drag')
    await vi.advanceTimersByTimeAsync(1)
    expect(recorder.pending).toBe(false)
    expect(restored(shelf).history).toEqual(historyOf(store.getState()))
  })

  it('that failed is made up for with the next', async () => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    shelf.fail = { code: 'storage/full', file: 'Fixture' }
    store.getState().dispatch(fader(-3))
    await recorder.flush()
    expect(recorder.pending).toBe(true)
    store.getState().dispatch(fader(-6))
    await recorder.flush()
    shelf.fail = null
    store.getState().undo()
    await recorder.flush()
    expect(recorder.pending).toBe(false)
    expect(restored(shelf).history).toEqual(historyOf(store.getState()))
  })

  it('goes on when the storage was cleared meanwhile', async () => {
    const shelf = new MemoryShelf()
    const store = createDocumentStore(session)
    const recorder = record(store, shelf)
    store.getState().dispatch(fader(-3))
    await recorder.flush()
    shelf.snapshots.clear()
    shelf.entries.clear()
    store.getState().dispatch(fader(-6))
    await recorder.flush()
    expect(restored(shelf).history.session).toEqual(store.getState().session)
    store.getState().undo()
    await recorder.flush()
    expect(restored(shelf).history.session).toEqual(store.getState().session)
  })
})
