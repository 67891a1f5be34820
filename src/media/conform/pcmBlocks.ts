import { bytesPerFrame, type PcmLayout } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { PcmCodec } from '../../kernel/pcmCodec.ts'
import { err, ok } from '../../lib/result.ts'
import { notFinite } from '../playlist.ts'
import type { AudioBlocks } from './audioBlock.ts'

/** Frames read at once. */
const SPAN = 65_536

/** A PCM file's audio at its own rate, read ahead by one block; fails at the first NaN or infinity. */
export async function* pcmBlocks(
  module: WebAssembly.Module,
  source: ByteSource,
  pcm: PcmLayout,
  sampleRate: number,
): AudioBlocks {
  const { channels, dataOffset, length, encoding } = pcm
  const codec = new PcmCodec(module, channels, SPAN)
  const size = bytesPerFrame(pcm)
  const interleaved = new Float32Array(SPAN * channels)
  const read = (from: number) => source.read(dataOffset + from * size, Math.min(SPAN, length - from) * size)
  let next = read(0)
  for (let from = 0; from < length; from += SPAN) {
    const bytes = await next
    if (!bytes.ok) return yield bytes
    if (from + SPAN < length) next = read(from + SPAN)
    const frames = bytes.value.length / size
    codec.staging.set(bytes.value)
    const bad = codec.decode(encoding, channels, frames)
    if (bad >= 0) {
      const value = codec.channels[bad % channels]?.[Math.floor(bad / channels)] ?? 0
      return yield err(notFinite(source.name, from, channels, bad, value))
    }
    codec.channels.forEach((channel, c) => {
      for (let n = 0; n < frames; n++) interleaved[n * channels + c] = channel[n] ?? 0
    })
    yield ok({ samples: interleaved.subarray(0, frames * channels), channels, sampleRate })
  }
}
