import { type AppError, RATE_RANGE } from '../../domain/errors.ts'
import type { Samples } from '../../domain/units.ts'
import { samples } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { notFinite } from '../playlist.ts'
import type { AudioBlock, AudioBlocks } from './audioBlock.ts'
import { createResampler, type Resampler } from './resampler.ts'

/** Bytes handed to the sink at once: few enough that they stay in the processor's cache, and that a decoder is fed meanwhile. */
const WRITE_BYTES = 2 ** 16

/** Where conformed audio goes, from its byte 0 on: interleaved 32-bit floats, little-endian. */
export type ConformSink = {
  /** Takes all of `bytes`, which are the caller's again when it resolves. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, AppError>> | Result<void, AppError>
}

/** What was conformed: the file's audio at its own rate, and how much it became. */
export type ConformedAudio = {
  readonly channels: number
  readonly sampleRate: number
  /** At the file's own rate. */
  readonly sourceLength: Samples
  /** At the rate asked for: exactly `resampledLength` of the source's. */
  readonly length: Samples
}

/**
 * Writes a file's audio at `rate` Hz, front to back. The rate and channels are those of the first block, and have to stay
 * so. Stops when `proceed`, told the samples taken so far, says no.
 */
export async function conformAudio(
  blocks: AudioBlocks,
  file: string,
  rate: number,
  sink: ConformSink,
  proceed: (taken: number) => boolean,
): Promise<Result<ConformedAudio, AppError>> {
  const writer = new BlockWriter(sink)
  let first: Pick<AudioBlock, 'channels' | 'sampleRate'> | null = null
  let resampler: Resampler | null = null
  let taken = 0
  try {
    for await (const next of blocks) {
      if (!next.ok) return next
      const { samples: block, channels, sampleRate } = next.value
      if (!first) {
        const { min, max } = RATE_RANGE
        if (sampleRate < min || sampleRate > max) return err({ code: 'audio/rate', file, sampleRate })
        first = { channels, sampleRate }
        if (sampleRate !== rate) resampler = await createResampler(channels, sampleRate, rate)
      }
      if (sampleRate !== first.sampleRate) return err({ code: 'audio/varies', file, what: 'sample rate' })
      if (channels !== first.channels) return err({ code: 'audio/varies', file, what: 'number of channels' })
      const bad = firstNotFinite(block)
      if (bad >= 0) return err(notFinite(file, taken, channels, bad, block[bad] ?? 0))
      taken += block.length / channels
      for (const part of resampler ? resampler.push(block) : [block]) {
        const written = await writer.write(part)
        if (!written.ok) return written
      }
      if (!proceed(taken)) return err({ code: 'cancelled' })
    }
    if (!first || taken === 0) return err({ code: 'audio/empty', file })
    for (const part of resampler ? resampler.finish() : []) {
      const written = await writer.write(part)
      if (!written.ok) return written
    }
    const flushed = await writer.flush()
    if (!flushed.ok) return flushed
    return ok({ ...first, sourceLength: samples(taken), length: samples(writer.values / first.channels) })
  } finally {
    resampler?.close()
    await blocks.return()
  }
}

/** Index of the first NaN or infinity, or −1. */
function firstNotFinite(block: Float32Array): number {
  let sum = 0
  // 0 for every number, NaN from the first that is none.
  for (let n = 0; n < block.length; n++) sum += (block[n] ?? 0) * 0
  return sum === 0 ? -1 : block.findIndex((value) => !Number.isFinite(value))
}

/** Gathers blocks into writes of one size. */
class BlockWriter {
  values = 0
  readonly #sink: ConformSink
  readonly #buffer = new Float32Array(WRITE_BYTES / 4)
  #filled = 0

  constructor(sink: ConformSink) {
    this.#sink = sink
  }

  async write(block: Float32Array): Promise<Result<void, AppError>> {
    this.values += block.length
    for (let at = 0; at < block.length; ) {
      const part = block.subarray(at, at + this.#buffer.length - this.#filled)
      this.#buffer.set(part, this.#filled)
      this.#filled += part.length
      at += part.length
      if (this.#filled === this.#buffer.length) {
        const flushed = await this.flush()
        if (!flushed.ok) return flushed
      }
    }
    return ok(undefined)
  }

  async flush(): Promise<Result<void, AppError>> {
    const bytes = new Uint8Array(this.#buffer.buffer, 0, this.#filled * 4)
    this.#filled = 0
    // Every machine that browsers and Node run on is little-endian.
    return bytes.length > 0 ? this.#sink.write(bytes) : ok(undefined)
  }
}
