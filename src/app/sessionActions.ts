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

  async function showSessions(): Promise<void> {
    const sessions = await shelf.list()
    workspace.setState({ sessions: sessions.ok ? sessions.value : [] })
  }

  async function save(): Promise<void> {
    clearTimeout(due)
    due = undefined
    const { sessionId } = workspace.getState()
    const { session } = document.getState()
    if (!sessionId) return
    const saved = await shelf.save(sessionId, session)
    if (saved.ok && document.getState().session === session) workspace.setState({ saving: 'idle' })
    if (saved.ok) said = false
    else {
      workspace.setState({ saving: 'failed' })
      // Said once, not with every change.
      if (!said) notify('error', errorText(saved.error))
      said = true
    }
  }

  /** Keeps what is left to be kept, now. */
  async function flush(): Promise<void> {
    if (due !== undefined) await save()
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

  /** Puts another session on the desk. What belongs to a session and not to the page starts anew. */
  async function put(session: Session, sessionId: string | null, opened: boolean): Promise<void> {
    await engine.stop()
    await flush()
    queue.cancelAll()
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
      await put(loaded.value, id, true)
      await media.locate(loaded.value)
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
      await put(emptySession(), null, false)
      await showSessions()
    },
  }
}
