import type { AppError } from '../../domain/errors.ts'
import type { FileMarker } from '../../domain/mediaMetadata.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { windowReader } from '../formats/windowReader.ts'
import { chapterMarker, type FoundChapters, foundChapters } from './fileChapters.ts'
import { type Id3Tag, id3FrameAt } from './id3Frames.ts'

/** Of a chapter's frame, as much as is read: texts come before pictures. */
const CHAPTER_BYTES = 4096
/** Start, end and two places in bytes. */
const TIMES_BYTES = 16
const FRAME_HEADER_BYTES = 10
const PER_SECOND = 1000
/** How texts are written, by their first byte (ID3v2.4 § 4). */
const ENCODINGS = ['windows-1252', 'utf-16le', 'utf-16be', 'utf-8'] as const

/**
 * The chapters of an ID3v2 tag (id3.org, Chapter Frame Addendum 1.0) in milliseconds: the title is the marker's name, the
 * description its note. A chapter that ends where another begins, or with the sound, is a marker; one that ends elsewhere is a
 * region. `length`: of the sound, in samples, where it is known. Only a disk that fails is an error.
 */
export async function id3Chapters(
  source: ByteSource,
  head: Uint8Array,
  { frames, version }: Id3Tag,
  { sampleRate, length }: { readonly sampleRate: number; readonly length: number | undefined },
): Promise<Result<FoundChapters, AppError>> {
  const file = windowReader(source, head)
  const found: (Times | undefined)[] = []
  for (const { id, at, size } of frames) {
    if (id !== 'CHAP') continue
    const read = await file.read(at, Math.min(size, CHAPTER_BYTES))
    if (!read.ok) return read
    found.push(chapter(read.value, version))
  }
  const starts = new Set(found.flatMap((each) => (each ? [each.at] : [])))
  const ends = found.map((each) => each?.end ?? 0)
  const last = length === undefined ? Math.max(0, ...ends) : (length / sampleRate) * PER_SECOND - 1
  return ok(
    foundChapters(
      found.map((each): FileMarker | undefined => {
        if (!each) return undefined
        const { end, ...rest } = each
        const isRegion = !starts.has(end) && end < last
        return chapterMarker({ ...rest, ...(isRegion && { end }), perSecond: PER_SECOND }, sampleRate)
      }),
    ),
  )
}

type Times = { readonly at: number; readonly end: number; readonly label: string; readonly note: string }

function chapter(view: DataView, version: number): Times | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  const times = bytes.indexOf(0) + 1
  if (times === 0 || times + TIMES_BYTES > bytes.length) return undefined
  const texts = new Map<string, string>()
  for (let at = times + TIMES_BYTES; at + FRAME_HEADER_BYTES <= bytes.length; ) {
    const frame = id3FrameAt(view, at, version)
    if (!frame) break
    if (!texts.has(frame.id)) texts.set(frame.id, text(bytes.subarray(frame.at, frame.at + frame.size)))
    at = frame.at + frame.size
  }
  return {
    at: view.getUint32(times),
    end: view.getUint32(times + 4),
    label: texts.get('TIT2') ?? '',
    note: texts.get('TIT3') ?? '',
  }
}

/** Several texts may stand in one, with a zero between them: the first is read. */
function text(bytes: Uint8Array): string {
  const [kind = 0, first, second] = bytes
  const encoding = kind === 1 && first === 0xfe && second === 0xff ? 'utf-16be' : ENCODINGS[kind]
  return encoding ? (new TextDecoder(encoding).decode(bytes.subarray(1)).split('\0')[0] ?? '') : ''
}
