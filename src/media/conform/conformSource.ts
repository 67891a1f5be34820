import type { AppError } from '../../domain/errors.ts'
import { type CompressedFormat, type ConformSource, trackNumber } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { type CanDecode, webCodecsDecode } from '../container/containerTrack.ts'
import { type ConformSink, conformAudio } from './conformAudio.ts'
import type { CopyNote } from './conformedCopy.ts'
import { conformPcm } from './conformPcm.ts'

/**
 * Decodes a file that was probed as `source`, and writes its audio at `sampleRate` Hz. `proceed` is told the part done,
 * 0…1, and stops the work by returning false. `canDecode`: by what, as for `openTrack`.
 */
export async function conformSource(
  module: WebAssembly.Module,
  bytes: ByteSource,
  source: ConformSource,
  sampleRate: number,
  sink: ConformSink,
  proceed: (done: number) => boolean,
  canDecode: CanDecode = webCodecsDecode,
): Promise<Result<CopyNote, AppError>> {
  if (source.pcm) {
    const audio = await conformPcm(module, bytes, source.pcm, source.sampleRate, sampleRate, sink, proceed)
    return audio.ok ? ok({ ...audio.value, warnings: [] }) : audio
  }
  // Only what decodes needs the whole container library.
  const { openTrack } = await import('./trackBlocks.ts')
  const format = source.format as CompressedFormat
  const track = await openTrack(bytes, format, canDecode, trackNumber(source))
  if (!track.ok) return track
  try {
    const audio = await conformAudio(track.value.blocks, source.fileName, sampleRate, sink, () =>
      proceed(track.value.done()),
    )
    return audio.ok ? ok({ ...audio.value, warnings: track.value.warnings }) : audio
  } finally {
    track.value.close()
  }
}
