import { errorText } from '../domain/errors.ts'
import { packedSession } from '../domain/packageManifest.ts'
import type { FileLike, FileReference, PackageOrder, PackagePort } from '../domain/ports.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import { noticeOffer } from './noticeOffer.ts'
import { discardPicked, pickSaveFile } from './pickers.ts'
import { saveFile } from './saveFile.ts'
import type { MediaContext, SessionMedia } from './sessionMedia.ts'

type PackageContext = MediaContext & { readonly media: SessionMedia; readonly packager: PackagePort }

/** What is asked about before it goes on. */
type Asked = Omit<PackageOrder, 'leftOut'> & { readonly missing: ReadonlySet<MediaId> }

/** Nothing is written to what was picked for it. */
async function discard({ destination }: Pick<PackageOrder, 'destination'>): Promise<void> {
  if (destination.kind === 'file') await discardPicked(destination.handle as FileReference)
}

/**
 * `20261121-1733`, by this machine's clock. A package is not offered the name of an earlier one: the browser empties a file
 * that is picked to be written over, and the session may be read from it.
 */
function stamp(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}`
}

/** Putting the session and its media into one file. */
export function packageActions(context: PackageContext) {
  const { document, workspace, library, packager, media, notify } = context
  /** From when its file was picked until it is there: ended by the user, or with its session. */
  let job: AbortController | null = null
  let asked: Asked | null = null

  function end(): void {
    job = null
    asked = null
    workspace.setState({ packing: null })
  }

  /** What can be read of the session's media: what is mixed, the originals of conformed files, and what is missing. */
  async function atHand(session: Session) {
    const files = new Map<MediaId, FileLike>()
    const originals = new Map<MediaId, FileLike>()
    const missing = new Set<MediaId>()
    for (const [id, info] of Object.entries(session.media)) {
      const original = await media.original(id, info)
      const mixed = info.conform ? await media.mixed(id, info) : original
      if (mixed) files.set(id, mixed)
      if (original && info.conform) originals.set(id, original)
      if (!mixed && !original) missing.add(id)
    }
    return { files, originals, missing }
  }

  async function run(order: PackageOrder, { signal }: AbortController): Promise<void> {
    const { name, files, originals, destination } = order
    const bytes = [...files.values(), ...originals.values()].reduce((sum, { size }) => sum + size, 0)
    const hasRoom = destination.kind === 'file' || (await library.space()).freeBytes >= bytes
    if (signal.aborted) return
    if (!hasRoom) {
      notify('error', errorText({ code: 'export/diskFull', file: name }), 'document')
      return
    }
    const startedAt = performance.now()
    const show = (bytesDone: number): void =>
      workspace.setState({ packing: { phase: 'running', name, bytes, bytesDone, startedAt } })
    show(0)
    const packed = await packager.pack(order, show, signal)
    if (packed.ok) {
      if (packed.value) saveFile(packed.value)
      const size = new Set([...files.keys(), ...originals.keys()]).size
      const count = size === 1 ? '1 file' : `${size} files`
      const without = order.leftOut.size > 0 ? `, without ${order.leftOut.size}` : ''
      notify('info', `“${name}” holds the session and ${count} of media${without}.`)
    } else if (packed.error.code !== 'cancelled') {
      notify('error', errorText(packed.error), noticeOffer(packed.error))
    }
  }

  /** What was asked about is not wanted, or not here any more. */
  async function withdraw(): Promise<void> {
    if (!asked) return
    const order = asked
    end()
    await discard(order)
  }

  async function runToEnd(order: PackageOrder, stop: AbortController): Promise<void> {
    try {
      await run(order, stop)
      if (stop.signal.aborted) await discard(order)
    } finally {
      end()
    }
  }

  return {
    async savePackage(): Promise<void> {
      if (workspace.getState().packing) return
      const session = packedSession(document.getState().session)
      const name = `${safeFileName(session.title)}_${stamp(new Date())}.dubstage.zip`
      const here = media.session
      const picked = await pickSaveFile('dubstage-package', name)
      if (picked === 'closed' || here.aborted) return
      workspace.setState({ packing: { phase: 'looking' } })
      const destination: PackageOrder['destination'] = picked
        ? { kind: 'file', handle: picked }
        : { kind: 'download' }
      const stop = new AbortController()
      job = stop
      here.addEventListener('abort', () => {
        stop.abort()
        if (job === stop) void withdraw()
      })
      const { files, originals, missing } = await atHand(session)
      const order = { session, files, originals, name: picked?.name ?? name, destination }
      if (stop.signal.aborted) {
        end()
        await discard(order)
        return
      }
      if (missing.size === 0) {
        await runToEnd({ ...order, leftOut: missing }, stop)
        return
      }
      asked = { ...order, missing }
      const lost = [...missing].flatMap((id) => session.media[id] ?? [])
      const names = lost.map(soundName)
      workspace.setState({ packing: { phase: 'asking', missing: names } })
    },
    /** Goes on without the files that are not at hand. */
    async packWithout(): Promise<void> {
      if (!asked || !job) return
      const { missing, ...order } = asked
      asked = null
      await runToEnd({ ...order, leftOut: missing }, job)
    },
    async cancelPackage(): Promise<void> {
      job?.abort()
      await withdraw()
    },
  }
}
