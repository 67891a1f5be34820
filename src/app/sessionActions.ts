import { errorText } from '../domain/errors.ts'
import { DEFAULT_LISTENING } from '../domain/listening.ts'
import type { FileLike, ShelfPort } from '../domain/ports.ts'
import { emptySession, type NewSession, type Session } from '../domain/session.ts'
import { samplePosition } from '../domain/units.ts'
import type { SessionClaim } from '../state/persistence/sessionClaim.ts'
import { nameList } from './importNews.ts'
import { readSessionDocument } from './sessionDocumentFile.ts'
import { sessionKeeping } from './sessionKeeping.ts'
import type { MediaContext, SessionMedia } from './sessionMedia.ts'

export type SessionContext = MediaContext & {
  readonly media: SessionMedia
  readonly shelf: ShelfPort
  readonly claim: SessionClaim
}

const START = samplePosition(0)

export function sessionActions(context: SessionContext) {
  const { document, workspace, engine, importer, library, media, shelf, claim, queue, notify } = context
  const keeping = sessionKeeping(context)

  async function showSessions(): Promise<void> {
    const sessions = await shelf.list()
    workspace.setState({ sessions: sessions.ok ? sessions.value : [] })
  }

  /** Clears the desk. What belongs to a session and not to the page starts anew. */
  async function clear(opened: boolean): Promise<void> {
    await engine.stop()
    await keeping.close()
    queue.cancelAll()
    workspace.setState({
      opened,
      sessionId: null,
      saving: 'idle',
      access: 'own',
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
    document.getState().setReadOnly(false)
  }

  async function listen(): Promise<void> {
    engine.listen(DEFAULT_LISTENING)
    await engine.setLoop(null)
    await engine.seek(START)
  }

  /** Puts a session on the desk that is not kept, and will be when it is changed. */
  async function put(session: Session, opened: boolean): Promise<void> {
    await clear(opened)
    await claim.giveUp()
    document.getState().replace(session)
    await listen()
  }

  async function openSession(id: string): Promise<void> {
    await keeping.flush()
    const mine = await claim.take(id)
    const kept = await shelf.open(id)
    if (!kept.ok) {
      if (mine) await claim.giveUp()
      notify('error', errorText(kept.error))
      await showSessions()
      return
    }
    const { history, journal } = kept.value
    await clear(true)
    document.getState().replace(history.session, history)
    document.getState().setReadOnly(!mine)
    workspace.setState({ sessionId: id, access: mine ? 'own' : 'elsewhere' })
    if (mine) keeping.goOn(id, history.session, journal)
    else void waitFor(id)
    await listen()
    await media.locate(history.session)
    const missing = Object.entries(history.session.media).flatMap(([one, { fileName }]) =>
      media.state(one)?.kind === 'missing' ? [fileName] : [],
    )
    if (missing.length > 0) {
      notify(
        'warning',
        `Not found: ${nameList(missing)}. Everything else is as it was; find them again in Files.`,
      )
    }
  }

  /** Another page has it: when that is done with it, this one may go on. */
  async function waitFor(id: string): Promise<void> {
    const free = await claim.takeWhenFree(id)
    if (free && workspace.getState().sessionId === id) workspace.setState({ access: 'free' })
  }

  /** Keeps a session as one of its own and opens it. */
  async function openNew(session: Session): Promise<void> {
    const id = crypto.randomUUID()
    const saved = await shelf.save(id, session)
    if (saved.ok) await openSession(id)
    else {
      notify('error', errorText(saved.error))
      await put(session, true)
    }
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

  const titleOf = (id: string): string =>
    workspace.getState().sessions?.find((session) => session.id === id)?.title ?? 'This session'

  /** Work on a session of the list, which must be open in no tab. */
  async function whileUnused(id: string, work: () => Promise<void>): Promise<void> {
    const free = await claim.whileUnused(id, work)
    if (!free) notify('error', errorText({ code: 'session/elsewhere', title: titleOf(id) }))
    await showSessions()
  }

  return {
    showSessions,
    flush: keeping.flush,
    put,
    sweep,
    openSession,
    async deleteSession(id: string): Promise<void> {
      await whileUnused(id, async () => {
        const removed = await shelf.remove(id)
        if (!removed.ok) notify('error', errorText(removed.error))
      })
      await sweep()
    },
    async newSession(settings: NewSession): Promise<void> {
      await openNew({ ...emptySession(), ...settings })
    },
    renameSession: (id: string, title: string): Promise<void> =>
      whileUnused(id, async () => {
        const kept = await shelf.open(id)
        const renamed = kept.ok ? await keeping.rename(id, title, kept.value) : kept
        if (!renamed.ok) notify('error', errorText(renamed.error))
      }),
    async duplicateSession(id: string, title: string): Promise<void> {
      const loaded = await shelf.load(id)
      const saved = loaded.ok ? await shelf.save(crypto.randomUUID(), { ...loaded.value, title }) : loaded
      if (!saved.ok) notify('error', errorText(saved.error))
      await showSessions()
    },
    async saveAs(title: string): Promise<void> {
      await keeping.flush()
      const { session: before, past, future } = document.getState()
      const id = crypto.randomUUID()
      const session = { ...before, title }
      const saved = await shelf.save(id, session)
      if (!saved.ok) {
        notify('error', errorText(saved.error))
        return
      }
      await claim.take(id)
      await keeping.close()
      // Its files stay at hand: those that are on this page only could not be found again.
      document.getState().replace(session, { past, future })
      document.getState().setReadOnly(false)
      workspace.setState({ sessionId: id, access: 'own', saving: 'idle' })
      keeping.goOn(id, session, { next: 0, base: 0, snapshots: [], entries: [] })
    },
    async takeOver(): Promise<void> {
      const { sessionId, access } = workspace.getState()
      if (sessionId && access === 'free') await openSession(sessionId)
    },
    saveDocument: keeping.saveDocument,
    /** Whether it was opened. */
    async openDocument(file: FileLike): Promise<boolean> {
      const read = await readSessionDocument(file)
      if (read.ok) await openNew(read.value)
      else notify('error', `“${file.name}” was not opened. ${errorText(read.error)}`)
      return read.ok
    },
    async closeSession(): Promise<void> {
      await put(emptySession(), false)
      await showSessions()
    },
  }
}
