import type { AppError } from '../../domain/errors.ts'

/** What the storage interfaces throw at a program that uses them wrongly: a bug, to be thrown on. */
const BUGS: ReadonlySet<string> = new Set([
  'ConstraintError',
  'DataCloneError',
  'DataError',
  'ReadOnlyError',
  'TransactionInactiveError',
])

/** The error that a refusal of the browser's storage stands for; `subject` is the file or session it was to keep. */
export function storageError(thrown: unknown, subject: string): AppError {
  if (!(thrown instanceof DOMException) || BUGS.has(thrown.name)) throw thrown
  if (thrown.name === 'QuotaExceededError') return { code: 'storage/full', file: subject }
  return { code: 'storage/unavailable', detail: detailOf(thrown) }
}

function detailOf(refusal: DOMException): string {
  switch (refusal.name) {
    case 'SecurityError':
    case 'NotAllowedError':
      return 'it is switched off in the settings, or this is a private window'
    case 'VersionError':
      return 'a newer Dubstage has used the storage since; reload the page'
    default:
      return refusal.message.replace(/\.$/, '') || refusal.name
  }
}
