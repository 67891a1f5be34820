import type { AppError } from '../domain/errors.ts'
import { bytesPerFrame, type MediaInfo } from '../domain/media.ts'
import type { ByteSource, SampleBlock } from '../domain/ports.ts'
import { PcmCodec } from '../kernel/pcmCodec.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { notFinite } from './playlist.ts'

/**
 * `length` samples of every channel of a file from sample `from` on, as the mix reads them, for a picture: rounded to 32-bit
 * floats. Both lie within the file.
 */
export async function readSamples(
  module: WebAssembly.Module,
  source: ByteSource,
  { pcm, fileName }: Pick<MediaInfo, 'pcm' | 'fileName'>,
  from: number,
  length: number,
): Promise<Result<SampleBlock, AppError>> {
  const size = bytesPerFrame(pcm)
  const bytes = await source.read(pcm.dataOffset + from * size, length * size)
  if (!bytes.ok) return bytes
  const codec = new PcmCodec(module, pcm.channels, length)
  codec.staging.set(bytes.value)
  const bad = codec.decode(pcm.encoding, pcm.channels, length)
  if (bad >= 0) {
    const value = codec.channels[bad % pcm.channels]?.[Math.floor(bad / pcm.channels)] ?? 0
    return err(notFinite(fileName, from, pcm.channels, bad, value))
  }
  return ok({ channels: codec.channels.map((channel) => Float32Array.from(channel)) })
}
