import { createStore, type StoreApi } from 'zustand/vanilla'
import { applyCommand, type Command, commandLabel } from '../domain/commands.ts'
import { emptySession, type Session } from '../domain/session.ts'

type Step = { readonly label: string; readonly session: Session }

/** The session and how it got here. Steps hold sessions, which share all that did not change, and never PCM. */
export type DocumentState = {
  readonly session: Session
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** The gesture the last step belongs to, so that a drag is one step. */
  readonly gesture: string | null
  /**
   * Does a command. Commands of one `gesture` (a fader drag) are one undo step; `endGesture` closes it.
   */
  dispatch(command: Command, gesture?: string): void
  endGesture(): void
  undo(): void
  redo(): void
  /** Puts another session in its place, with no way back: opening one. */
  replace(session: Session): void
}

export type DocumentStore = StoreApi<DocumentState>

/** Steps kept: beyond this the oldest go. */
const HISTORY_LIMIT = 500

export function createDocumentStore(initial: Session = emptySession()): DocumentStore {
  return createStore<DocumentState>()((set, get) => ({
    session: initial,
    past: [],
    future: [],
    gesture: null,
    dispatch(command, gesture) {
      const state = get()
      const session = applyCommand(state.session, command)
      if (session === state.session) return
      if (gesture !== undefined && gesture === state.gesture) {
        set({ session })
        return
      }
      const step = { label: commandLabel(command, state.session), session: state.session }
      set({
        session,
        past: [...state.past, step].slice(-HISTORY_LIMIT),
        future: [],
        gesture: gesture ?? null,
      })
    },
    endGesture() {
      if (get().gesture !== null) set({ gesture: null })
    },
    undo() {
      const { past, future, session } = get()
      const step = past.at(-1)
      if (!step) return
      set({
        session: step.session,
        past: past.slice(0, -1),
        future: [{ label: step.label, session }, ...future],
        gesture: null,
      })
    },
    redo() {
      const { past, future, session } = get()
      const step = future[0]
      if (!step) return
      set({
        session: step.session,
        past: [...past, { label: step.label, session }],
        future: future.slice(1),
        gesture: null,
      })
    },
    replace(session) {
      set({ session, past: [], future: [], gesture: null })
    },
  }))
}
