import { createActions } from '../app/actions.ts'
import type { ExportPort } from '../domain/exportPorts.ts'
import type { QueuedExport } from '../domain/exportQueue.ts'
import { newHistory } from '../domain/history.ts'
import type { MediaInfo } from '../domain/media.ts'
import type {
  ClaimPort,
  EngineEvent,
  EnginePort,
  FileLike,
  ImportPort,
  KeptImport,
  KeptImportsPort,
  LibraryPort,
  PackagePort,
  PickedFile,
  ShelfPort,
} from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { samplePosition } from '../domain/units.ts'
import { err, ok } from '../lib/result.ts'
import { createDocumentStore } from '../state/documentStore.ts'
import { createWorkspaceStore } from '../state/workspaceStore.ts'
import { mediaFixture } from './mediaFixture.ts'

export const fileNamed = (name: string, size = 1000): FileLike => ({
  name,
  size,
  slice: (start, end) => ({ arrayBuffer: async () => new ArrayBuffer(end - start) }),
})
export const picked = (name: string): PickedFile => ({ file: fileNamed(name), reference: null })

export const infoNamed = (name: string, change: Partial<MediaInfo> = {}): MediaInfo =>
  mediaFixture(name, { bytes: 1000, fingerprint: name, ...change })

type Ports = {
  readonly claim?: Partial<ClaimPort>
  readonly exporter?: Partial<ExportPort>
  readonly importer?: Partial<ImportPort>
  readonly keptImports?: Partial<KeptImportsPort>
  readonly library?: Partial<LibraryPort>
  readonly packager?: Partial<PackagePort>
  readonly shelf?: Partial<ShelfPort>
  readonly playhead?: number
}

/** The actions over stores of their own and ports that say yes: files are WAVs that were given without references. */
export function appRig({
  importer,
  exporter,
  keptImports,
  library,
  packager,
  claim,
  shelf,
  playhead = 0,
}: Ports = {}) {
  const document = createDocumentStore()
  const workspace = createWorkspaceStore()
  const files = new Map<MediaId, FileLike>()
  const awake: boolean[] = []
  const stored = new Map<string, Session>()
  const listeners: ((event: EngineEvent) => void)[] = []
  const nothing = async (): Promise<void> => undefined
  const engine: EnginePort = {
    telemetry: {
      position: () => samplePosition(playhead),
      playing: () => false,
      meter: () => undefined,
      underruns: () => ({ disk: 0, device: 0 }),
    },
    update: () => undefined,
    listen: () => undefined,
    play: async () => ok(undefined),
    stop: nothing,
    seek: nothing,
    setLoop: nothing,
    resetMeters: () => undefined,
    setPlaybackBuffer: nothing,
    onEvent(listener) {
      listeners.push(listener)
      return () => undefined
    },
  }
  const queued = new Map<string, QueuedExport>()
  /** By session. */
  const onTheirWay = new Map<string, Map<string, KeptImport>>()
  const allPorts: ExportPort = {
    prepare: () => undefined,
    bounce: async () => err({ code: 'export/nothing' }),
    kept: async () => null,
    wasPublishing: async () => false,
    claim: async () => true,
    discard: nothing,
    sweep: nothing,
    ...exporter,
  }
  const { actions, flush, start } = createActions({
    document,
    workspace,
    engine,
    exporter: allPorts,
    checker: { check: async () => err({ code: 'export/nothing' }) },
    files,
    keepAwake: (on) => awake.push(on),
    keptExports: {
      put: async (one) => {
        queued.set(one.id, one)
        return ok(undefined)
      },
      remove: async (id) => {
        queued.delete(id)
        return ok(undefined)
      },
      list: async () => ok({ exports: [...queued.values()], refused: [] }),
    },
    keptImports: {
      put: async (session, all) => {
        const kept = onTheirWay.get(session) ?? new Map()
        for (const one of all) kept.set(one.id, one)
        onTheirWay.set(session, kept)
        return ok(undefined)
      },
      remove: async (session, ids) => {
        for (const id of ids) onTheirWay.get(session)?.delete(id)
        return ok(undefined)
      },
      of: async (session) => ok([...(onTheirWay.get(session)?.values() ?? [])]),
      open: async () => new Map(),
      ...keptImports,
    },
    importer: {
      probe: async (file) => ok({ kind: 'inPlace', info: infoNamed(file.name) }),
      conform: async () => err({ code: 'cancelled' }),
      conformed: async () => null,
      peaks: async () => ok({ levels: [] }),
      samples: async () => ok({ channels: [] }),
      sweep: nothing,
      ...importer,
    },
    library: {
      remember: async () => ok(undefined),
      locate: async (media) =>
        new Map(
          Object.keys(media).map((id) => [id, { state: { kind: 'missing', why: 'notKept' }, file: null }]),
        ),
      requestAccess: async () => new Set(),
      filesIn: async () => ok([]),
      occupants: async () => ok([]),
      collect: async (_media, _info, file) => ok(file),
      space: async () => ({ usedBytes: 0, freeBytes: 1 }),
      sweep: nothing,
      ...library,
    },
    shelf: {
      list: async () => ok([]),
      load: async (id) => {
        const session = stored.get(id)
        return session ? ok(session) : err({ code: 'shelf/missing' })
      },
      open: async (id) => {
        const session = stored.get(id)
        if (!session) return err({ code: 'shelf/missing' })
        const journal = { next: 0, base: 0, snapshots: [], entries: [] }
        return ok({ history: newHistory(session), journal, lost: 0 })
      },
      save: async (id, session) => {
        stored.set(id, session)
        return ok(undefined)
      },
      append: async (id, { session }) => {
        stored.set(id, session)
        return ok(undefined)
      },
      snapshot: async () => ok(undefined),
      forget: async () => ok(undefined),
      remove: async (id) => {
        stored.delete(id)
        return ok(undefined)
      },
      media: async () => ok(new Map()),
      ...shelf,
    },
    packager: { pack: async () => ok(null), sweep: nothing, ...packager },
    claim: {
      take: async () => true,
      takeWhenFree: async () => true,
      giveUp: nothing,
      whileUnused: async (_id, work) => {
        await work()
        return true
      },
      ...claim,
    },
  })
  const keptFor = (session: string | null): readonly KeptImport[] => [
    ...(onTheirWay.get(session ?? '')?.values() ?? []),
  ]
  return {
    document,
    workspace,
    files,
    stored,
    /** The files that are kept as on their way into a session. */
    keptFor,
    /** Exports as they are kept. */
    queued,
    /** The names of files that are kept as on their way into a session. */
    onTheirWay: (session: string | null) => keptFor(session).map(({ fileName }) => fileName),
    /** What was asked of the screen. */
    awake,
    actions,
    flush,
    start,
    emit: (event: EngineEvent) => {
      for (const listener of listeners) listener(event)
    },
    tracks: () => document.getState().session.tracks,
    texts: () => workspace.getState().notices.map(({ text }) => text),
  }
}

/** Something to be waited for until a test says so. */
export function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined
  const passed = new Promise<void>((resolve) => {
    open = () => resolve()
  })
  return { open, passed }
}

export const pause = (milliseconds = 0): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
