import type { Layout, Speaker } from '../domain/layout.ts'
import type { Samples } from '../domain/units.ts'
import { joined } from '../lib/joined.ts'
import { byteFields } from './byteFields.ts'

/** A PCM file of known length. */
export type WavSpec = {
  /** As many as `layout` has speakers. */
  readonly channels: number
  /** Hz. */
  readonly sampleRate: number
  readonly bits: 16 | 24 | 32
  /** IEEE float, which is 32-bit here. */
  readonly float: boolean
  readonly samples: Samples
  readonly layout: Pick<Layout, 'label' | 'speakers'>
  /** Whole chunks between the format and the samples. */
  readonly before?: Uint8Array
  /** Whole chunks after the samples. */
  readonly after?: Uint8Array
}

const TAG_PCM = 0x0001
const TAG_FLOAT = 0x0003
const TAG_EXTENSIBLE = 0xfffe

/** A 32-bit size that stands for 'see ds64' (EBU Tech 3306 § 3), and so cannot be a RIFF size. */
const SEE_DS64 = 0xffff_ffff

/** KSDATAFORMAT_SUBTYPE GUIDs, after their first two bytes, which are the format tag. */
const SUBTYPE_TAIL = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]

/** Bits of dwChannelMask (ksmedia.h). Ls and Rs are the back pair, as in the 3Fh that 5.1 files carry. */
const MASK: Readonly<Record<Speaker, number>> = {
  M: 0x4,
  L: 0x1,
  R: 0x2,
  C: 0x4,
  LFE: 0x8,
  Ls: 0x10,
  Rs: 0x20,
  Lrs: 0x10,
  Rrs: 0x20,
  Lss: 0x200,
  Rss: 0x400,
  Cs: 0x100,
}

/**
 * Everything before the samples of a WAV file, exact for its length. The samples follow at once; after them comes
 * `wavTrailer`.
 *
 * `RIFF`, a `JUNK` chunk of 28 bytes, `fmt `, for all but plain integer PCM a `fact`, and the head of `data`. So the
 * samples start at byte 80 (integer) or 94 (float), and with more than two channels at 116, whatever the length: a
 * file that passes 4 GiB is an RF64 of the same shape, with `ds64` in place of the `JUNK` (EBU Tech 3306 § 4). Chunks
 * of the caller's before `data` move them on by as much.
 *
 * `fmt ` is PCMWAVEFORMAT for integers, WAVEFORMATEX for floats, and WAVEFORMATEXTENSIBLE with the speaker mask
 * beyond stereo, where a reader would otherwise have to guess the speakers. The mask names speakers in the order of its
 * bits: for any other order of channels it is 0, which leaves them unnamed rather than wrong.
 */
export function wavHeader(spec: WavSpec): Uint8Array {
  const { channels, sampleRate, bits, float, samples, layout } = spec
  if (channels !== layout.speakers.length) {
    throw new RangeError(`${channels} channels do not make a ${layout.label} file`)
  }
  if (float && bits !== 32) throw new RangeError(`there is no ${bits}-bit float`)

  const extensible = channels > 2
  const tag = float ? TAG_FLOAT : TAG_PCM
  const formatBytes = extensible ? 40 : float ? 18 : 16
  const hasFact = extensible || float
  const before = spec.before ?? new Uint8Array(0)
  const headerBytes = 12 + 36 + 8 + formatBytes + (hasFact ? 12 : 0) + before.length + 8
  const blockAlign = (channels * bits) / 8
  const dataBytes = samples * blockAlign
  const riffBytes = headerBytes - 8 + dataBytes + wavTrailer(spec).length
  const rf64 = riffBytes >= SEE_DS64

  const { bytes, id, u16, u32, u64, raw } = byteFields(headerBytes)
  id(rf64 ? 'RF64' : 'RIFF')
  u32(rf64 ? SEE_DS64 : riffBytes)
  id('WAVE')

  id(rf64 ? 'ds64' : 'JUNK')
  u32(28)
  u64(rf64 ? riffBytes : 0)
  u64(rf64 ? dataBytes : 0)
  u64(rf64 ? samples : 0)
  u32(0)

  id('fmt ')
  u32(formatBytes)
  u16(extensible ? TAG_EXTENSIBLE : tag)
  u16(channels)
  u32(sampleRate)
  u32(sampleRate * blockAlign)
  u16(blockAlign)
  u16(bits)
  if (formatBytes > 16) u16(formatBytes - 18)
  if (extensible) {
    u16(bits)
    u32(channelMask(layout.speakers))
    u16(tag)
    for (let i = 0; i < SUBTYPE_TAIL.length; i += 2)
      u16((SUBTYPE_TAIL[i] ?? 0) | ((SUBTYPE_TAIL[i + 1] ?? 0) << 8))
  }

  if (hasFact) {
    id('fact')
    u32(4)
    u32(rf64 ? SEE_DS64 : samples)
  }

  raw(before)

  id('data')
  u32(rf64 ? SEE_DS64 : dataBytes)
  return bytes
}

/** What follows the samples: the pad byte that RIFF asks for after an odd number of bytes, and the chunks after it. */
export function wavTrailer({ channels, bits, samples, after }: WavSpec): Uint8Array {
  const pad = new Uint8Array(((samples * channels * bits) / 8) % 2)
  return after ? joined([pad, after]) : pad
}

/** dwChannelMask; 0 when the channels do not stand in the order of its bits. */
function channelMask(speakers: readonly Speaker[]): number {
  const bits = speakers.map((speaker) => MASK[speaker])
  const ascending = bits.every((bit, i) => i === 0 || bit > (bits[i - 1] ?? 0))
  return ascending ? bits.reduce((mask, bit) => mask | bit, 0) : 0
}
