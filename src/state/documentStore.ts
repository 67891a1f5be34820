import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Command } from '../domain/commands.ts'
import { advanceHistory, type History, type JournalEntry, newHistory } from '../domain/history.ts'
import { emptySession, type Session } from '../domain/session.ts'
import { Steps } from '../domain/steps.ts'

export type DocumentState = History & {
  /** The gesture the last step belongs to, so that a drag is one step. */
  readonly gesture: string | null
  /** What led from the state before to this one; `null` for a session that was put in place. */
  readonly change: JournalEntry | null
  /** Another tab has the session: nothing that is asked for here changes it. */
  readonly readOnly: boolean
  /** How often something was asked for while it could not be changed. */
  readonly refused: number
  /**
   * Does a command. Commands of one `gesture` (a fader drag) are one undo step; `endGesture` closes it.
   */
  dispatch(command: Command, gesture?: string): void
  /** Closes this gesture; another that is open goes on. */
  endGesture(gesture: string): void
  undo(): void
  redo(): void
  /** Undoes or redoes as many steps as it takes until `done` of them are done: 0 is before the first. */
  goToStep(done: number): void
  /** Puts another session in its place, with no way back but the steps given: opening one. */
  replace(session: Session, steps?: Pick<History, 'past' | 'future'>): void
  setReadOnly(readOnly: boolean): void
  /** Whether the session can be changed; counts as refused when not. */
  mayChange(): boolean
}

export type DocumentStore = StoreApi<DocumentState>

export function createDocumentStore(initial: Session = emptySession()): DocumentStore {
  return createStore<DocumentState>()((set, get) => {
    function mayChange(): boolean {
      if (get().readOnly) set(({ refused }) => ({ refused: refused + 1 }))
      return !get().readOnly
    }
    function advance(change: JournalEntry, gesture: string | null): void {
      if (!mayChange()) return
      const state = get()
      const next = advanceHistory(state, change)
      if (next !== state) set({ ...next, change, gesture })
    }
    return {
      ...newHistory(initial),
      gesture: null,
      change: null,
      readOnly: false,
      refused: 0,
      dispatch(command, gesture) {
        const continues = gesture !== undefined && gesture === get().gesture
        advance({ do: 'command', command, continues }, gesture ?? null)
      },
      endGesture(gesture) {
        if (get().gesture === gesture) set({ gesture: null })
      },
      undo: () => advance({ do: 'undo' }, null),
      redo: () => advance({ do: 'redo' }, null),
      goToStep(done) {
        const by = done - get().past.length
        if (by !== 0) advance({ do: by < 0 ? 'undo' : 'redo', steps: Math.abs(by) }, null)
      },
      replace(session, { past, future } = { past: Steps.none, future: Steps.none }) {
        set({ session, past, future, gesture: null, change: null })
      },
      setReadOnly: (readOnly) => set({ readOnly }),
      mayChange,
    }
  })
}
