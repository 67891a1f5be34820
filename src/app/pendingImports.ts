import { errorText } from '../domain/errors.ts'
import type { FileLike, KeptImport, KeptImportsPort, KeptTrack, PickedFile } from '../domain/ports.ts'
import { fileNameKey } from '../domain/relink.ts'
import type { MediaId } from '../domain/session.ts'
import type { DocumentStore } from '../state/documentStore.ts'
import type { WorkspaceStore } from '../state/workspaceStore.ts'
import type { Notify } from './noticeBoard.ts'

export type PendingContext = {
  readonly document: DocumentStore
  readonly workspace: WorkspaceStore
  readonly keptImports: KeptImportsPort
  readonly notify: Notify
}

/**
 * Which files are on their way into the session, kept with it: so that a page that ends in the middle of an import leaves
 * word of those that were not in yet. Where that cannot be written nothing else suffers.
 */
export class PendingImports {
  readonly #context: PendingContext
  readonly #live = new Map<MediaId, KeptImport>()

  constructor(context: PendingContext) {
    this.#context = context
    const { workspace } = context
    workspace.subscribe((now, before) => {
      // The session has got its name with its first change, or another one: it goes on under another title.
      if (now.sessionId !== before.sessionId) this.#renamed(before.sessionId, now.sessionId)
      if (now.imports.length !== before.imports.length || now.saving !== before.saving) this.#look()
    })
  }

  /** Files that the queue has under these names now. One that an earlier visit left is no longer missing. */
  add(ids: readonly MediaId[], files: readonly PickedFile[]): void {
    const { workspace, keptImports } = this.#context
    const added = files.flatMap(({ file, ...picked }, index): KeptImport[] => {
      const id = ids[index]
      return id === undefined ? [] : [{ id, fileName: file.name, size: file.size, ...picked }]
    })
    for (const file of added) this.#live.set(file.id, file)
    const { sessionId, interruptedImports } = workspace.getState()
    if (sessionId !== null) void keptImports.put(sessionId, added)
    this.#forget(addedAgain(interruptedImports, added))
  }

  /** A file has turned out to have several audio tracks, and these are on their way. */
  split(id: MediaId, tracks: readonly KeptTrack[]): void {
    const file = this.#live.get(id)
    if (file) this.#narrow([onlyTracks(file, tracks)])
  }

  /** Shows what an earlier visit left of an import into the session that has just been opened here. */
  async restore(session: string): Promise<void> {
    const { document, workspace, keptImports } = this.#context
    const found = await keptImports.of(session)
    if (!found.ok || workspace.getState().sessionId !== session) return
    const { session: now, past, future } = document.getState()
    // Also what is undone was in.
    const known = new Set(
      [now, ...[...past, ...future].map((step) => step.session)].map(({ media }) => media),
    )
    const isIn = (id: MediaId): boolean => [...known].some((media) => Object.hasOwn(media, id))
    const left = found.value.filter(({ id }) => !this.#live.has(id))
    const { going, over } = dividedBy(left, isIn)
    if (over.length > 0) void keptImports.remove(session, over)
    workspace.setState({ interruptedImports: going })
  }

  /** The files that were left, as far as the browser has them and lets them be read. What could not be is said, and stays. */
  async open(): Promise<readonly PickedFile[]> {
    const { workspace, keptImports, notify } = this.#context
    const here = workspace.getState().sessionId
    const files = workspace.getState().interruptedImports.filter(({ reference }) => reference !== null)
    const opened = await keptImports.open(files)
    if (workspace.getState().sessionId !== here) return []
    const read = files.flatMap((kept): { kept: KeptImport; file: FileLike }[] => {
      const file = opened.get(kept.id)
      if (file && !file.ok) notify('error', errorText(file.error))
      return file?.ok ? [{ kept, file: file.value }] : []
    })
    this.#forget(read.map(({ kept }) => kept))
    return read.map(({ kept, file }) => pickedAgain(kept, file))
  }

  dismiss(): void {
    this.#forget(this.#context.workspace.getState().interruptedImports)
  }

  #forget(files: readonly KeptImport[]): void {
    const { workspace, keptImports } = this.#context
    const { sessionId } = workspace.getState()
    if (files.length === 0) return
    const gone = new Set(files.map(({ id }) => id))
    workspace.setState(({ interruptedImports }) => ({
      interruptedImports: interruptedImports.filter(({ id }) => !gone.has(id)),
    }))
    if (sessionId !== null) void keptImports.remove(sessionId, [...gone])
  }

