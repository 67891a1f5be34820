import { errorText } from '../domain/errors.ts'
import { DEFAULT_LISTENING } from '../domain/listening.ts'
import { filesOf } from '../domain/media.ts'
import type { ClaimPort, FileLike, PickedFile, ShelfPort } from '../domain/ports.ts'
import { emptySession, type MediaId, type NewSession, type Session } from '../domain/session.ts'
import { samplePosition } from '../domain/units.ts'
import { EVERY_LANE } from '../state/laneView.ts'
import { activeLoop } from '../state/workspaceStore.ts'
import { nameList } from './nameList.ts'
import { noticeOffer } from './noticeOffer.ts'
import { type GivenFile, openPackageFile, rememberPacked, type UnpackedSession } from './packageFile.ts'
import type { PendingImports } from './pendingImports.ts'
import { readSessionDocument } from './sessionDocumentFile.ts'
import { sessionKeeping } from './sessionKeeping.ts'
import type { MediaContext, SessionMedia } from './sessionMedia.ts'

export type SessionContext = MediaContext & {
  readonly media: SessionMedia
  readonly shelf: ShelfPort
  readonly claim: ClaimPort
  readonly pending: PendingImports
}

const START = samplePosition(0)

export function sessionActions(context: SessionContext) {
  const { document, workspace, engine, importer, library, media, shelf, claim, pending, queue, notify } =
    context
  const keeping = sessionKeeping(context)
  let turns = 0

  /** A list that cannot be read says nothing of what is kept: the last one stays. */
  async function showSessions(): Promise<void> {
    const sessions = await shelf.list()
    if (sessions.ok) workspace.setState({ sessions: sessions.value })
    else notifyOnce(errorText(sessions.error))
  }

  function notifyOnce(text: string): void {
    if (!workspace.getState().notices.some((notice) => notice.text === text)) notify('error', text)
  }

  /**
   * Clears the desk: what belongs to a session and not to the page starts anew. Not when the one that is there could not be
   * kept, unless that was known before: then the user has been told and goes all the same. Nor when another has been asked
   * for since `mine`: only the last is wanted.
   */
  async function clear(mine: number, opened: boolean): Promise<boolean> {
    const known = workspace.getState().saving === 'failed'
    queue.cancelAll()
    await engine.stop()
    if (!(await keeping.flush()) && !known) return false
    if (mine !== turns) return false
    keeping.stop()
    workspace.setState({
      opened,
      sessionId: null,
      saving: 'idle',
      access: 'own',
      listening: DEFAULT_LISTENING,
      selected: null,
      interruptedImports: [],
      playing: false,
      speed: 1,
      loop: null,
      loopOn: false,
      view: null,
      lanes: EVERY_LANE,
      // It was said of the files of the session before.
      timecodeRate: null,
      clipListOpen: false,
      filesOpen: false,
      historyOpen: false,
      selectedMarkers: new Set(),
      markersOpen: false,
      exportRange: { kind: 'film' },
      exporting: { phase: 'closed' },
      measured: null,
      checking: { phase: 'none' },
      guide: { phase: 'none' },
    })
    media.clear()
    document.getState().setReadOnly(false)
    return true
  }

  /** Whether it is still the one that is wanted. */
  async function listen(mine: number): Promise<boolean> {
    engine.listen(DEFAULT_LISTENING)
    await engine.setLoop(activeLoop(workspace.getState()))
    await engine.seek(START)
    return mine === turns
  }

  /** Puts a session on the desk that is not kept, and will be when it is changed. Whether it is there. */
  async function put(session: Session, opened: boolean): Promise<boolean> {
    turns += 1
    const mine = turns
    if (!(await clear(mine, opened))) return false
    document.getState().replace(session)
    void claim.giveUp()
    return listen(mine)
  }

  /** Whether it is open. */
  async function openSession(id: string, given?: ReadonlyMap<MediaId, GivenFile>): Promise<boolean> {
    turns += 1
    const mine = turns
    const known = workspace.getState().saving === 'failed'
    if (!(await keeping.flush()) && !known) return false
    const isOurs = await claim.take(id)
    const kept = await shelf.open(id)
    if (mine !== turns) return false
    if (!kept.ok) {
      // Whatever was open is kept, and no longer this page's.
      await put(emptySession(), false)
      notify('error', errorText(kept.error))
      await showSessions()
      return false
    }
    const { history, journal, lost } = kept.value
    if (!(await clear(mine, true))) return false
    sayLost(lost)
    document.getState().replace(history.session, history)
    document.getState().setReadOnly(!isOurs)
    workspace.setState({ sessionId: id, access: isOurs ? 'own' : 'elsewhere' })
    if (isOurs) {
      keeping.goOn(id, history.session, journal)
      void pending.restore(id)
    } else void waitFor(id)
    if (!(await listen(mine))) return false
    const here = media.session
    await media.locate(history.session, undefined, given)
    if (here.aborted) return false
    const missing = Object.keys(history.session.media).filter((one) => media.state(one)?.kind === 'missing')
    if (missing.length > 0) {
      const lost = Object.entries(history.session.media).filter(([one]) => missing.includes(one))
      const names = nameList(filesOf(lost).map(({ fileName }) => fileName))
      const text = `Not found: ${names}. Everything else is as it was; find them again in Files.`
      notify('warning', text, undefined, () => media.areAway(missing))
    }
    return true
  }

  function sayLost(lost: number): void {
    if (lost === 0) return
    const [what, them] = lost === 1 ? ['change', 'it'] : [`${lost} changes`, 'them']
    const text = `The last ${what} to this session could not be read: it is as it was before ${them}.`
    notify('warning', text)
  }

  /** Another page has it: when that is done with it, this one may go on. */
  async function waitFor(id: string): Promise<void> {
    const free = await claim.takeWhenFree(id)
    if (free && workspace.getState().sessionId === id) workspace.setState({ access: 'free' })
  }

  /** Keeps a session as one of its own and opens it. Whether it is open. */
  async function openNew(session: Session, unpacked?: UnpackedSession): Promise<boolean> {
    const id = crypto.randomUUID()
    const given = async () => unpacked && rememberPacked(unpacked, context)
    const saved = await shelf.save(id, session)
    if (saved.ok) return openSession(id, await given())
    notify('error', errorText(saved.error), noticeOffer(saved.error))
    if (!(await put(session, true))) return false
    const here = media.session
    const files = await given()
    if (!here.aborted) await media.locate(session, undefined, files)
    return true
  }

  /** Keeps a copy under that id, and all that is done in the one that is open. Whether both are kept. */
  async function keepCopy(id: string, session: Session): Promise<boolean> {
    const saved = await shelf.save(id, session)
    if (saved.ok) return keeping.flush()
    notify('error', errorText(saved.error), noticeOffer(saved.error))
    return false
  }

  /** Clears away what belongs to no session any more: of deleted ones, and of tabs that were closed at work. */
  async function sweep(): Promise<void> {
    const kept = await shelf.media()
    if (!kept.ok) return
    const { session, past, future } = document.getState()
    // Undo may bring back what the session does not have now.
    const here = [session, ...[...past, ...future].map((step) => step.session)]
    // Most steps share what they know of files with the one before.
    const known = [...new Set(here.map(({ media: files }) => files))]
    const keep = new Map([...kept.value, ...known.flatMap((files) => Object.entries(files))])
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
    verify: keeping.verify,
    put,
    sweep,
    async openSession(id: string): Promise<void> {
      await openSession(id)
    },
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
        if (kept.ok) sayLost(kept.value.lost)
        if (!renamed.ok) notify('error', errorText(renamed.error))
      }),
    async duplicateSession(id: string, title: string): Promise<void> {
      const loaded = await shelf.load(id)
      const saved = loaded.ok ? await shelf.save(crypto.randomUUID(), { ...loaded.value, title }) : loaded
      if (!saved.ok) notify('error', errorText(saved.error))
      await showSessions()
    },
    async saveAs(title: string): Promise<void> {
      const mine = turns
      const id = crypto.randomUUID()
      let kept: Session | null = null
      // What is done while it is written belongs to it too.
      while (kept !== document.getState().session) {
        kept = document.getState().session
        const written = await keepCopy(id, { ...kept, title })
        // Where another has been asked for, the copy is in the list.
        if (!written || mine !== turns) return
      }
      // Not before: the one that is open is written until here. Of the new one no other page knows.
      void claim.take(id)
      keeping.stop()
      const { session: before, past, future } = document.getState()
      const session = { ...before, title }
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
      if (read.ok) return openNew(read.value)
      notify('error', `“${file.name}” was not opened. ${errorText(read.error)}`)
      return false
    },
    /** Whether it was opened. */
    async openPackage(picked: PickedFile): Promise<boolean> {
      const [job = ''] = queue.add([picked.file])
      const opened = await queue.run(job, 'reading', (onProgress, signal) =>
        openPackageFile(picked, context, onProgress, signal),
      )
      queue.finish(job)
      if (opened.ok) return openNew(opened.value.session, opened.value)
      if (opened.error.code !== 'cancelled') notify('error', errorText(opened.error))
      return false
    },
    async closeSession(): Promise<void> {
      if (await put(emptySession(), false)) await showSessions()
    },
  }
}
