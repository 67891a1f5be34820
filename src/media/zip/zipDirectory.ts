import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { fileNameKey } from '../../domain/relink.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { ZipDirectory } from './zipEnd.ts'
import { shownName, zipFault } from './zipFault.ts'
import { FLAGS, IN_ZIP64, RECORD_BYTES, SIGNATURES, ZIP64_EXTRA } from './zipRecords.ts'

/** What the directory says of an entry. */
export type DirectoryEntry = {
  readonly name: string
  readonly nameBytes: Uint8Array
  readonly length: number
  readonly crc32: number
  readonly headerOffset: number
}

/** More than any package has. */
const ENTRY_LIMIT = 100_000
const DIRECTORY_LIMIT = 32 * 2 ** 20
const NAME_LIMIT = 512

/** The directory's entries in its order. Names are unique, and none of them leads anywhere. */
export async function readDirectory(
  source: ByteSource,
  { entries: count, offset, length }: ZipDirectory,
): Promise<Result<readonly DirectoryEntry[], AppError>> {
  if (count > ENTRY_LIMIT || length > DIRECTORY_LIMIT)
    return zipFault(source, `it has more than ${ENTRY_LIMIT} entries, or a directory that is too long`)
  const bytes = await source.read(offset, length)
  if (!bytes.ok) return bytes
  const entries: DirectoryEntry[] = []
  const names = new Set<string>()
  let at = 0
  while (entries.length < count) {
    const record = recordAt(bytes.value, at)
    if (!record) return zipFault(source, 'its directory is damaged')
    const fault = recordFault(record)
    if (fault) return zipFault(source, fault)
    const key = fileNameKey(record.name)
    if (names.has(key)) return zipFault(source, `${shownName(record.name)} is in it twice`)
    names.add(key)
    entries.push(record)
    at += record.bytes
  }
  return at === length ? ok(entries) : zipFault(source, 'its directory is longer than its entries')
}

type DirectoryRecord = DirectoryEntry & {
  readonly bytes: number
  readonly flags: number
  readonly method: number
  readonly disk: number
  readonly packed: number
}

/** `undefined` for what is no record, or has not all of its bytes. */
function recordAt(directory: Uint8Array, at: number): DirectoryRecord | undefined {
  if (at + RECORD_BYTES.directory > directory.length) return undefined
  const view = new DataView(directory.buffer, directory.byteOffset + at, directory.length - at)
  if (view.getUint32(0, true) !== SIGNATURES.directory) return undefined
  const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((f) =>
    view.getUint16(f, true),
  )
  const extraAt = RECORD_BYTES.directory + nameLength
  const bytes = extraAt + extraLength + commentLength
  if (bytes > view.byteLength) return undefined
  const nameBytes = directory.subarray(at + RECORD_BYTES.directory, at + extraAt)
  const name = decoded(nameBytes)
  const [packed, length, headerOffset] = [20, 24, 42].map((field) => view.getUint32(field, true))
  if (name === undefined || packed === undefined || length === undefined || headerOffset === undefined)
    return undefined
  const long = zip64Values(view, extraAt, extraLength, [length, packed, headerOffset])
  if (!long) return undefined
  return {
    name,
    nameBytes,
    bytes,
    flags: view.getUint16(8, true),
    method: view.getUint16(10, true),
    crc32: view.getUint32(16, true),
    disk: view.getUint16(34, true),
    length: long[0],
    packed: long[1],
    headerOffset: long[2],
  }
}

type Sizes = readonly [length: number, packed: number, headerOffset: number]

/** Those of the numbers that are in the Zip64 field, from there (§ 4.5.3); `undefined` when it has not got them. */
function zip64Values(view: DataView, from: number, bytes: number, values: Sizes): Sizes | undefined {
  const end = from + bytes
  for (let at = from; at + 4 <= end; ) {
    const [id, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)]
    const [fieldAt, fieldEnd] = [at + 4, at + 4 + length]
    if (fieldEnd > end) return undefined
    at = fieldEnd
    if (id !== ZIP64_EXTRA) continue
    let next = fieldAt
    const read = (value: number): number => {
      if (value !== IN_ZIP64.u32) return value
      next += 8
      return next <= fieldEnd ? Number(view.getBigUint64(next - 8, true)) : Number.NaN
    }
    const long: Sizes = [read(values[0]), read(values[1]), read(values[2])]
    return long.every(Number.isSafeInteger) ? long : undefined
  }
  return values.includes(IN_ZIP64.u32) ? undefined : values
}

function decoded(name: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name)
  } catch (thrown) {
    if (thrown instanceof TypeError) return undefined
    throw thrown
  }
}

/** Why an entry is none that can be read in place under its name, as a clause. */
function recordFault({ name, flags, method, disk, length, packed }: DirectoryRecord): string | undefined {
  const shown = shownName(name)
  if ((flags & (FLAGS.encrypted | FLAGS.strong | FLAGS.masked)) !== 0) return `${shown} is encrypted`
  if ((flags & FLAGS.patch) !== 0) return `${shown} is a patch`
  if (disk !== 0) return 'it is one part of an archive that was split'
  if (method !== 0) return `${shown} is compressed, and packages are not`
  if (packed !== length) return `${shown} lies about its size`
  if (name.endsWith('/') && length > 0) return `${shown} is a folder with content`
  const parts = name.replace(/\/$/, '').split('/')
  const leads = parts.some((part) => part === '' || part === '.' || part === '..')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being looked for
  if (leads || /[\\:\u0000-\u001f\u007f]/.test(name) || name.length > NAME_LIMIT)
    return `${shown} is a name that leads out of the package or is none`
  return undefined
}
