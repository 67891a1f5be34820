import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { afterTags } from './mp3Header.ts'

const WINDOW = 2 ** 20
/** kbit/s by their index (ISO/IEC 11172-3 § 2.4.2.3, 13818-3 § 2.4.2.3); index 0 is the free format. */
const MPEG1 = {
  1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
} as const
const MPEG2 = {
  1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  3: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const RATES = [44_100, 48_000, 32_000]

/** What is wrong with the frames of an MP3 as a whole. */
export type Mp3Fault = 'freeFormat' | 'sample rate' | 'number of channels'

/** Version, layer and rate, which all frames of a file have in common, and whether a frame is of one channel. */
const kindOf = (word: number): number => word & 0xfffe0c00
const isMono = (word: number): boolean => ((word >>> 6) & 3) === 3

/**
 * Walks the frames from one to the next; `null` when there is nothing to say against them. A frame of the free format is
 * one that the container library takes for 0 bytes long, where it stays for ever and fills memory: such a file, which only
 * damage or malice makes, must not come to it. Frames of another rate it leaves out without a word: two of them, one right
 * after the other, are what a file was made of that was put together from several. `limit`: how many bytes after the tags
 * are walked.
 */
export async function mp3Fault(
  source: ByteSource,
  limit = Number.POSITIVE_INFINITY,
): Promise<Result<Mp3Fault | null, AppError>> {
  const start = await afterTags(source)
  if (!start.ok) return start
  let at = start.value
  const size = Math.min(source.size, at + limit)
  let first: number | null = null
  while (at + 4 <= size) {
    const read = await source.read(at, Math.min(WINDOW, size - at))
    if (!read.ok) return read
    const bytes = new DataView(read.value.buffer, read.value.byteOffset, read.value.length)
    let n = 0
    while (n + 4 <= bytes.byteLength) {
      const word = bytes.getUint32(n)
      const length = frameSize(word)
      const isStranger: boolean = first !== null && kindOf(word) !== kindOf(first)
      if (length === null || isStranger) {
        if (length && isFollowed(bytes, n + length, word)) return ok('sample rate')
        n += 1
        continue
      }
      if (length === 0) return ok('freeFormat')
      first ??= word
      if (isMono(word) !== isMono(first) && isFollowed(bytes, n + length, word)) {
        return ok('number of channels')
      }
      n += length
    }
    at += Math.max(1, n)
  }
  return ok(null)
}

/** Whether a frame of the same kind and channels as `word` begins at `n`: chance does not make two in a row. */
function isFollowed(bytes: DataView, n: number, word: number): boolean {
  if (n + 4 > bytes.byteLength) return false
  const next = bytes.getUint32(n)
  return frameSize(next) !== null && kindOf(next) === kindOf(word) && isMono(next) === isMono(word)
}

/** Bytes of the frame with this header; 0 in the free format, `null` for what is no header. */
function frameSize(word: number): number | null {
  const version = (word >>> 19) & 3
  const layer = 4 - ((word >>> 17) & 3)
  const index = (word >>> 12) & 15
  const rate = RATES[(word >>> 10) & 3]
  if (word >>> 21 !== 0x7ff || version === 1 || layer === 4 || index === 15 || rate === undefined) return null
  const bitrate = ((version === 3 ? MPEG1 : MPEG2)[layer as 1 | 2 | 3][index] ?? 0) * 1000
  const sampleRate = rate >> (version === 3 ? 0 : version === 2 ? 1 : 2)
  const padding = (word >>> 9) & 1
  if (bitrate === 0) return 0
  if (layer === 1) return (Math.floor((12 * bitrate) / sampleRate) + padding) * 4
  return Math.floor(((layer === 3 && version !== 3 ? 72 : 144) * bitrate) / sampleRate) + padding
}
