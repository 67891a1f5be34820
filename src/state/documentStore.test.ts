import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../domain/commands.ts'
import { emptySession, type Session } from '../domain/session.ts'
import { Steps } from '../domain/steps.ts'
import { decibels } from '../domain/units.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { createDocumentStore } from './documentStore.ts'

const session = sessionFixture([{ name: 'Sea' }, { name: 'Storm' }])
const fader = (db: number, track = '1'): Command => ({ type: 'track/setFader', track, db: decibels(db) })
const mute = (on: boolean): Command => ({ type: 'stem/setMute', stem: 'music', mute: on })

type Action =
  | { readonly do: 'dispatch'; readonly command: Command; readonly gesture: string | undefined }
  | { readonly do: 'endGesture' | 'undo' | 'redo' }
  | { readonly do: 'goToStep'; readonly at: number }

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.integer({ min: -60, max: 12 }).map((db) => fader(db)),
  fc.integer({ min: -60, max: 12 }).map((db) => fader(db, '2')),
  fc.boolean().map(mute),
  fc.constant<Command>({ type: 'track/setMute', track: 'gone', mute: true }),
)
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('dispatch' as const),
      command,
      gesture: fc.constantFrom(undefined, 'drag 1', 'drag 2'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('goToStep' as const), at: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('endGesture' as const, 'undo' as const, 'redo' as const)
      .map((what) => ({ do: what })),
  },
)

function act(store: ReturnType<typeof createDocumentStore>, one: Action): void {
  const state = store.getState()
  if (one.do === 'dispatch') state.dispatch(one.command, one.gesture)
  else if (one.do === 'goToStep') state.goToStep(Math.min(one.at, state.past.length + state.future.length))
  else if (one.do === 'endGesture') state.endGesture(state.gesture ?? 'none')
  else state[one.do]()
}

describe('undo and redo', () => {
  it('walk the history back to the start and forth to the end, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const store = createDocumentStore(session)
        for (const one of actions) act(store, one)
        const here = store.getState().session
        const forward: Session[] = [here]
        for (let n = store.getState().future.length; n > 0; n--) {
          store.getState().redo()
          forward.push(store.getState().session)
        }
        expect(store.getState().future.length).toBe(0)
        for (const passed of forward.toReversed()) {
          expect(store.getState().session).toBe(passed)
          store.getState().undo()
        }
        while (store.getState().past.length > 0) store.getState().undo()
        expect(store.getState().session).toBe(session)
        store.getState().undo()
        expect(store.getState().session).toBe(session)
      }),
    )
  })

  it('take back one step each: what was before a command comes back, and the command again', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), command, (actions, last) => {
        const store = createDocumentStore(session)
        for (const one of actions) act(store, one)
        act(store, { do: 'endGesture' })
        const before = store.getState()
        before.dispatch(last)
        const after = store.getState()
        if (after.session === before.session) {
          expect(after.past).toBe(before.past)
          return
        }
        expect(after.past).toHaveLength(before.past.length + 1)
        expect(after.future.length).toBe(0)
        after.undo()
        expect(store.getState().session).toBe(before.session)
        store.getState().redo()
        expect(store.getState().session).toBe(after.session)
        expect(store.getState().past.at(-1)?.label).toBe(after.past.at(-1)?.label)
      }),
    )
  })

  it('go to any step at once, as one by one', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), fc.nat(), (actions, to) => {
        const [walked, jumped] = [createDocumentStore(session), createDocumentStore(session)]
        for (const one of actions) for (const store of [walked, jumped]) act(store, one)
        const { past, future } = walked.getState()
        const done = to % (past.length + future.length + 1)
        while (walked.getState().past.length > done) walked.getState().undo()
        while (walked.getState().past.length < done) walked.getState().redo()
        let changes = 0
        jumped.subscribe(() => changes++)
        jumped.getState().goToStep(done)
        expect(changes).toBe(done === past.length ? 0 : 1)
        for (const key of ['session', 'past', 'future'] as const) {
          expect(jumped.getState()[key]).toEqual(walked.getState()[key])
        }
      }),
    )
  })

  it('go to no step that is not there', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3))
    const { session: after } = store.getState()
    for (const step of [-1, 2]) {
      store.getState().goToStep(step)
      expect(store.getState().session).toBe(after)
    }
  })

  it('name the step', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3))
    expect(store.getState().past.at(-1)?.label).toBe('Fader of Sea')
    store.getState().undo()
    expect(store.getState().future.at(-1)?.label).toBe('Fader of Sea')
  })

  it('a new command drops what could be redone', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3))
    store.getState().undo()
    store.getState().dispatch(mute(true))
    expect(store.getState().future.length).toBe(0)
  })
})

