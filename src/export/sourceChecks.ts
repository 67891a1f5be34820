import type { GuideMedia } from '../domain/checks.ts'
import type { AppError } from '../domain/errors.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { fingerprint } from '../media/fingerprint.ts'

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
  for (const [id, info] of infos) {
    const file = files.get(id)
    if (!file) continue
    if (info.conform || info.fingerprint === undefined) {
      const { dataOffset, length, channels, encoding } = info.pcm
      if (file.size < dataOffset + (length * channels * encoding.bits) / 8)
        return err({ code: 'file/changed', file: info.fileName })
      continue
    }
    const found = await fingerprint(fileByteSource(file))
    if (!found.ok) return found
    if (found.value !== info.fingerprint) return err({ code: 'file/changed', file: info.fileName })
  }
  return ok(undefined)
}
