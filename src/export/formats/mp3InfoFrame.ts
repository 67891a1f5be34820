import { byteFields } from '../byteFields.ts'

/** MPEG-1 Layer III, in the order of their indices in a frame header (ISO 11172-3 § 2.4.2.3). */
export const MP3_RATES: readonly number[] = [44_100, 48_000, 32_000]
const BIT_RATES = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320].map((kbit) => kbit * 1000)
/** Those whose frames have room for the `Info` frame's fields at every rate. */
export const MP3_BIT_RATES: readonly number[] = BIT_RATES.filter((rate) => rate >= 64_000)

const ENCODER = 'LAME3.100'
/** 'Info' and its fields, and LAME's extension of 36 bytes. */
const TAG_BYTES = 120 + 36
const MAX_12_BITS = 0xfff

/** What the `Info` frame says of the frames after it. */
export type InfoFrame = {
  readonly sampleRate: number
  readonly channels: number
  /** Bits a second, constant. */
  readonly bitRate: number
  /** Without this one. */
  readonly frames: number
  /** Of those frames. */
  readonly bytes: number
  /** CRC-16 of those bytes. */
  readonly crc: number
  /** Samples before the first of the mix and after its last, without the decoder's own 529. */
  readonly delay: number
  readonly padding: number
}

/**
 * The first frame of an MP3 file of constant bit rate: silence to a decoder, and in its place the `Info` tag with LAME's
 * extension (Xing header; G. Bouvigne, "MP3 Info Tag rev 1"). Throws RangeError for a delay or padding over 12 bits.
 */
export function infoFrame(info: InfoFrame): Uint8Array {
  const { sampleRate, channels, bitRate, delay, padding } = info
  if (delay > MAX_12_BITS || padding > MAX_12_BITS || padding < 0) {
    throw new RangeError(`${delay} samples before and ${padding} after`)
  }
  // The frame header and the side information, which stays zero.
  const sideInformation = 4 + (channels === 1 ? 17 : 32)
  const length = Math.floor((144 * bitRate) / sampleRate)
  const { bytes, u8, u16, u32, id, skip } = byteFields(length, 'be')
  // Sync, MPEG-1, Layer III, no CRC; the rates; joint stereo or one channel; an original.
  u32(
    (0xfffb_0000 |
      ((BIT_RATES.indexOf(bitRate) + 1) << 12) |
      (MP3_RATES.indexOf(sampleRate) << 10) |
      (channels === 1 ? 0xc4 : 0x44)) >>>
      0,
  )
  skip(sideInformation - 4)
  id('Info')
  // Fields: frames, bytes, a table of places by percent, quality.
  u32(0xf)
  u32(info.frames)
  u32(length + info.bytes)
  for (let percent = 0; percent < 100; percent++) u8(Math.floor((percent * 256) / 100))
  u32(0)
  id(ENCODER)
  // Revision 0 of the tag, constant bit rate; no low-pass, peak or gain stated.
  u8(1)
  u8(0)
  u32(0)
  u16(0)
  u16(0)
  u8(0)
  u8(Math.min(255, bitRate / 1000))
  u8(delay >>> 4)
  u16(((delay & 0xf) << 12) | padding)
  u8(0)
  u8(0)
  u16(0)
  u32(length + info.bytes)
  u16(info.crc)
  const own = crc16(bytes.subarray(0, sideInformation + TAG_BYTES - 2), 0)
  u16(own)
  return bytes
}

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  return crc
})

/** CRC-16 of polynomial 8005h, reflected, from 0: the one of LAME's tag. */
export function crc16(bytes: Uint8Array, from: number): number {
  let crc = from
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0)
  return crc
}
