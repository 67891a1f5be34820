import { big32 } from './aiffFixture.ts'
import { ascii, concat } from './wavFixture.ts'

/** One sound track of 16-bit PCM in a file of Apple's, a second long at 48 kHz, silent. */
export type MovieFixture = {
  readonly channels: number
  /** Of the sample entry: 0, 1 or 2 (QuickTime File Format, Sound Sample Description). */
  readonly version?: 0 | 1 | 2
  /** Boxes after the fields of the sample entry. */
  readonly boxes?: readonly Uint8Array[]
  /** Tracks before it, whole. */
  readonly before?: readonly Uint8Array[]
  readonly id?: number
  readonly brand?: 'qt  ' | 'isom'
  /** Ticks in a second of the movie; 48 000 unless told otherwise. */
  readonly timescale?: number
  /** Of the edit list: a duration in ticks of the movie, a place in samples or −1, a speed. */
  readonly edits?: readonly (readonly [duration: number, mediaTime: number, rate?: number])[]
}

export const box = (name: string, ...bodies: readonly Uint8Array[]): Uint8Array => {
  const body = concat(bodies)
  return concat([big32(8 + body.length), ascii(name), body])
}

/** Where the samples of a movie begin, in bytes. */
export const MOVIE_DATA_AT = 28

/** A `chan` box of a layout, with its version and flags. */
export const chanBox = (layout: Uint8Array): Uint8Array => box('chan', big32(0), layout)

const FRAMES = 48_000

export function movieFixture(fixture: MovieFixture): Uint8Array {
  const { channels, brand = 'qt  ', before = [], timescale = 48_000 } = fixture
  const data = new Uint8Array(2 * channels * FRAMES)
  return concat([
    box('ftyp', ascii(brand), big32(0), ascii(brand)),
    box('mdat', data),
    box('moov', words('mvhd', 0, 0, 0, timescale, timescale), ...before, soundTrack(fixture)),
  ])
}

/** Its `trak` box, whose samples are those of the file's only `mdat`. */
export function soundTrack(fixture: MovieFixture): Uint8Array {
  const { channels, id = 1, edits = [] } = fixture
  const list = edits.flatMap(([duration, mediaTime, rate = 1]) => [duration, mediaTime, rate * 65_536])
  const table = box(
    'stbl',
    box('stsd', big32(0), big32(1), sampleEntry(fixture)),
    words('stts', 0, 1, FRAMES, 1),
    words('stsc', 0, 1, 1, FRAMES, 1),
    words('stsz', 0, 2 * channels, FRAMES),
    words('stco', 0, 1, MOVIE_DATA_AT),
  )
  return box(
    'trak',
    words('tkhd', 1, 0, 0, id, 0, FRAMES, ...Array<number>(15).fill(0)),
    ...(edits.length > 0 ? [box('edts', words('elst', 0, edits.length, ...list))] : []),
    box(
      'mdia',
      words('mdhd', 0, 0, 0, 48_000, FRAMES, 0),
      box('hdlr', big32(0), ascii('mhlr'), ascii('soun'), new Uint8Array(14)),
      box('minf', table),
    ),
  )
}

const words = (name: string, ...values: readonly number[]): Uint8Array => box(name, ...values.map(big32))

function sampleEntry({ channels, version = 0, boxes = [] }: MovieFixture): Uint8Array {
  const fields = new DataView(new ArrayBuffer([28, 44, 64][version] ?? 28))
  fields.setUint16(6, 1)
  fields.setUint16(8, version)
  fields.setUint16(16, version === 2 ? 3 : channels)
  fields.setUint16(18, 16)
  fields.setUint32(24, version === 2 ? 0x1_0000 : 48_000 * 65_536)
  if (version === 1) {
    fields.setUint32(28, 1)
    fields.setUint32(32, 2)
  }
  if (version === 2) {
    fields.setUint32(28, 72)
    fields.setFloat64(32, 48_000)
    fields.setUint32(40, channels)
    fields.setUint32(44, 0x7f00_0000)
    fields.setUint32(48, 16)
  }
  return box('sowt', new Uint8Array(fields.buffer), ...boxes)
}

/**
 * A FLAC file of one silent frame of 192 samples at 48 kHz, 16 bits (RFC 9639 § 8 and 9). `applications`: contents of
 * APPLICATION blocks, with their ids.
 */
export function flacFixture(
  channels: number,
  comments: readonly string[] = [],
  applications: readonly Uint8Array[] = [],
): Uint8Array {
  const info = new DataView(new ArrayBuffer(34))
  info.setUint16(0, 192)
  info.setUint16(2, 192)
  // 20 bits of rate, 3 of channels less one, 5 of bits less one, 36 of samples.
  info.setBigUint64(10, (48_000n << 44n) | (BigInt(channels - 1) << 41n) | (15n << 36n) | 192n)
  const texts = comments.map(ascii)
  const list = concat([
    little(0),
    little(texts.length),
    ...texts.flatMap((text) => [little(text.length), text]),
  ])
  const block = (type: number, body: Uint8Array) => concat([big32(type * 2 ** 24 + body.length), body])
  const head = Uint8Array.of(0xff, 0xf8, 0x1a, ((channels - 1) << 4) | 0x08, 0)
  // As long as the longest head of a frame may be, or else no frame is looked for.
  const silence = new Uint8Array(Math.max(16, 3 * channels))
  return concat([
    ascii('fLaC'),
    block(0, new Uint8Array(info.buffer)),
    ...applications.map((content) => block(2, content)),
    block(0x84, list),
    head,
    Uint8Array.of(crc8(head)),
    silence,
    new Uint8Array(2),
  ])
}

const little = (value: number): Uint8Array => big32(value).reverse()

/** Polynomial x⁸ + x² + x + 1 (RFC 9639 § 9.1.8). */
const crc8 = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => {
    let crc = sum ^ byte
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80 ? 7 : 0)) & 0xff
    return crc
  }, 0)
