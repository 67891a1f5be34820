import { type AppError, errorText } from '../domain/errors.ts'
import { advanceHistory, type JournalEntry } from '../domain/history.ts'
import type { JournalState, KeptSession } from '../domain/ports.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import type { Session } from '../domain/session.ts'
import { sessionDocument } from '../domain/sessionDocument.ts'
import { ok, type Result } from '../lib/result.ts'
import { SessionRecorder } from '../state/persistence/sessionRecorder.ts'
import { noticeOffer } from './noticeOffer.ts'
import { saveFile } from './saveFile.ts'
import type { SessionContext } from './sessionActions.ts'

const CLEARED =
  'The browser’s storage was cleared while this session was open. The session is kept there again from here on, and Files says which media have to be found again. Save the session document to have it outside the browser.'

/** How the session on the desk is kept as it changes, and what goes out and in as a document. */
export function sessionKeeping(context: SessionContext) {
  const { document, workspace, shelf, claim, media, notify } = context
  let recorder: SessionRecorder | null = null
  let said = false

  function begin(id: string, session: Session, journal: JournalState | null): SessionRecorder {
    const begun = new SessionRecorder(id, shelf, session, journal, (written, wasGone) => {
      if (recorder !== begun) return
      if (wasGone) {
        notify('warning', CLEARED, 'document')
        void media.afterClearing(document.getState().session)
      }
      if (written.ok) {
        said = false
        if (!begun.pending) workspace.setState({ saving: 'idle' })
        return
      }
      workspace.setState({ saving: 'failed' })
      // Said once, not with every change.
      if (!said) notify('error', errorText(written.error), noticeOffer(written.error))
      said = true
    })
    recorder = begun
    return begun
  }

  document.subscribe((state, before) => {
    if (state.refused !== before.refused) refuse()
    const { change, gesture, session } = state
    if (change && change !== before.change) {
      // What nobody has changed yet is not worth keeping.
      const into = recorder ?? beginHere(before.session)
      workspace.setState({ saving: 'saving' })
      into.record(change, session, gesture !== null)
    } else if (before.gesture !== null && gesture === null) void recorder?.flush()
  })

  function beginHere(session: Session): SessionRecorder {
    const id = crypto.randomUUID()
    workspace.setState({ sessionId: id })
    void claim.take(id)
    return begin(id, session, null)
  }

  function refuse(): void {
    const text = 'Nothing was changed: this session is open in another tab, and is changed there.'
    if (!workspace.getState().notices.some((notice) => notice.text === text)) notify('warning', text)
  }

  return {
    /** Looks whether the session is still kept: the browser's storage was taken away, or may have been. */
    verify: async (): Promise<void> => void (await recorder?.verify()),
    /** The session that was opened is kept on from here. */
    goOn(id: string, session: Session, journal: JournalState): void {
      begin(id, session, journal)
    },
    /** Keeps all that is not kept yet, also what changes meanwhile; whether that worked. */
    async flush(): Promise<boolean> {
      while (recorder?.pending) if (!(await recorder.flush())) return false
      return true
    },
    /** The session goes off the desk. */
    stop(): void {
      recorder = null
      said = false
    },
    /** Gives a session that is open nowhere another title, which can be undone when it is opened. */
    async rename(
      id: string,
      title: string,
      { history, journal }: KeptSession,
    ): Promise<Result<void, AppError>> {
      const entry: JournalEntry = {
        do: 'command',
        command: { type: 'session/rename', title },
        continues: false,
      }
      const { session } = advanceHistory(history, entry)
      if (session === history.session) return ok(undefined)
      const base = journal.base === null ? { base: history.session } : {}
      return shelf.append(id, { from: journal.next, entries: [entry], session, ...base })
    },
    async saveDocument(): Promise<void> {
      const { session } = document.getState()
      const name = `${safeFileName(session.title)}.dubstage.json`
      saveFile(new File([sessionDocument(session)], name, { type: 'application/json' }))
    },
  }
}
