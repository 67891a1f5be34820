import type { StatsFs } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { PlannedDeliverable } from '../../domain/deliveryPlan.ts'
import { deliverySize } from '../../domain/deliverySize.ts'
import type { AppError } from '../../domain/errors.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** What is to be made at a rate, Hz, of the mix. */
export type PlannedRoom = { readonly planned: readonly PlannedDeliverable[]; readonly sessionRate: number }

/**
 * Whether there is room for what will be made in `folder`, before the first sample of it is mixed; `export/room` when there
 * is not. Of FLAC, whose size nobody knows before, nothing is counted. An archive needs its longest file a second
 * time, while that is put into it. `has`: bytes of it that are there already. Systems that do not tell of their room are believed
 * to have it.
 */
export function checkRoom(
  folder: string,
  planned: readonly PlannedDeliverable[],
  sessionRate: number,
  isArchive: boolean,
  has = 0,
): Promise<Result<void, AppError>> {
  return checkRoomOfAll(folder, [{ planned, sessionRate }], isArchive, has)
}

/** As `checkRoom`, of exports that are made one after the other, in a folder that may not be there yet. */
export async function checkRoomOfAll(
  folder: string,
  exports: readonly PlannedRoom[],
  isArchive: boolean,
  has = 0,
): Promise<Result<void, AppError>> {
  const sizes = exports.flatMap(({ planned, sessionRate }) =>
    planned
      .filter(({ container }) => container !== 'flac')
      .map((each) => ({ all: deliverySize([each], sessionRate), files: each.files.length })),
  )
  const all = sizes.reduce((sum, size) => sum + size.all, 0)
  const longest = isArchive ? sizes.reduce((most, size) => Math.max(most, size.all / size.files), 0) : 0
  const bytesNeeded = Math.max(0, Math.ceil(all + longest) - has)
  const room = await roomOf(folder)
  // Some file systems tell 0 of everything.
  if (!room || room.blocks === 0) return ok(undefined)
  const bytesFree = room.bavail * room.bsize
  if (bytesNeeded <= bytesFree) return ok(undefined)
  const why = isArchive ? ' (one of the files is there twice while the ZIP file is made)' : ''
  const what = exports.length === 1 ? 'the export needs' : `the ${exports.length} exports need`
  const detail = `${what} ${gigabytes(bytesNeeded)}${why}, and ${gigabytes(bytesFree)} are free`
  return err({ code: 'export/room', folder, detail })
}

/** Of a folder, or of the one above it that there is; `null` where the system does not tell. */
async function roomOf(folder: string): Promise<StatsFs | null> {
  const room = await statfs(folder).catch(() => null)
  const above = dirname(resolve(folder))
  return room || above === resolve(folder) ? room : roomOf(above)
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
