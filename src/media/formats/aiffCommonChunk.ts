import type { AppError } from '../../domain/errors.ts'
import { FORMAT_LABELS, type PcmEncoding } from '../../domain/media.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { fourCc } from './chunks.ts'

/** What a `COMM` chunk says, where it says something that can be read. */
export type AiffCommon = {
  readonly encoding: PcmEncoding
  /** 1…65 535. */
  readonly channels: number
  /** As stated; 0 and FFFFFFFFh are met in recordings that were never finished. */
  readonly frames: number
  /** Hz, 1 or more, to a thousandth: the format allows any. */
  readonly sampleRate: number
  /** Bits of an integer sample that carry sound. */
  readonly validBits: number
}

/** Bytes of a `COMM` chunk that are looked at: all but the name of the coding, which says nothing that is relied on. */
export const COMMON_CHUNK_BYTES = 22
const PLAIN_BYTES = 18

/** Codings that are met in AIFF-C files and not read (Apple, QuickTime and sndfile registers). */
const CODING_NAMES: ReadonlyMap<string, string> = new Map([
  ['alaw', 'A-law audio'],
  ['ALAW', 'A-law audio'],
  ['ulaw', 'µ-law audio'],
  ['ULAW', 'µ-law audio'],
  ['ima4', 'IMA ADPCM audio'],
  ['MAC3', 'MACE 3:1 audio'],
  ['MAC6', 'MACE 6:1 audio'],
  ['GSM ', 'GSM 6.10 audio'],
  ['QDMC', 'QDesign audio'],
  ['QDM2', 'QDesign audio'],
  ['Qclp', 'Qualcomm PureVoice audio'],
  ['.mp3', 'MP3 audio'],
  ['dwvw', 'DWVW audio'],
  ['rt24', 'RT24 audio'],
  ['rt29', 'RT29 audio'],
  ['ADP4', 'ADPCM audio'],
  ['G722', 'G.722 audio'],
  ['G726', 'G.726 audio'],
  ['G728', 'G.728 audio'],
])

/**
 * Reads the body of a `COMM` chunk, of which `chunk` is the first `COMMON_CHUNK_BYTES`, or all. `format/encoding` for
 * what is sound but not read here, `format/malformed` for what makes no sense.
 */
export function aiffCommon(
  chunk: DataView,
  file: string,
  format: 'aiff' | 'aifc',
): Result<AiffCommon, AppError> {
  const malformed = (detail: string) =>
    err({ code: 'format/malformed', file, format: FORMAT_LABELS[format], detail } as const)
  const needed = format === 'aifc' ? COMMON_CHUNK_BYTES : PLAIN_BYTES
  if (chunk.byteLength < needed) {
    return malformed(`its COMM chunk has ${chunk.byteLength} bytes, fewer than the ${needed} of any`)
  }
  const channels = chunk.getUint16(0)
  const frames = chunk.getUint32(2)
  const bits = chunk.getUint16(6)
  const sampleRate = extended(chunk, 8)
  const coding = format === 'aifc' ? fourCc(chunk, 18) : 'NONE'
  if (channels === 0) return malformed('its header says 0 channels')
  if (!(sampleRate >= 1 && sampleRate < 2 ** 32)) return malformed('its header gives no sample rate')

  const encoding = pcmEncoding(coding, bits)
  if (!encoding) return err({ code: 'format/encoding', file, encoding: codingName(coding, bits) })
  const validBits = COUNTED.has(coding) ? bits : encoding.bits
  return ok({ encoding, channels, frames, sampleRate: Math.round(sampleRate * 1000) / 1000, validBits })
}

/** Codings whose width is the header's to say; the others have it in their name. */
const COUNTED: ReadonlySet<string> = new Set(['NONE', 'twos', 'sowt'])

function pcmEncoding(coding: string, bits: number): PcmEncoding | undefined {
  switch (coding) {
    case 'NONE':
    case 'twos':
      return integer(bits, 'be')
    case 'sowt':
      return integer(bits, 'le')
    case 'raw ':
      return bits === 8 ? { kind: 'uint', bits, endian: 'be' } : undefined
    case 'in24':
      return integer(24, 'be')
    case 'in32':
      return integer(32, 'be')
    case '42ni':
    case '42n1':
      return integer(24, 'le')
    case '23ni':
      return integer(32, 'le')
    case 'fl32':
    case 'FL32':
      return { kind: 'float', bits: 32, endian: 'be' }
    case 'fl64':
    case 'FL64':
      return { kind: 'float', bits: 64, endian: 'be' }
    default:
      return undefined
  }
}

/** Integers stand at the top of as many whole bytes as they need. */
function integer(bits: number, endian: PcmEncoding['endian']): PcmEncoding | undefined {
  const container = ([8, 16, 24, 32] as const).find((width) => bits > width - 8 && bits <= width)
  return container && { kind: 'int', bits: container, endian }
}

function codingName(coding: string, bits: number): string {
  if (COUNTED.has(coding) || coding === 'raw ') return `${bits}-bit PCM`
  const known = CODING_NAMES.get(coding)
  if (known) return known
  return /^[\w .-]{4}$/.test(coding) ? `audio of the coding “${coding.trim()}”` : 'audio of an unknown coding'
}

/** An IEEE 754 extended number of 80 bits, its leading one written out; NaN for infinities and for what is none. */
function extended(view: DataView, at: number): number {
  const head = view.getUint16(at)
  const exponent = head & 0x7fff
  if (exponent === 0x7fff) return Number.NaN
  const mantissa = view.getUint32(at + 2) * 2 ** 32 + view.getUint32(at + 6)
  return (head >= 0x8000 ? -1 : 1) * mantissa * 2 ** (exponent - 16_383 - 63)
}