  #renamed(before: string | null, now: string | null): void {
    const { workspace, keptImports } = this.#context
    const live = [...this.#live.values()]
    if (now === null) this.#live.clear()
    else if (before === null) void keptImports.put(now, live)
    else {
      // What goes on goes on in the copy; what was left was left of both.
      void keptImports.put(now, [...live, ...workspace.getState().interruptedImports])
      void keptImports.remove(before, [...this.#live.keys()])
    }
  }

  /** Takes out what has ended, or is in: not before the session is written that has it. */
  #look(): void {
    if (this.#live.size === 0) return
    const { document, workspace, keptImports } = this.#context
    const { imports, saving, sessionId } = workspace.getState()
    const { media } = document.getState().session
    const underWay = new Set(imports.map(({ id }) => id))
    const isOver = (id: MediaId): boolean =>
      Object.hasOwn(media, id) ? saving === 'idle' : !underWay.has(id)
    const { going, over } = dividedBy([...this.#live.values()], isOver)
    for (const id of over) this.#live.delete(id)
    if (over.length > 0 && sessionId !== null) void keptImports.remove(sessionId, over)
    this.#narrow(going.filter((file) => file !== this.#live.get(file.id)))
  }

  /** Files of which fewer tracks are on their way than is kept. */
  #narrow(files: readonly KeptImport[]): void {
    const { workspace, keptImports } = this.#context
    const { sessionId } = workspace.getState()
    for (const file of files) this.#live.set(file.id, file)
    if (files.length > 0 && sessionId !== null) void keptImports.put(sessionId, files)
  }
}

const pickedAgain = ({ reference, folder, audioTracks }: KeptImport, file: FileLike): PickedFile => ({
  file,
  reference,
  ...(folder !== undefined && { folder }),
  ...(audioTracks && { audioTracks }),
})

const onlyTracks = (file: KeptImport, tracks: readonly KeptTrack[]): KeptImport => ({
  ...file,
  tracks,
  audioTracks: tracks.map(({ number }) => number),
})

/** Those that go on, with no tracks but those that do, and the ids of those that are over. */
function dividedBy(files: readonly KeptImport[], isOver: (id: MediaId) => boolean) {
  const going: KeptImport[] = []
  const over: MediaId[] = []
  for (const file of files) {
    const left = file.tracks?.filter(({ id }) => !isOver(id))
    if (left ? left.length === 0 : isOver(file.id)) over.push(file.id)
    else going.push(left && left.length < (file.tracks?.length ?? 0) ? onlyTracks(file, left) : file)
  }
  return { going, over }
}

/**
 * Those that were left and are added again, one for each file: known by name and size, for its bytes are read later, and by its
 * folder where both are of one. Stems of one length that are called by their channel are alike but for that.
 */
function addedAgain(left: readonly KeptImport[], added: readonly KeptImport[]): readonly KeptImport[] {
  const again = new Set<KeptImport>()
  for (const file of added) {
    const same = left.filter((one) => !again.has(one) && sameFile(one) === sameFile(file))
    const [found] = same.filter(
      (one) => !one.folder || !file.folder || lastOf(one.folder) === lastOf(file.folder),
    )
    if (found) again.add(found)
  }
  return [...again]
}

const sameFile = ({ fileName, size }: KeptImport): string => JSON.stringify([fileNameKey(fileName), size])
const lastOf = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1)
