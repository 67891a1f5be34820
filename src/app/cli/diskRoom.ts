import { statfs } from 'node:fs/promises'
import type { PlannedDeliverable } from '../../domain/deliveryPlan.ts'
import { deliverySize } from '../../domain/deliverySize.ts'
import type { AppError } from '../../domain/errors.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/**
 * Whether there is room for what will be made in `folder`, before the first sample of it is mixed; `export/room` when there
 * is not. Of FLAC, whose size nobody knows before, nothing is counted. An archive needs its longest file a second
 * time, while that is put into it. Systems that do not tell of their room are believed to have it.
 */
export async function checkRoom(
  folder: string,
  planned: readonly PlannedDeliverable[],
  sessionRate: number,
  isArchive: boolean,
): Promise<Result<void, AppError>> {
  const sizes = planned
    .filter(({ container }) => container !== 'flac')
    .map((each) => ({ all: deliverySize([each], sessionRate), files: each.files.length }))
  const all = sizes.reduce((sum, size) => sum + size.all, 0)
  const longest = isArchive ? sizes.reduce((most, size) => Math.max(most, size.all / size.files), 0) : 0
  const bytesNeeded = Math.ceil(all + longest)
  const room = await statfs(folder).catch(() => null)
  // Some file systems tell 0 of everything.
  if (!room || room.blocks === 0) return ok(undefined)
  const bytesFree = room.bavail * room.bsize
  if (bytesNeeded <= bytesFree) return ok(undefined)
  const why = isArchive ? ' (one of the files is there twice while the ZIP file is made)' : ''
  const detail = `the export needs ${gigabytes(bytesNeeded)}${why}, and ${gigabytes(bytesFree)} are free`
  return err({ code: 'export/room', folder, detail })
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
