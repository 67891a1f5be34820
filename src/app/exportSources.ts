import type { DeliveryOrder } from '../domain/delivery.ts'
import type { AppError } from '../domain/errors.ts'
import type { QueuedExport } from '../domain/exportQueue.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { FileLike, ImportPort, LibraryPort } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { askToWrite } from '../state/persistence/folderAccess.ts'

type Sources = {
  readonly library: LibraryPort
  readonly importer: ImportPort
  /** Of the session that is open: files that were found again for it serve its exports as well. */
  readonly files: ReadonlyMap<MediaId, FileLike>
}

/** The files that an export reads: those of the session, and the guide that it is held against. */
export function exportMedia(
  { media }: Pick<Session, 'media'>,
  { checks }: Pick<DeliveryOrder, 'checks'>,
): Readonly<Record<MediaId, MediaInfo>> {
  return checks?.guide ? { ...media, [checks.guide.id]: checks.guide.info } : media
}

/**
 * What an export needs to go on: leave to write to its folder, and all its files. Asks the user for leave, so it has to be
 * called within a click. `known`: the files as the export had them. Fails with the name of the first that is not at hand.
 */
export async function findExportSources(
  { library, importer, files }: Sources,
  { session, order, destination, where }: QueuedExport,
  known: ReadonlyMap<MediaId, FileLike>,
): Promise<Result<ReadonlyMap<MediaId, FileLike>, AppError>> {
  const isPicked = destination.kind !== 'downloads' && destination.handle !== null
  if (isPicked && !(await askToWrite(destination.handle)))
    return err({ code: 'export/write', file: where, detail: 'the browser was not allowed to write there' })
  const media = exportMedia(session, order)
  const guide = order.checks?.guide
  const ids = Object.keys(media)
  let located = await library.locate(media)
  const asked = ids.filter((id) => located.get(id)?.state.kind === 'permission')
  if (asked.length > 0 && (await library.requestAccess(asked)).size > 0) located = await library.locate(media)
  const found = new Map<MediaId, FileLike>()
  for (const [id, info] of Object.entries(media)) {
    const copy = info.conform ? await importer.conformed(info) : located.get(id)?.file
    const file = copy ?? files.get(id) ?? known.get(id)
    if (!file)
      return err({ code: id === guide?.id ? 'guide/missing' : 'media/missing', file: soundName(info) })
    found.set(id, file)
  }
  return ok(found)
}
