import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { fourCc } from '../formats/chunks.ts'
import { type WindowReader, windowReader } from '../formats/windowReader.ts'

const HEADER_BYTES = 10
const FRAMES_LIMIT = 4000
const ID3 = 0x494433

/** A frame by its name and where its content lies, in bytes. */
export type Id3Frame = { readonly id: string; readonly at: number; readonly size: number }

/** `version`: 3 or 4, by which frames in frames are read. */
export type Id3Tag = { readonly version: number; readonly frames: readonly Id3Frame[] }

/**
 * The ID3v2 tag that a file begins with (v2.3 § 3.3, v2.4 § 4), without frames where there is none. `null` where they
 * do not lie within it, or one is unsynchronised: the container library undoes that for as many bytes as a frame says it has,
 * though it were four thousand million.
 */
export async function readId3Tag(
  source: ByteSource,
  head: Uint8Array,
): Promise<Result<Id3Tag | null, AppError>> {
  const file = windowReader(source, head)
  const header = await file.read(0, HEADER_BYTES)
  if (!header.ok) return header
  const view = header.value
  if (view.byteLength < HEADER_BYTES || view.getUint32(0) >>> 8 !== ID3) return ok({ version: 4, frames: [] })
  const version = view.getUint8(3)
  const end = HEADER_BYTES + synchsafe(view.getUint32(6))
  // Version 2.2 has other frames, and an extended header is rare: neither is read.
  if (version < 3 || version > 4 || view.getUint8(5) !== 0 || end > source.size) return ok(null)
  const frames: Id3Frame[] = []
  let at = HEADER_BYTES
  while (frames.length < FRAMES_LIMIT && at + HEADER_BYTES <= end) {
    const read = await file.read(at, HEADER_BYTES)
    if (!read.ok) return read
    // Padding follows the last.
    if (read.value.getUint32(0) === 0) break
    const frame = id3FrameAt(read.value, 0, version)
    if (!frame) return ok(null)
    frames.push({ ...frame, at: at + HEADER_BYTES })
    at += HEADER_BYTES + frame.size
  }
  if (at > end) return ok(null)
  const other = await hasOtherTag(file, end)
  return other.ok ? ok(other.value ? null : { version, frames }) : other
}

/**
 * The frame whose header is at byte `at` of `view`, and in it the place of its content; `undefined` where none is that can be
 * read. `version`: 3 or 4. Many programs write sizes of version 3 into tags of version 4.
 */
export function id3FrameAt(view: DataView, at: number, version: number): Id3Frame | undefined {
  const id = fourCc(view, at)
  if (!/^[A-Z0-9]{4}$/.test(id) || view.getUint16(at + 8) !== 0) return undefined
  const stated = view.getUint32(at + 4)
  const isSynchsafe = version === 4 && (stated & 0x8080_8080) === 0
  return { id, at: at + HEADER_BYTES, size: isSynchsafe ? synchsafe(stated) : stated }
}

/** A second tag is read like the first, unseen. */
async function hasOtherTag(file: WindowReader, at: number): Promise<Result<boolean, AppError>> {
  const next = await file.read(at, 4)
  if (!next.ok) return next
  return ok(next.value.byteLength === 4 && next.value.getUint32(0) >>> 8 === ID3)
}

const synchsafe = (stated: number): number =>
  ((stated >>> 24) & 0x7f) * 2 ** 21 +
  ((stated >>> 16) & 0x7f) * 2 ** 14 +
  ((stated >>> 8) & 0x7f) * 2 ** 7 +
  (stated & 0x7f)
