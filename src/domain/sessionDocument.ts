import { err, type Result } from '../lib/result.ts'
import type { AppError } from './errors.ts'
import type { Session } from './session.ts'

/** What a session document says of itself first. Its format is in docs/session-document.md. */
export const DOCUMENT_FORMAT = 'dubstage-session'
/** Bytes: far more than a session of 5 000 clips needs. */
export const DOCUMENT_LIMIT = 256 * 2 ** 20

/** The order of a session's own fields: what it is first, what is long last. All others are in the alphabet's. */
const ORDER: readonly string[] = [
  'format',
  'version',
  'title',
  'sampleRate',
  'layout',
  'frameRate',
  'startFrame',
  'panLaw',
  'stems',
  'markers',
  'deliverables',
  'checks',
  'specs',
  'exportSettings',
  'tracks',
  'media',
]

/**
 * A session as text: JSON, two spaces to a level, one simple value to a line and every field always at the same place,
 * so that a comparison of two versions shows what was changed.
 */
export function sessionDocument(session: Session): string {
  const ranked = Object.entries({ format: DOCUMENT_FORMAT, ...session }).toSorted(
    ([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1),
  )
  const inOrder = Object.fromEntries(ranked.map(([key, value]) => [key, sorted(value)]))
  return `${JSON.stringify(inOrder, null, 2)}\n`
}

const rank = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length)

/** `id` and `name` come first, lists keep their order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const place = (key: string): string => (key === 'id' ? ' ' : key === 'name' ? ' !' : key)
  const entries = Object.entries(value).toSorted(([a], [b]) => (place(a) < place(b) ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

/** Whether a file that begins so is meant as a session document: any JSON object that names the format early. */
export const looksLikeDocument = (start: string): boolean =>
  /^\uFEFF?\s*\{/.test(start) && start.includes(`"${DOCUMENT_FORMAT}"`)

/** The session of a document. `read` is `readSession`, which is not loaded before one is opened. */
export function readDocument(
  text: string,
  read: (found: unknown) => Result<Session, AppError>,
): Result<Session, AppError> {
  let found: unknown
  try {
    found = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return invalid('it is not JSON, or was cut off')
  }
  if (typeof found !== 'object' || found === null || !('format' in found))
    return invalid('it does not say its format')
  if (found.format !== DOCUMENT_FORMAT) return invalid(`its format is not “${DOCUMENT_FORMAT}”`)
  const { format: _, ...session } = found
  return read(session)
}

const invalid = (detail: string): Result<never, AppError> => err({ code: 'session/invalid', detail })
