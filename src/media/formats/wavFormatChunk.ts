import type { AppError } from '../../domain/errors.ts'
import { type FileFormat, FORMAT_LABELS, type PcmEncoding } from '../../domain/media.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** What a `fmt ` chunk says, where it says something that can be read. */
export type WavFormat = {
  readonly encoding: PcmEncoding
  /** 1…65 535. */
  readonly channels: number
  /** Hz, 1 or more. */
  readonly sampleRate: number
  /** Bytes of one sample of all channels. */
  readonly blockAlign: number
  /** Bits of an integer sample that carry sound: fewer than `encoding.bits` in a 20-in-24 file. */
  readonly validBits: number
  /** Speaker bits of the extensible kind; 0 where nothing is said. */
  readonly channelMask: number
}

/** Bytes of a `fmt ` chunk that are looked at: all of WAVEFORMATEXTENSIBLE. */
export const FORMAT_CHUNK_BYTES = 40
const PLAIN_BYTES = 16

const TAG_PCM = 0x0001
const TAG_FLOAT = 0x0003
const TAG_EXTENSIBLE = 0xfffe

/** Bytes 2…15 of every KSDATAFORMAT_SUBTYPE that stands for a format tag, which is its bytes 0 and 1. */
const SUBTYPE_TAIL = '000000001000800000aa00389b71'

/** Encodings that are met in WAV files and not read (tags: RFC 2361 and mmreg.h). */
const ENCODING_NAMES: ReadonlyMap<number, string> = new Map([
  [0x0002, 'Microsoft ADPCM audio'],
  [0x0006, 'A-law audio'],
  [0x0007, 'µ-law audio'],
  [0x0011, 'IMA ADPCM audio'],
  [0x0031, 'GSM 6.10 audio'],
  [0x0050, 'MPEG audio (MP2)'],
  [0x0055, 'MP3 audio'],
  [0x0092, 'Dolby AC-3 audio'],
  [0x00ff, 'AAC audio'],
  [0x0161, 'Windows Media audio'],
  [0x0162, 'Windows Media audio'],
  [0x0163, 'Windows Media audio'],
  [0x1610, 'AAC audio'],
  [0x2000, 'Dolby AC-3 audio'],
  [0x2001, 'DTS audio'],
  [0xf1ac, 'FLAC audio'],
])

/**
 * Reads the body of a `fmt ` chunk, of which `chunk` is the first `FORMAT_CHUNK_BYTES`, or all (WAVEFORMAT,
 * PCMWAVEFORMAT, WAVEFORMATEX and WAVEFORMATEXTENSIBLE, mmreg.h). `wav/encoding` for what is sound but not read
 * here, `wav/malformed` for what contradicts itself. Bytes per second are not looked at: many writers get them
 * wrong and nothing depends on them.
 */
export function wavFormat(chunk: DataView, file: string, format: FileFormat): Result<WavFormat, AppError> {
  const malformed = (detail: string) =>
    err({ code: 'format/malformed', file, format: FORMAT_LABELS[format], detail } as const)
  if (chunk.byteLength < PLAIN_BYTES) {
    return malformed(`its fmt chunk has ${chunk.byteLength} bytes, fewer than the ${PLAIN_BYTES} of any`)
  }
  const extensible = chunk.getUint16(0, true) === TAG_EXTENSIBLE
  if (extensible && chunk.byteLength < FORMAT_CHUNK_BYTES) {
    return malformed(
      `its fmt chunk is ${chunk.byteLength} bytes long, too short for the extensible kind it names`,
    )
  }
  const tag = extensible ? subFormatTag(chunk) : chunk.getUint16(0, true)
  if (tag !== TAG_PCM && tag !== TAG_FLOAT) {
    return err({ code: 'format/encoding', file, encoding: encodingName(tag) })
  }

  const channels = chunk.getUint16(2, true)
  const sampleRate = chunk.getUint32(4, true)
  const blockAlign = chunk.getUint16(12, true)
  const bits = chunk.getUint16(14, true)
  if (channels === 0) return malformed('its header says 0 channels')
  if (sampleRate === 0) return malformed('its header says a sample rate of 0 Hz')
  if (bits === 0) return malformed('its header says 0 bits per sample')

  const encoding = tag === TAG_PCM ? integerEncoding(bits) : floatEncoding(bits)
  if (!encoding) {
    return err({
      code: 'format/encoding',
      file,
      encoding: `${bits}-bit ${tag === TAG_PCM ? 'PCM' : 'float'}`,
    })
  }
  const bytes = encoding.bits / 8
  if (blockAlign !== channels * bytes) {
    const each = `${channels} ${channels === 1 ? 'channel' : 'channels'} of ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
    return malformed(`its header says ${each}, and ${blockAlign} bytes for all of them`)
  }
  // Zero, or more bits than the container has, says nothing: the container is what is read.
  const stated = extensible ? chunk.getUint16(18, true) : bits
  const validBits = stated > 0 ? Math.min(stated, bits) : bits
  const channelMask = extensible ? chunk.getUint32(20, true) : 0
  return ok({ encoding, channels, sampleRate, blockAlign, validBits, channelMask })
}

/** 20 bits are always kept at the top of 3 bytes. 12 in 2 are not: writers differ on which end, so they are not read. */
function integerEncoding(bits: number): PcmEncoding | undefined {
  if (bits === 8) return { kind: 'uint', bits, endian: 'le' }
  if (bits === 16 || bits === 24 || bits === 32) return { kind: 'int', bits, endian: 'le' }
  return bits === 20 ? { kind: 'int', bits: 24, endian: 'le' } : undefined
}

function floatEncoding(bits: number): PcmEncoding | undefined {
  return bits === 32 || bits === 64 ? { kind: 'float', bits, endian: 'le' } : undefined
}

/** The format tag inside the sub-format GUID; `undefined` for a GUID of another family. */
function subFormatTag(chunk: DataView): number | undefined {
  const tail = Array.from({ length: 14 }, (_, i) =>
    chunk
      .getUint8(26 + i)
      .toString(16)
      .padStart(2, '0'),
  )
  return tail.join('') === SUBTYPE_TAIL ? chunk.getUint16(24, true) : undefined
}

function encodingName(tag: number | undefined): string {
  if (tag === undefined) return 'audio of an unknown extensible format'
  return ENCODING_NAMES.get(tag) ?? `audio of format tag 0x${tag.toString(16).toUpperCase().padStart(4, '0')}`
}
