import { type AppError, CHANNEL_LIMIT } from '../domain/errors.ts'
import type { MediaInfo, ProbedMedia } from '../domain/media.ts'
import type { ByteSource } from '../domain/ports.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { looksLike } from './formats/looksLike.ts'
import { FORMATS } from './formats/registry.ts'

/** Bytes from the start of a file that every format is shown: enough for all headers of most files. */
export const HEAD_BYTES = 65_536

/**
 * What a file is, if a session at `sessionRate` Hz can use it: a format that is read, one or two channels, that
 * sample rate, and at least one sample. Reads headers only.
 */
export async function probeMedia(
  source: ByteSource,
  sessionRate: number,
): Promise<Result<ProbedMedia, AppError>> {
  const file = source.name
  if (source.size === 0) return err({ code: 'file/empty', file })
  const head = await source.read(0, Math.min(source.size, HEAD_BYTES))
  if (!head.ok) return head
  for (const format of FORMATS) {
    const info = await format.probe(source, head.value)
    if (info) return info.ok ? usable({ ...info.value, bytes: source.size }, sessionRate) : info
  }
  return err({ code: 'format/unknown', file, looksLike: looksLike(head.value) })
}

/** Channels come before the rate: converting the rate of a 5.1 file would only lead to the next refusal. */
function usable(info: MediaInfo, sessionRate: number): Result<ProbedMedia, AppError> {
  const { fileName: file, sampleRate } = info
  const { channels, length } = info.pcm
  if (channels > CHANNEL_LIMIT) return err({ code: 'audio/channels', file, channels })
  if (sampleRate !== sessionRate) {
    return err({ code: 'audio/rate', file, sampleRate })
  }
  return length > 0 ? ok({ kind: 'inPlace', info }) : err({ code: 'audio/empty', file })
}
