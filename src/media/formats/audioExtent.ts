import { type FileFormat, FORMAT_LABELS } from '../../domain/media.ts'
import type { AudioWalk } from './audioWalk.ts'
import type { Chunk, ChunkWalk } from './chunks.ts'

/** What a writer puts where it does not know a size of 32 bits yet, and may never come back to. */
export const UNKNOWN_SIZE = 0xffff_ffff

/** A chunked file as its headers tell it. */
export type ChunkedFile = {
  readonly format: FileFormat
  /** Bytes of the file. */
  readonly size: number
  /** What its outermost header says of the size: of all but the first 8 bytes. */
  readonly stated: number
  readonly walk: AudioWalk
}

/**
 * How many bytes of audio there are, and what to say about it. `audio` is where the samples are said to lie. A size
 * shorter than the file is believed. A size of 0 that more than chunks follow, of FFFFFFFFh, or longer than the file is
 * what a recorder leaves that could not finish: the file then decides. So it does where the size of the file is one that
 * nobody came back to, and what follows the audio is no chunk.
 */
export function audioExtent(
  { format, size, stated, walk }: ChunkedFile,
  audio: Pick<Chunk, 'offset' | 'size'>,
  frameBytes: number,
): { readonly bytes: number; readonly warnings: string[] } {
  const warnings: string[] = []
  const available = Math.max(0, size - audio.offset)
  const left = size - walk.stoppedAt
  const neverStated = stated === 0 || stated === UNKNOWN_SIZE
  const unfinalised =
    audio.size > available ||
    // In a file whose own size passes 32 bits it is a size like any other.
    (audio.size === UNKNOWN_SIZE && stated <= UNKNOWN_SIZE && walk.wrappedBy === undefined) ||
    (audio.size === 0 && left > 0) ||
    (neverStated && left >= frameBytes && !walk.isFollowed)
  // Counting a pad byte that is then left out at the very end is no sign of a lost ending.
  const allUnfinalised = neverStated || stated + 8 > Math.max(size, walk.stoppedAt)
  const bytes = unfinalised ? available : audio.size
  const partial = bytes % frameBytes

  if (walk.wrappedBy !== undefined) {
    warnings.push(
      `The size of its audio did not fit in its header, which says ${audio.size - walk.wrappedBy} bytes: the file holds ${audio.size}, and all are read.`,
    )
  } else if (unfinalised) {
    warnings.push(`${notFinalised(`${audio.size} bytes of audio`, available)} ${READ_ON}`)
  } else {
    const isCut = left >= frameBytes
    if (allUnfinalised) {
      const stating = notFinalised(`${stated} bytes in all`, size - 8)
      warnings.push(isCut ? stating : `${stating} ${READ_ON}`)
    }
    if (isCut) {
      warnings.push(
        `Of its audio the ${bytes} bytes that its header says are read; the last ${left} bytes of the file are no ${FORMAT_LABELS[format]} chunks and are left out. If sound is missing at the end, export it again.`,
      )
    }
  }
  if (partial > 0) {
    warnings.push(`Its audio ends part-way through a sample: the last ${bytesText(partial)} left out.`)
  }
  return { bytes, warnings }
}

const notFinalised = (stated: string, held: number): string =>
  `The recording was not finalised, or not copied whole: its header says ${stated}, the file holds ${held}.`

const READ_ON = 'It is read as far as the file goes.'

const bytesText = (count: number): string => (count === 1 ? 'byte is' : `${count} bytes are`)

/** The clause for a file without a chunk that it cannot be read without. */
export function missingChunks(absent: readonly string[], walk: ChunkWalk, fileSize: number): string {
  const last = walk.chunks.at(-1)
  const overrun = last && last.offset + last.size > fileSize
  return `it has no ${absent.join(' and no ')} chunk${overrun ? `: its ${last.id.trim()} chunk runs past the end of the file` : ''}`
}

/** The warning for samples that are wider than what they hold. */
export const paddedSamples = (validBits: number, bits: number): string =>
  `It holds ${validBits}-bit audio in ${bits}-bit samples; all ${bits} bits are read.`
