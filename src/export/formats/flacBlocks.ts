import { joined } from '../../lib/joined.ts'
import { byteFields } from '../byteFields.ts'
import { type DeliveryFacts, SAMPLE_BYTES } from './deliveryEncoder.ts'
import { chapterComments, timeTags } from './descriptiveTags.ts'

/** Types of metadata blocks (RFC 9639 § 8.1). */
const STREAMINFO = 0
const APPLICATION = 2
const VORBIS_COMMENT = 4
/** What 24 bits hold: the size of a block. */
const MAX_BLOCK = 2 ** 24 - 1
const VENDOR = 'Dubstage'

/** What only the encoder's frames tell; zeros before they are made. */
export type FlacStream = {
  /** Least and largest block size, 16 bits each, by the encoder's own header. */
  readonly blockSizes: Uint8Array
  readonly smallestFrame: number
  readonly largestFrame: number
  /** Of the samples. */
  readonly md5: Uint8Array
}

export const UNKNOWN_STREAM: FlacStream = {
  blockSizes: new Uint8Array(4),
  smallestFrame: 0,
  largestFrame: 0,
  md5: new Uint8Array(16),
}

/**
 * Everything before the frames of a FLAC file, as long whatever the stream is. Texts, timecode and chapters are a Vorbis
 * comment. `wave`, what stands before the samples of the same Broadcast Wave with its sample-exact markers, lengths, notes,
 * `bext` and `iXML`, is in blocks of the application `riff` (xiph.org, foreign metadata), which
 * `flac -d --keep-foreign-metadata` puts into its WAV files again.
 */
export function flacHead(facts: DeliveryFacts, stream: FlacStream, wave: Uint8Array): Uint8Array {
  const blocks = blocksOf(facts, stream, wave)
  return joined([
    ascii('fLaC'),
    ...blocks.flatMap(([type, body], index) => {
      const { bytes, u32 } = byteFields(4, 'be')
      u32(((index === blocks.length - 1 ? 0x80 : 0) | type) * 2 ** 24 + body.length)
      return [bytes, body]
    }),
  ])
}

/** Whether each block has room for what it is to hold: markers may be many. */
export const flacHeadFits = (facts: DeliveryFacts, wave: Uint8Array): boolean =>
  blocksOf(facts, UNKNOWN_STREAM, wave).every(([, body]) => body.length <= MAX_BLOCK)

const blocksOf = (facts: DeliveryFacts, stream: FlacStream, wave: Uint8Array) =>
  [
    [STREAMINFO, streamInfo(facts, stream)],
    ...wavePieces(wave).map((piece) => [APPLICATION, joined([ascii('riff'), piece])] as const),
    [VORBIS_COMMENT, commentBlock(facts)],
  ] as const

function streamInfo(
  { sampleRate, speakers, kind, samples }: DeliveryFacts,
  { blockSizes, smallestFrame, largestFrame, md5 }: FlacStream,
): Uint8Array {
  const { bytes, raw, u8, u16, u64 } = byteFields(34, 'be')
  raw(blockSizes)
  for (const size of [smallestFrame, largestFrame]) {
    u8(size >>> 16)
    u16(size & 0xffff)
  }
  // 20 bits of rate, 3 of channels less one, 5 of bits less one, 36 of samples.
  const bits = 8 * SAMPLE_BYTES[kind]
  u64(
    (BigInt(sampleRate) << 44n) |
      (BigInt(speakers.length - 1) << 41n) |
      (BigInt(bits - 1) << 36n) |
      BigInt(samples),
  )
  raw(md5)
  return bytes
}

/** A Vorbis comment (RFC 9639 § 8.6), whose lengths are little-endian. */
function commentBlock(facts: DeliveryFacts): Uint8Array {
  const texts = [
    ['TITLE', facts.title],
    ['ARTIST', facts.originator],
    ['COMMENT', facts.description],
  ] as const
  const comments = [
    ...texts.filter(([, text]) => text !== ''),
    ...timeTags(facts),
    ...chapterComments(facts.markers, facts.sampleRate),
  ]
  const count = byteFields(4)
  count.u32(comments.length)
  return joined([
    ...sized(VENDOR),
    count.bytes,
    ...comments.flatMap(([key, text]) => sized(`${key}=${text}`)),
  ])
}

function sized(text: string): Uint8Array[] {
  const encoded = new TextEncoder().encode(text)
  const length = byteFields(4)
  length.u32(encoded.length)
  return [length.bytes, encoded]
}

/** The head of a WAV file in pieces: the twelve bytes before its first chunk, each chunk, and the head of `data`. */
function wavePieces(wave: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(wave.buffer, wave.byteOffset, wave.length)
  const pieces = [wave.subarray(0, 12)]
  for (let at = 12; at < wave.length; ) {
    const isData = at + 8 === wave.length
    const size = isData ? 0 : view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    pieces.push(wave.subarray(at, end))
    at = end
  }
  return pieces
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
