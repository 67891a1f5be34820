import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { type DirectoryEntry, readDirectory } from './zipDirectory.ts'
import { findDirectory } from './zipEnd.ts'
import { shownName, zipFault } from './zipFault.ts'
import { FLAGS, IN_ZIP64, RECORD_BYTES, SIGNATURES } from './zipRecords.ts'

/** Content of a ZIP file: `length` bytes from `offset`, as they are. */
export type ZipEntry = {
  readonly name: string
  readonly offset: number
  readonly length: number
  readonly crc32: number
}

/**
 * The entries of a ZIP file whose content can be read in place, in the order in which they lie. Nothing is unpacked, and
 * no content is read. `package/invalid` for anything that is not plainly so: compressed, encrypted, split or overlapping
 * entries, names that could be followed out of a folder or that come twice, and records that contradict each other.
 */
export async function readZip(source: ByteSource): Promise<Result<readonly ZipEntry[], AppError>> {
  const directory = await findDirectory(source)
  if (!directory.ok) return directory
  const listed = await readDirectory(source, directory.value)
  if (!listed.ok) return listed
  const inOrder = listed.value.toSorted((a, b) => a.headerOffset - b.headerOffset)
  const entries: ZipEntry[] = []
  for (const [index, entry] of inOrder.entries()) {
    const next = inOrder[index + 1]?.headerOffset ?? directory.value.offset
    const end = Math.min(next, directory.value.offset)
    const located = await locate(source, entry, end)
    if (!located.ok) return located
    // A folder's own entry has nothing in it.
    if (!entry.name.endsWith('/')) entries.push(located.value)
  }
  return ok(entries)
}

/** Looks at the header before an entry's content, which ends at `end` at the latest. */
async function locate(
  source: ByteSource,
  entry: DirectoryEntry,
  end: number,
): Promise<Result<ZipEntry, AppError>> {
  const { name, nameBytes, length, crc32, headerOffset } = entry
  const overlaps = `${shownName(name)} overlaps what comes after it`
  const headLength = RECORD_BYTES.local + nameBytes.length
  if (headerOffset + headLength > end) return zipFault(source, overlaps)
  const head = await source.read(headerOffset, headLength)
  if (!head.ok) return head
  const view = new DataView(head.value.buffer, head.value.byteOffset, headLength)
  const isSame =
    view.getUint32(0, true) === SIGNATURES.local &&
    view.getUint16(8, true) === 0 &&
    view.getUint16(26, true) === nameBytes.length &&
    nameBytes.every((byte, index) => byte === head.value[RECORD_BYTES.local + index]) &&
    saysTheSame(view, length, crc32)
  if (!isSame)
    return zipFault(source, `its directory and the header of ${shownName(name)} contradict each other`)
  if ((view.getUint16(6, true) & FLAGS.encrypted) !== 0)
    return zipFault(source, `${shownName(name)} is encrypted`)
  const offset = headerOffset + headLength + view.getUint16(28, true)
  return offset + length <= end ? ok({ name, offset, length, crc32 }) : zipFault(source, overlaps)
}

/** Whether a header has the directory's CRC and sizes, or leaves them to it. */
function saysTheSame(view: DataView, length: number, crc32: number): boolean {
  const follows = (view.getUint16(6, true) & FLAGS.sizesFollow) !== 0
  const sizes = [view.getUint32(18, true), view.getUint32(22, true)]
  if (follows && view.getUint32(14, true) === 0 && sizes.every((size) => size === 0 || size === IN_ZIP64.u32))
    return true
  return view.getUint32(14, true) === crc32 && sizes.every((size) => size === length || size === IN_ZIP64.u32)
}