describe('a gesture', () => {
  it('is one step, however many commands it takes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 12 }), { minLength: 1, maxLength: 50 }), (levels) => {
        const store = createDocumentStore(session)
        for (const db of levels) store.getState().dispatch(fader(db), 'drag')
        expect(store.getState().past).toHaveLength(1)
        expect(store.getState().session.tracks[0]?.faderDb).toBe(levels.at(-1))
        store.getState().undo()
        expect(store.getState().session).toBe(session)
      }),
    )
  })

  it('ends when told, and the next is another step even under the same name', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3), 'drag')
    store.getState().endGesture('drag')
    store.getState().dispatch(fader(-6), 'drag')
    expect(store.getState().past).toHaveLength(2)
  })

  it('is not ended by the end of another', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3, '2'), 'wheel')
    store.getState().dispatch(fader(-3), 'drag')
    store.getState().endGesture('wheel')
    store.getState().dispatch(fader(-6), 'drag')
    expect(store.getState().past).toHaveLength(2)
  })

  it('does not swallow a command that is not part of it', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3), 'drag')
    store.getState().dispatch(mute(true))
    store.getState().dispatch(fader(-6), 'drag')
    expect(store.getState().past).toHaveLength(3)
  })

  it('goes on as a new step after an undo in its midst', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3), 'drag')
    store.getState().undo()
    store.getState().dispatch(fader(-6), 'drag')
    expect(store.getState().past).toHaveLength(1)
    store.getState().undo()
    expect(store.getState().session).toBe(session)
  })
})

describe('the history', () => {
  it('has no step for a command that changes nothing', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch({ type: 'track/setMute', track: 'gone', mute: true })
    store.getState().dispatch({ type: 'session/rename', title: '   ' })
    expect(store.getState().past.length).toBe(0)
  })

  it('has no limit', () => {
    const store = createDocumentStore(session)
    for (let n = 0; n < 20_000; n++) store.getState().dispatch(fader(-(n % 600) / 10 - 0.1))
    expect(store.getState().past).toHaveLength(20_000)
    store.getState().goToStep(0)
    expect(store.getState().session).toBe(session)
    expect(store.getState().future).toHaveLength(20_000)
  })

  it('begins anew with another session', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3), 'drag')
    const other = emptySession('Other')
    store.getState().replace(other)
    expect(store.getState()).toMatchObject({
      session: other,
      past: Steps.none,
      future: Steps.none,
      gesture: null,
    })
  })

  it('shares what did not change', () => {
    const store = createDocumentStore(session)
    store.getState().dispatch(fader(-3))
    expect(store.getState().session.tracks[1]).toBe(session.tracks[1])
    expect(store.getState().session.media).toBe(session.media)
  })

  it('tells its listeners of changes only', () => {
    const store = createDocumentStore(session)
    let calls = 0
    store.subscribe(() => calls++)
    store.getState().undo()
    store.getState().redo()
    store.getState().endGesture('drag')
    expect(calls).toBe(0)
    store.getState().dispatch(fader(-3))
    expect(calls).toBe(1)
  })
})
