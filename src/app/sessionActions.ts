import { errorText } from '../domain/errors.ts'
import { DEFAULT_LISTENING } from '../domain/listening.ts'
import type { ShelfPort } from '../domain/ports.ts'
import { emptySession, type Session } from '../domain/session.ts'
import { samplePosition } from '../domain/units.ts'
import { nameList } from './importNews.ts'
import type { MediaContext, SessionMedia } from './sessionMedia.ts'

export type SessionContext = MediaContext & { readonly media: SessionMedia; readonly shelf: ShelfPort }

/** After a change the session is kept this much later, so that a drag is not written sixty times a second. */
const SAVE_DELAY_MS = 250
const START = samplePosition(0)

export function sessionActions(context: SessionContext) {
  const { document, workspace, engine, importer, library, media, shelf, queue, notify } = context
  let due: ReturnType<typeof setTimeout> | undefined
  let said = false
  let turns = 0
  let kept: Session | null = null

  async function showSessions(): Promise<void> {
    const sessions = await shelf.list()
    workspace.setState({ sessions: sessions.ok ? sessions.value : [] })
  }

  /** Keeps the session as it is now; whether that worked. */
  async function save(): Promise<boolean> {
    clearTimeout(due)
    due = undefined
    const { sessionId } = workspace.getState()
    const { session } = document.getState()
    if (!sessionId) return true
    const saved = await shelf.save(sessionId, session)
    if (saved.ok) {
      kept = session
      said = false
      if (document.getState().session === session) workspace.setState({ saving: 'idle' })
      return true
    }
    workspace.setState({ saving: 'failed' })
    // Said once, not with every change.
    if (!said) notify('error', errorText(saved.error))
    said = true
    return false
  }

  /** Keeps all that is not kept yet, also what changes meanwhile; whether that worked. */
  async function flush(): Promise<boolean> {
    while (workspace.getState().saving !== 'idle' && document.getState().session !== kept) {
      if (!(await save())) return false
    }
    return true
  }

  document.subscribe(({ session, past }, before) => {
    if (session === before.session) return
    const { sessionId } = workspace.getState()
    // Opening one is no change, and what nobody has changed yet is not worth keeping.
    if (!sessionId && past.length === 0) return
    if (!sessionId) workspace.setState({ sessionId: crypto.randomUUID() })
    workspace.setState({ saving: 'saving' })
    due ??= setTimeout(() => void save(), SAVE_DELAY_MS)
  })

  /**
   * Puts another session on the desk; what belongs to a session and not to the page starts anew. Not when the one that is
   * there could not be kept, unless that was known before: then the user has been told and goes all the same.
   */
  async function put(session: Session, sessionId: string | null, opened: boolean): Promise<boolean> {
    turns += 1
    const mine = turns
    const known = workspace.getState().saving === 'failed'
    queue.cancelAll()
    await engine.stop()
    if (!(await flush()) && !known) return false
    // Of several that were asked for meanwhile, only the last is wanted.
    if (mine !== turns) return false
    workspace.setState({
      opened,
      sessionId: null,
      saving: 'idle',
      listening: DEFAULT_LISTENING,
      selected: null,
      playing: false,
      loop: null,
      loopOn: false,
      view: null,
      filesOpen: false,
      exporting: { phase: 'closed' },
      exportSettings: { name: '', format: 'wav24' },
    })
    media.clear()
    document.getState().replace(session)
    workspace.setState({ sessionId })
    engine.listen(DEFAULT_LISTENING)
    await engine.setLoop(null)
    await engine.seek(START)
    return mine === turns
  }

  /** Clears away what belongs to no session any more: of deleted ones, and of tabs that were closed at work. */
  async function sweep(): Promise<void> {
    const kept = await shelf.media()
    if (!kept.ok) return
    const { session, past, future } = document.getState()
    // Undo may bring back what the session does not have now.
    const here = [session, ...past.map((step) => step.session), ...future.map((step) => step.session)]
    const keep = new Map([...kept.value, ...here.flatMap(({ media: files }) => Object.entries(files))])
    await Promise.all([library.sweep(keep), importer.sweep([...keep.values()])])
  }

  return {
    showSessions,
    flush,
    put,
    sweep,
    async openSession(id: string): Promise<void> {
      const loaded = await shelf.load(id)
      if (!loaded.ok) {
        notify('error', errorText(loaded.error))
        await showSessions()
        return
      }
      if (!(await put(loaded.value, id, true))) return
      const here = media.session
      await media.locate(loaded.value)
      if (here.aborted) return
      const names = (kind: string): readonly string[] =>
        Object.entries(loaded.value.media).flatMap(([one, { fileName }]) =>
          media.state(one)?.kind === kind ? [fileName] : [],
        )
      const missing = names('missing')
      if (missing.length > 0) {
        notify(
          'warning',
          `Not found: ${nameList(missing)}. Everything else is as it was; find them again in Files.`,
        )
      }
    },
    async deleteSession(id: string): Promise<void> {
      const removed = await shelf.remove(id)
      if (!removed.ok) notify('error', errorText(removed.error))
      await showSessions()
      await sweep()
    },
    async closeSession(): Promise<void> {
      if (await put(emptySession(), null, false)) await showSessions()
    },
  }
}
