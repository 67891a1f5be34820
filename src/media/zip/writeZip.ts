import { createCRC32 } from 'hash-wasm'
import type { AppError } from '../../domain/errors.ts'
import type { ByteSource, CancelSignal } from '../../domain/ports.ts'
import { joined } from '../../lib/joined.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { directoryEnd, directoryHeader, localHeader, type StoredEntry } from './zipRecords.ts'

/** Bytes read and written at a time. */
const PIECE = 4 * 2 ** 20

/** A file that is written at any place. The bytes are the caller's again once it resolves. */
export type ZipSink = {
  write(offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, AppError>>
}

export type ZipItem = { readonly name: string; readonly source: ByteSource }

/**
 * Writes a ZIP file of stored entries in their order, each read once and in pieces. The CRC is known only at an entry's
 * end: its header, which is written before it, is then written again, so that no reader has to look for the sizes behind
 * the content. Resolves with the file's length in bytes; `onProgress` is told bytes of content.
 */
export async function writeZip(
  items: readonly ZipItem[],
  sink: ZipSink,
  onProgress: (bytesDone: number) => void,
  signal: CancelSignal,
): Promise<Result<number, AppError>> {
  const entries: StoredEntry[] = []
  let at = 0
  let done = 0
  for (const { name, source } of items) {
    const [headerOffset, length] = [at, source.size]
    const header = localHeader({ name, length, crc32: 0 })
    const begun = await sink.write(headerOffset, header)
    if (!begun.ok) return begun
    at += header.length
    const content = await copyContent(source, sink, at, signal, (bytes) => onProgress(done + bytes))
    if (!content.ok) return content
    const crc32 = content.value
    const ended = await sink.write(headerOffset, localHeader({ name, length, crc32 }))
    if (!ended.ok) return ended
    entries.push({ name, length, crc32, headerOffset })
    at += length
    done += length
  }
  const directory = joined(entries.map(directoryHeader))
  const written = await sink.write(
    at,
    joined([directory, directoryEnd(entries.length, directory.length, at)]),
  )
  if (!written.ok) return written
  return ok(at + directory.length + directoryEnd(entries.length, directory.length, at).length)
}

/** Copies a source to `at`; resolves with the CRC-32 of its bytes. */
async function copyContent(
  source: ByteSource,
  sink: ZipSink,
  at: number,
  signal: CancelSignal,
  onProgress: (bytes: number) => void,
): Promise<Result<number, AppError>> {
  const crc = await createCRC32()
  const buffer = new Uint8Array(Math.min(PIECE, source.size))
  for (let offset = 0; offset < source.size; offset += PIECE) {
    if (signal.aborted) return err({ code: 'cancelled' })
    const bytes = await source.read(offset, Math.min(PIECE, source.size - offset), buffer)
    if (!bytes.ok) return bytes
    crc.update(bytes.value)
    const written = await sink.write(at + offset, bytes.value as Uint8Array<ArrayBuffer>)
    if (!written.ok) return written
    onProgress(offset + bytes.value.length)
  }
  const digest = crc.digest('binary')
  return ok(new DataView(digest.buffer, digest.byteOffset).getUint32(0))
}
