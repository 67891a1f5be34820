import type { AppError } from '../domain/errors.ts'
import type { FileLike } from '../domain/ports.ts'
import type { Session } from '../domain/session.ts'
import { DOCUMENT_LIMIT, looksLikeDocument, readDocument } from '../domain/sessionDocument.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'

/** Bytes within which a document says what it is. */
const HEAD = 4096

async function textOf(file: FileLike, bytes: number): Promise<Result<string, AppError>> {
  const read = await fileByteSource(file).read(0, Math.min(bytes, file.size))
  return read.ok ? ok(new TextDecoder().decode(read.value)) : read
}

/** A `.json` file that says so at its beginning. */
export async function isSessionDocument(file: FileLike): Promise<boolean> {
  if (!/\.json$/i.test(file.name)) return false
  const head = await textOf(file, HEAD)
  return head.ok && looksLikeDocument(head.value)
}

/** The session of a document file, or why there is none in it. */
export async function readSessionDocument(file: FileLike): Promise<Result<Session, AppError>> {
  if (file.size > DOCUMENT_LIMIT) {
    return err({ code: 'session/invalid', detail: `it is larger than ${DOCUMENT_LIMIT / 2 ** 20} MiB` })
  }
  const text = await textOf(file, file.size)
  if (!text.ok) return text
  const { readSession } = await import('../domain/sessionSchema.ts')
  return readDocument(text.value, readSession)
}
