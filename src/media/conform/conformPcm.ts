import type { AppError } from '../../domain/errors.ts'
import type { PcmLayout } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import type { Result } from '../../lib/result.ts'
import { type ConformedAudio, type ConformSink, conformAudio } from './conformAudio.ts'
import { pcmBlocks } from './pcmBlocks.ts'

/**
 * Converts a PCM file at `from` Hz to `to` Hz. Needs no browser: the command line conforms by it too. `proceed` is told
 * the part done, 0…1, and stops the work by returning false.
 */
export function conformPcm(
  module: WebAssembly.Module,
  source: ByteSource,
  pcm: PcmLayout,
  from: number,
  to: number,
  sink: ConformSink,
  proceed: (done: number) => boolean,
): Promise<Result<ConformedAudio, AppError>> {
  return conformAudio(pcmBlocks(module, source, pcm, from), source.name, to, sink, (taken) =>
    proceed(taken / pcm.length),
  )
}
