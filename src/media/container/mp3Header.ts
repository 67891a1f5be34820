import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { fourCc } from '../formats/chunks.ts'

/** What an MP3 file says of the samples that its encoder added. */
export type Mp3Header = {
  readonly layer: 1 | 2 | 3
  readonly samplesPerFrame: number
  /** Of the LAME tag, as `lame`, ffmpeg and others write it; absent where the file has none. */
  readonly gapless?: Gapless
}

/** Where the original is in what is decoded, by what its encoder says. */
export type Gapless = {
  /** Samples before the first of the original: the encoder's delay and the decoder's. */
  readonly delay: number
  /** Samples of the original; absent where the file does not count its frames. */
  readonly length?: number
}

/** Every layer III decoder is late by this: 528 samples of its filter bank and one (LAME, `README` of `tagging`). */
const DECODER_DELAY = 529
/** How far after the tags the first frame is looked for, and how much of it is needed. */
const SEARCH_BYTES = 4096
const NEEDED_BYTES = 300

/** The first frame's header and tag (ISO/IEC 11172-3 § 2.4.1.3; Xing; LAME tag revision 1). `null` where there is none. */
export async function readMp3Header(source: ByteSource): Promise<Result<Mp3Header | null, AppError>> {
  const start = await afterTags(source)
  if (!start.ok) return start
  const at = start.value
  if (at >= source.size) return ok(null)
  const read = await source.read(at, Math.min(SEARCH_BYTES + NEEDED_BYTES, source.size - at))
  if (!read.ok) return read
  const bytes = read.value
  for (let start = 0; start + 4 <= bytes.length && start < SEARCH_BYTES; start++) {
    const header = frameAt(new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start))
    if (header) return ok(header)
  }
  return ok(null)
}

/** Where the frames may begin: after the tags at the start, which may hold pictures and with them anything. */
export async function afterTags(source: ByteSource): Promise<Result<number, AppError>> {
  let at = 0
  for (let tags = 0; tags < 8 && at < source.size; tags++) {
    const read = await source.read(at, Math.min(10, source.size - at))
    if (!read.ok) return read
    const size = id3Size(read.value)
    if (size === 0) break
    at += size
  }
  return ok(at)
}

/** Bytes of an ID3v2 tag with its header and footer (id3.org, v2.4 § 3.1); 0 where there is none. */
function id3Size(head: Uint8Array): number {
  if (head.length < 10 || head[0] !== 0x49 || head[1] !== 0x44 || head[2] !== 0x33) return 0
  const size = head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
  return size + 10 + ((head[5] ?? 0) & 0x10 ? 10 : 0)
}

function frameAt(view: DataView): Mp3Header | null {
  const word = view.getUint32(0)
  const version = (word >>> 19) & 3
  const layerBits = (word >>> 17) & 3
  const bitrate = (word >>> 12) & 15
  const rate = (word >>> 10) & 3
  if (word >>> 21 !== 0x7ff || version === 1 || layerBits === 0 || bitrate === 15 || rate === 3) return null
  const layer = (4 - layerBits) as 1 | 2 | 3
  const mpeg1 = version === 3
  const samplesPerFrame = layer === 1 ? 384 : layer === 2 || mpeg1 ? 1152 : 576
  const mono = ((word >>> 6) & 3) === 3
  const sideInfo = mpeg1 ? (mono ? 17 : 32) : mono ? 9 : 17
  const gapless = layer === 3 ? gaplessAt(view, 4 + sideInfo, samplesPerFrame) : undefined
  return { layer, samplesPerFrame, ...(gapless && { gapless }) }
}

/** The LAME tag after a Xing header at byte `at` of its frame. */
function gaplessAt(view: DataView, at: number, samplesPerFrame: number): Gapless | undefined {
  if (view.byteLength < at + 8 || !['Xing', 'Info'].includes(fourCc(view, at))) return undefined
  const flags = view.getUint32(at + 4)
  const parts = [4, 4, 100, 4].map((size, bit) => (flags & (1 << bit) ? size : 0))
  const lame = at + 8 + parts.reduce((sum, size) => sum + size, 0)
  if (view.byteLength < lame + 24 || !['LAME', 'Lavf', 'Lavc'].includes(fourCc(view, lame))) return undefined
  const added = view.getUint32(lame + 20)
  // What LAME puts at byte 21 of its tag: twelve bits of delay, twelve of padding.
  const delay = (added >>> 12) & 0xfff
  const padding = added & 0xfff
  const frames = flags & 1 ? view.getUint32(at + 8) : 0
  const length = frames * samplesPerFrame - delay - padding
  return { delay: delay + DECODER_DELAY, ...(length > 0 && { length }) }
}
