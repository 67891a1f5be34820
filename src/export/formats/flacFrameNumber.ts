import { joined } from '../../lib/joined.ts'

/** The sync code of frames (RFC 9639 § 9.1) and the bit after it that says that all blocks but the last are of one size. */
const FIXED_BLOCK_SIZE = [0xff, 0xf8] as const
const NUMBER_AT = 4
/** What a coded number has in its first byte, and in each that follows it, is a number of up to 31 bits in all. */
const MAX_NUMBER = 2 ** 31 - 1

/**
 * A frame as it is in a stream that has `by` more frames before it: with its number raised, and both of its sums made again.
 * All else of a frame is independent of those before (RFC 9639 § 9). Throws RangeError for what is no frame of a stream with a
 * fixed block size: others count samples.
 */
export function raisedFrame(frame: Uint8Array, by: number): Uint8Array {
  if (by === 0) return frame
  if (FIXED_BLOCK_SIZE.some((byte, at) => frame[at] !== byte))
    throw new RangeError('this is no FLAC frame of a fixed block size')
  const length = codedLength(frame[NUMBER_AT] ?? 0)
  const numberEnd = NUMBER_AT + length
  const sumAt = numberEnd + sizeBytes(frame[2] ?? 0)
  if (crc8(frame.subarray(0, sumAt)) !== frame[sumAt])
    throw new RangeError('the header of a FLAC frame does not have its sum')
  const number = numberOf(frame.subarray(NUMBER_AT, numberEnd)) + by
  const header = joined([frame.subarray(0, NUMBER_AT), codedNumber(number), frame.subarray(numberEnd, sumAt)])
  const raised = joined([
    header,
    Uint8Array.of(crc8(header)),
    frame.subarray(sumAt + 1, -2),
    new Uint8Array(2),
  ])
  const view = new DataView(raised.buffer)
  view.setUint16(raised.length - 2, crc16(raised.subarray(0, -2)))
  return raised
}

/** Bytes of a number by its first one: as many as that has leading ones, or one. */
function codedLength(first: number): number {
  const ones = Math.clz32(~(first << 24))
  if (ones === 1 || ones > 6) throw new RangeError(`no number of a FLAC frame begins with ${first}`)
  return Math.max(1, ones)
}

function numberOf(coded: Uint8Array): number {
  const [first = 0, ...rest] = coded
  const own = rest.length === 0 ? first : first & (0x3f >> rest.length)
  return rest.reduce((number, byte) => (number << 6) | (byte & 0x3f), own)
}

/** As UTF-8 codes characters, up to 31 bits (RFC 9639 § 9.1.5). */
function codedNumber(number: number): Uint8Array {
  if (number > MAX_NUMBER) throw new RangeError(`${number} FLAC frames are more than can be counted`)
  if (number < 0x80) return Uint8Array.of(number)
  const rest: number[] = []
  let left = number
  // The first byte has room for six bits less those that say how many bytes follow.
  while (left > 0x3f >> rest.length || rest.length === 0) {
    rest.unshift(0x80 | (left & 0x3f))
    left >>>= 6
  }
  return Uint8Array.of(((0xff80 >> rest.length) & 0xff) | left, ...rest)
}

/** Bytes between the number and the sum: a block size and a rate that have no code of their own (§ 9.1.1, § 9.1.2). */
function sizeBytes(codes: number): number {
  const [size, rate] = [codes >> 4, codes & 0xf]
  const sizes = size === 6 ? 1 : size === 7 ? 2 : 0
  return sizes + (rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0)
}

const TABLE_8 = table(8, 0x07)
const TABLE_16 = table(16, 0x8005)

function table(bits: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (bits - 1)
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let sum = byte << (bits - 8)
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum & top ? polynomial : 0)
    return sum & (2 * top - 1)
  })
}

function crc8(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum = TABLE_8[sum ^ byte] ?? 0
  return sum
}

function crc16(bytes: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at++)
    sum = ((sum << 8) & 0xffff) ^ (TABLE_16[(sum >> 8) ^ (bytes[at] ?? 0)] ?? 0)
  return sum
}
