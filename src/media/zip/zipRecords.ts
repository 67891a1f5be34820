import { joined } from '../../lib/joined.ts'

/**
 * The records of a ZIP file of stored entries, as PKWARE's APPNOTE 6.3.10 has them (§ 4.3 and 4.5.3); sizes and offsets
 * that 32 bits cannot hold are Zip64's. All numbers are little-endian.
 */
export const SIGNATURES = {
  local: 0x0403_4b50,
  directory: 0x0201_4b50,
  end: 0x0605_4b50,
  end64: 0x0606_4b50,
  locator64: 0x0706_4b50,
} as const

/** Bytes of each record without the name and the extra fields that follow it. */
export const RECORD_BYTES = { local: 30, directory: 46, end: 22, end64: 56, locator64: 20 } as const

/** What a 16 or 32-bit field holds when the number is in a Zip64 record. */
export const IN_ZIP64 = { u16: 0xffff, u32: 0xffff_ffff } as const
export const ZIP64_EXTRA = 1

/** General-purpose flags, § 4.4.4. */
export const FLAGS = {
  encrypted: 1,
  sizesFollow: 1 << 3,
  patch: 1 << 5,
  strong: 1 << 6,
  utf8: 1 << 11,
  masked: 1 << 13,
} as const

export type StoredEntry = {
  readonly name: string
  /** Bytes of its content, which is not compressed. */
  readonly length: number
  readonly crc32: number
  /** Where its local header begins. */
  readonly headerOffset: number
}

const VERSION = 20
const VERSION_ZIP64 = 45
/** Unix, in the upper byte: what follows are its file modes. */
const MADE_BY = 3 << 8
/** An ordinary file, to be read by all and written by its owner. */
const FILE_MODE = 0o100_644
/** 1 January 1980: the same session and files make the same package, to the byte. */
const DOS_DATE = 0x21

const isLong = (number: number): boolean => number >= IN_ZIP64.u32
const short = (number: number): number => (isLong(number) ? IN_ZIP64.u32 : number)

type Field = readonly [bytes: 2 | 4 | 8, value: number]

/** Fields one after the other. */
function fields(...values: readonly Field[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [bytes]) => sum + bytes, 0)))
  let at = 0
  for (const [bytes, value] of values) {
    if (bytes === 2) view.setUint16(at, value, true)
    else if (bytes === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += bytes
  }
  return new Uint8Array(view.buffer)
}

function zip64Extra(values: readonly number[]): Uint8Array {
  if (values.length === 0) return new Uint8Array(0)
  return fields([2, ZIP64_EXTRA], [2, values.length * 8], ...values.map((value) => [8, value] as const))
}

const versionNeeded = (extra: Uint8Array): number => (extra.length > 0 ? VERSION_ZIP64 : VERSION)

/** What both headers of an entry say, from the version that reads it to how long the name and the extra fields are. */
const sharedFields = (
  crc32: number,
  length: number,
  name: Uint8Array,
  extra: Uint8Array,
): readonly Field[] => [
  [2, versionNeeded(extra)],
  [2, FLAGS.utf8],
  [2, 0],
  [2, 0],
  [2, DOS_DATE],
  [4, crc32],
  [4, short(length)],
  [4, short(length)],
  [2, name.length],
  [2, extra.length],
]

/** What stands before an entry's content. Its length does not depend on the CRC. */
export function localHeader({
  name,
  length,
  crc32,
}: Omit<StoredEntry, 'headerOffset'>): Uint8Array<ArrayBuffer> {
  const nameBytes = new TextEncoder().encode(name)
  // Here both sizes are given, or none (§ 4.5.3).
  const extra = zip64Extra(isLong(length) ? [length, length] : [])
  const head = fields([4, SIGNATURES.local], ...sharedFields(crc32, length, nameBytes, extra))
  return joined([head, nameBytes, extra])
}

export function directoryHeader({ name, length, crc32, headerOffset }: StoredEntry): Uint8Array<ArrayBuffer> {
  const nameBytes = new TextEncoder().encode(name)
  const extra = zip64Extra([...(isLong(length) ? [length, length] : []), headerOffset].filter(isLong))
  const head = fields(
    [4, SIGNATURES.directory],
    [2, versionNeeded(extra) | MADE_BY],
    ...sharedFields(crc32, length, nameBytes, extra),
    [2, 0],
    [2, 0],
    [2, 0],
    [4, FILE_MODE * 2 ** 16],
    [4, short(headerOffset)],
  )
  return joined([head, nameBytes, extra])
}

/** The end of a file whose directory of `entries` is `length` bytes from `offset`. */
export function directoryEnd(entries: number, length: number, offset: number): Uint8Array<ArrayBuffer> {
  const shortCount = Math.min(entries, IN_ZIP64.u16)
  const end = fields(
    [4, SIGNATURES.end],
    [2, 0],
    [2, 0],
    [2, shortCount],
    [2, shortCount],
    [4, short(length)],
    [4, short(offset)],
    [2, 0],
  )
  if (entries < IN_ZIP64.u16 && !isLong(length) && !isLong(offset)) return end
  const end64 = fields(
    [4, SIGNATURES.end64],
    [8, RECORD_BYTES.end64 - 12],
    [2, VERSION_ZIP64 | MADE_BY],
    [2, VERSION_ZIP64],
    [4, 0],
    [4, 0],
    [8, entries],
    [8, entries],
    [8, length],
    [8, offset],
  )
  const locator = fields([4, SIGNATURES.locator64], [4, 0], [8, offset + length], [4, 1])
  return joined([end64, locator, end])
}
