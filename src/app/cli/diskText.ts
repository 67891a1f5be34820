/** What a system's error means to a person, as a clause. Codes of errno (POSIX). */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  EROFS: 'it is on a disk that can only be read',
  EEXIST: 'there is one of that name already',
  ENAMETOOLONG: 'its name is longer than the system allows',
  ELOOP: 'its links lead round in circles',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program has it',
  ETXTBSY: 'another program has it',
  EIO: 'the disk reports an error',
  ENXIO: 'it is not there any more',
  ENODEV: 'it is not there any more',
  ESTALE: 'its network folder is not there any more',
}

/** Why a file or folder cannot be opened, read or written, in words that need no manual. */
export function diskText(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return MEANINGS[code] ?? (cause instanceof Error ? cause.message : String(cause))
}
