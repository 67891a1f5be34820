import type { AppError } from './errors.ts'

/**
 * Why a file could not be read, of what the browser threw then: the two refusals that the File API specifies for reading
 * (§ 7) in plain words, for browsers word them for developers.
 */
export function unreadable(
  file: string,
  { name, message }: { readonly name: string; readonly message: string },
): AppError {
  return { code: 'file/unreadable', file, detail: reason(name, message) }
}

function reason(name: string, message: string): string {
  switch (name) {
    case 'NotFoundError':
      return 'it is no longer where it was'
    case 'NotReadableError':
      return 'it was moved, changed or locked since it was added'
    default:
      return message.replace(/\.$/, '') || name
  }
}
