import type { AppError } from '../../domain/errors.ts'
import type { Result } from '../../lib/result.ts'

/** Some of a file's audio: interleaved samples, full scale ±1, good until the next block is asked for. */
export type AudioBlock = {
  readonly samples: Float32Array
  readonly channels: number
  readonly sampleRate: number
}

/** A file's audio from its first sample to its last, without what an encoder added. Ends with the first error. */
export type AudioBlocks = AsyncGenerator<Result<AudioBlock, AppError>, void, undefined>
