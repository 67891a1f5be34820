import type { AppError } from '../domain/errors.ts'
import { markerCsv } from '../domain/markerCsv.ts'
import { markersOf } from '../domain/markers.ts'
import type { FileLike } from '../domain/ports.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import type { Session } from '../domain/session.ts'
import { markerWave, SILENCE } from '../export/markerWave.ts'
import type { Pieces } from '../lib/pieces.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { inSlices } from './inSlices.ts'

/** Bytes: a hundred thousand markers with long notes. */
const TABLE_LIMIT = 2 ** 26
/** Within which a file shows whether it is text: headers of sound files have zeros in them. */
const HEAD = 4096
/** Bytes decoded at a time. */
const TEXT_PART = 2 ** 20
const SILENCE_PART = 2 ** 20

/** The markers of a session as a file to be downloaded. */
export async function markerFile(session: Session, as: 'csv' | 'wav'): Promise<Result<File, AppError>> {
  const name = `${safeFileName(session.title)}_markers.${as}`
  if (as === 'csv') {
    const text = await inSlices(markerCsv(markersOf(session), session))
    return ok(new File([text], name, { type: 'text/csv' }))
  }
  const wave = markerWave(markersOf(session), session.sampleRate)
  if (!wave.ok) return wave
  const { head, silence } = wave.value
  // An hour of silence is one piece of it over and over, which is held only once.
  const part = new Blob([new Uint8Array(SILENCE_PART).fill(SILENCE)])
  const whole = Array.from({ length: Math.floor(silence / SILENCE_PART) }, () => part)
  return ok(new File([head, ...whole, part.slice(0, silence % SILENCE_PART)], name, { type: 'audio/wav' }))
}

export async function isText(file: FileLike): Promise<Result<boolean, AppError>> {
  const head = await fileByteSource(file).read(0, Math.min(HEAD, file.size))
  return head.ok ? ok(head.value.length > 0 && !head.value.includes(0)) : head
}

/** A file of text whose name ends as those of marker tables do. */
export async function isMarkerTable(file: FileLike): Promise<boolean> {
  if (!/\.(csv|tsv|txt)$/i.test(file.name)) return false
  const text = await isText(file)
  return text.ok && text.value
}

/** The text of a table. Only UTF-8: another encoding would turn names into others. */
export async function tableText(file: FileLike): Promise<Result<string, AppError>> {
  const refused = (problem: string) =>
    err({ code: 'markers/unreadable', file: file.name, problems: [problem] } as const)
  if (file.size > TABLE_LIMIT) return refused(`it is larger than ${TABLE_LIMIT / 2 ** 20} MiB`)
  const bytes = await fileByteSource(file).read(0, file.size)
  if (!bytes.ok) return bytes
  try {
    return ok(await inSlices(decoded(bytes.value)))
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return refused('its text is not UTF-8: save it again as such')
  }
}

function* decoded(bytes: Uint8Array): Pieces<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += TEXT_PART) {
    parts.push(decoder.decode(bytes.subarray(at, at + TEXT_PART), { stream: true }))
    yield
  }
  return parts.join('') + decoder.decode()
}
