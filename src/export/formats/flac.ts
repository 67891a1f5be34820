import { createMD5 } from 'hash-wasm'
import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import { joined } from '../../lib/joined.ts'
import { ok } from '../../lib/result.ts'
import { UNMEASURED } from '../deliveredFigures.ts'
import { bextWarnings } from './bextChunk.ts'
import type { DeliveryFileFormat } from './deliveryEncoder.ts'
import { bytesOf } from './encoderHeader.ts'
import { flacHead, flacHeadFits, UNKNOWN_STREAM } from './flacBlocks.ts'
import { orderRefusal } from './speakerOrder.ts'
import { measuredWaveHeader } from './wav.ts'

const RATES = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000]
/** What is tested: 24 hours at 48 kHz. STREAMINFO counts in 36 bits. */
const MAX_SAMPLES = 2 ** 32 - 1
/** Where STREAMINFO (RFC 9639 § 8.2) has the least and the largest block size in the encoder's own header. */
const BLOCK_SIZES_AT = 8

/**
 * FLAC (RFC 9639), with the MD5 of its samples, by which any decoder proves the file to be whole, and with the metadata
 * of a Broadcast Wave. Its head is written again when the last frame and the loudness are known.
 */
export const flac: DeliveryFileFormat = {
  ...deliveryContainer('flac'),

  refusal(facts) {
    const { sampleRate, speakers, samples } = facts
    if (!RATES.includes(sampleRate)) return `its encoder has no rate of ${sampleRate} Hz`
    if (samples > MAX_SAMPLES) return `it is written up to ${MAX_SAMPLES} samples`
    const wave = measuredWaveHeader(facts, UNMEASURED)
    if (wave.ok && !flacHeadFits(facts, wave.value)) return 'it holds 16 MiB of markers, and these are more'
    return orderRefusal(speakers, [1, 2, 3, 4, 5, 6])
  },

  async open(facts) {
    const [{ attemptEncoding }, { openPacketEncoder }] = await Promise.all([
      import('./muxedEncoder.ts'),
      import('./packetEncoder.ts'),
    ])
    const wave = measuredWaveHeader(facts, facts.measured ?? UNMEASURED)
    if (!wave.ok) return wave
    const frames: Uint8Array[] = []
    const stream = { ...UNKNOWN_STREAM, smallestFrame: Number.POSITIVE_INFINITY }
    const opened = await openPacketEncoder('flac', facts, flac.label, ({ data }, meta) => {
      const header = meta?.decoderConfig?.description
      if (header) stream.blockSizes = bytesOf(header).slice(BLOCK_SIZES_AT, BLOCK_SIZES_AT + 4)
      stream.smallestFrame = Math.min(stream.smallestFrame, data.length)
      stream.largestFrame = Math.max(stream.largestFrame, data.length)
      frames.push(data)
    })
    if (!opened.ok) return opened
    const encoder = opened.value
    const md5 = await createMD5()
    return ok({
      head: flacHead(facts, UNKNOWN_STREAM, wave.value),
      warnings: bextWarnings(facts),
      push(pcm) {
        // The samples as they are given: interleaved, signed, little-endian, of whole bytes.
        md5.update(pcm)
        return attemptEncoding(facts.file, flac.label, async () => {
          await encoder.push(pcm)
          return joined(frames.splice(0))
        })
      },
      async finish(measured) {
        const final = measuredWaveHeader(facts, facts.measured ?? measured)
        if (!final.ok) return final
        return attemptEncoding(facts.file, flac.label, async () => {
          await encoder.finish()
          const made = { ...stream, md5: md5.digest('binary') }
          return {
            bytes: joined(frames.splice(0)),
            patches: [{ offset: 0, bytes: flacHead(facts, made, final.value) }],
          }
        })
      },
      close: () => encoder.close(),
    })
  },
}
