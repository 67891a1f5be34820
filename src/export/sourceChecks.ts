import type { GuideMedia } from '../domain/checks.ts'
import type { AppError } from '../domain/errors.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { batches } from '../lib/batches.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { fingerprint } from '../media/fingerprint.ts'

/** Files that are looked at together: each is some dozens of trips to another process. */
const AT_ONCE = 4

/**
 * That every file, the `guide` too, is still the one that the session knows: `file/changed` names the first that is not. Browsers refuse to
 * read a file that was changed, most of them by its date alone; this looks at what is in it. A conformed copy is ours, and
 * called by the fingerprint of another file: only its length is looked at.
 */
export async function checkSources(
  { media }: Session,
  files: ReadonlyMap<MediaId, FileLike>,
  guide?: GuideMedia,
): Promise<Result<void, AppError>> {
  const infos = [...Object.entries(media), ...(guide ? [[guide.id, guide.info] as const] : [])]
  for (const some of batches(infos, AT_ONCE)) {
    for (const checked of await Promise.all(some.map(([id, info]) => check(info, files.get(id)))))
      if (!checked.ok) return checked
  }
  return ok(undefined)
}

async function check(info: MediaInfo, file: FileLike | undefined): Promise<Result<void, AppError>> {
  if (!file) return ok(undefined)
  const changed = err({ code: 'file/changed', file: info.fileName } as const)
  if (info.conform || info.fingerprint === undefined) {
    const { dataOffset, length, channels, encoding } = info.pcm
    return file.size < dataOffset + (length * channels * encoding.bits) / 8 ? changed : ok(undefined)
  }
  const found = await fingerprint(fileByteSource(file))
  if (!found.ok) return found
  return found.value === info.fingerprint ? ok(undefined) : changed
}
