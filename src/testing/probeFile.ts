import type { AppError } from '../domain/errors.ts'
import type { MediaInfo } from '../domain/media.ts'
import type { ByteSource } from '../domain/ports.ts'
import { ok, type Result } from '../lib/result.ts'
import { probeMedia } from '../media/probe.ts'

/** What the headers of a PCM file say, whether or not its rate is the session's. Throws for other kinds of files. */
export async function probeFile(
  source: ByteSource,
  sessionRate = 48_000,
): Promise<Result<MediaInfo, AppError>> {
  const probed = await probeMedia(source, sessionRate)
  if (!probed.ok) return probed
  if (probed.value.kind === 'inPlace') return ok(probed.value.info)
  const { codec: _codec, channels: _channels, length: _length, pcm, ...known } = probed.value.source
  if (!pcm) throw new Error(`${known.fileName} is not PCM`)
  return ok({ ...known, pcm })
}
