import type { AppError } from '../domain/errors.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { ByteSource } from '../domain/ports.ts'
import { ok, type Result } from '../lib/result.ts'
import { isInPlace, probeHeaders } from '../media/probe.ts'

/** What the headers of a PCM file say, whatever its rate. Throws for other kinds of files. */
export async function probeFile(source: ByteSource): Promise<Result<MediaInfo, AppError>> {
  const probed = await probeHeaders(source)
  if (!probed.ok) return probed
  if (!isInPlace(probed.value)) throw new Error(`${source.name} is not PCM`)
  return ok({ ...probed.value, bytes: source.size })
}
