import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { zipFault } from './zipFault.ts'
import { IN_ZIP64, RECORD_BYTES, SIGNATURES } from './zipRecords.ts'

export type ZipDirectory = { readonly entries: number; readonly offset: number; readonly length: number }

/** The longest comment that may follow the end record. */
const COMMENT_BYTES = 0xffff
const SPLIT = 'it is one part of an archive that was split'

/** Where the directory of a ZIP file lies: right before the records that end the file, in one piece with them. */
export async function findDirectory(source: ByteSource): Promise<Result<ZipDirectory, AppError>> {
  const tailLength = Math.min(source.size, RECORD_BYTES.end + COMMENT_BYTES + RECORD_BYTES.locator64)
  const tailOffset = source.size - tailLength
  const tail = await source.read(tailOffset, tailLength)
  if (!tail.ok) return tail
  const view = new DataView(tail.value.buffer, tail.value.byteOffset, tailLength)
  const at = endRecord(view)
  if (at === undefined) return zipFault(source, 'it was cut off: the directory at its end is not there')
  const [disk, directoryDisk, here, entries] = [4, 6, 8, 10].map((field) => view.getUint16(at + field, true))
  const length = view.getUint32(at + 12, true)
  const offset = view.getUint32(at + 16, true)
  const inZip64 = entries === IN_ZIP64.u16 || length === IN_ZIP64.u32 || offset === IN_ZIP64.u32
  if (inZip64 && at >= RECORD_BYTES.locator64) {
    const locator = at - RECORD_BYTES.locator64
    if (view.getUint32(locator, true) === SIGNATURES.locator64)
      return zip64Directory(source, view, locator, tailOffset)
  }
  if (disk !== 0 || directoryDisk !== 0 || here !== entries) return zipFault(source, SPLIT)
  return bounded(source, { entries: entries ?? 0, offset, length }, tailOffset + at)
}

/** The last place from which an end record and its comment go just to the end of the file. */
function endRecord(view: DataView): number | undefined {
  for (let at = view.byteLength - RECORD_BYTES.end; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== SIGNATURES.end) continue
    if (at + RECORD_BYTES.end + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  return undefined
}

async function zip64Directory(
  source: ByteSource,
  tail: DataView,
  locator: number,
  tailOffset: number,
): Promise<Result<ZipDirectory, AppError>> {
  if (tail.getUint32(locator + 4, true) !== 0 || tail.getUint32(locator + 16, true) > 1)
    return zipFault(source, SPLIT)
  const at = tailOffset + locator - RECORD_BYTES.end64
  if (at < 0 || tail.getBigUint64(locator + 8, true) !== BigInt(at))
    return zipFault(source, 'its Zip64 end record is not where it says')
  const bytes = await source.read(at, RECORD_BYTES.end64)
  if (!bytes.ok) return bytes
  const view = new DataView(bytes.value.buffer, bytes.value.byteOffset, RECORD_BYTES.end64)
  if (view.getUint32(0, true) !== SIGNATURES.end64)
    return zipFault(source, 'its Zip64 end record is not where it says')
  if (view.getUint32(16, true) !== 0 || view.getUint32(20, true) !== 0) return zipFault(source, SPLIT)
  const [here = 0, entries = 0, length = 0, offset = 0] = [24, 32, 40, 48].map((field) =>
    Number(view.getBigUint64(field, true)),
  )
  if (here !== entries) return zipFault(source, SPLIT)
  return bounded(source, { entries, offset, length }, at)
}

function bounded(source: ByteSource, directory: ZipDirectory, end: number): Result<ZipDirectory, AppError> {
  return directory.offset + directory.length === end
    ? ok(directory)
    : zipFault(source, 'its directory is not where its end says, or something was put before or into it')
}
