import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { fourCc } from '../formats/chunks.ts'
import { type WindowReader, windowReader } from '../formats/windowReader.ts'

const HEADER_BYTES = 10
const FRAMES_LIMIT = 1000
const ID3 = 0x494433

/**
 * Whether the frames of an ID3v2 tag (v2.3 § 3.3, v2.4 § 4) lie within it and none is unsynchronised: the container library
 * undoes that for as many bytes as a frame says it has, though it were four thousand million. True where there is no tag.
 */
export async function id3IsSound(source: ByteSource, head: Uint8Array): Promise<Result<boolean, AppError>> {
  const file = windowReader(source, head)
  const header = await file.read(0, HEADER_BYTES)
  if (!header.ok) return header
  const view = header.value
  if (view.byteLength < HEADER_BYTES || view.getUint32(0) >>> 8 !== ID3) return ok(true)
  const version = view.getUint8(3)
  const end = HEADER_BYTES + synchsafe(view.getUint32(6))
  // Version 2.2 has other frames, and an extended header is rare: neither is read.
  if (version < 3 || version > 4 || view.getUint8(5) !== 0 || end > source.size) return ok(false)
  let at = HEADER_BYTES
  for (let frames = 0; frames < FRAMES_LIMIT && at + HEADER_BYTES <= end; frames++) {
    const frame = await file.read(at, HEADER_BYTES)
    if (!frame.ok) return frame
    // Padding follows the last.
    if (frame.value.getUint32(0) === 0) return noOtherTag(file, end)
    if (!/^[A-Z0-9]{4}$/.test(fourCc(frame.value, 0))) return ok(false)
    const stated = frame.value.getUint32(4)
    const isSynchsafe = version === 4 && (stated & 0x8080_8080) === 0
    if (frame.value.getUint16(8) !== 0) return ok(false)
    at += HEADER_BYTES + (isSynchsafe ? synchsafe(stated) : stated)
  }
  return at <= end ? noOtherTag(file, end) : ok(false)
}

/** A second tag is read like the first, unseen. */
async function noOtherTag(file: WindowReader, at: number): Promise<Result<boolean, AppError>> {
  const next = await file.read(at, 4)
  if (!next.ok) return next
  return ok(next.value.byteLength < 4 || next.value.getUint32(0) >>> 8 !== ID3)
}

const synchsafe = (stated: number): number =>
  ((stated >>> 24) & 0x7f) * 2 ** 21 +
  ((stated >>> 16) & 0x7f) * 2 ** 14 +
  ((stated >>> 8) & 0x7f) * 2 ** 7 +
  (stated & 0x7f)
