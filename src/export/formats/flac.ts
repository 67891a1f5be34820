import { createMD5 } from 'hash-wasm'
import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import { ok } from '../../lib/result.ts'
import type { DeliveryFileFormat } from './deliveryEncoder.ts'
import { bytesOf } from './encoderHeader.ts'
import { orderRefusal } from './speakerOrder.ts'

const RATES = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000]
/** STREAMINFO counts in 36 bits; the muxer writes 32 of them. */
const MAX_SAMPLES = 2 ** 32 - 1
/** Where STREAMINFO (RFC 9639 § 8.2) has the least and the largest block size, 16 bits each, and the MD5 of the samples. */
const BLOCK_SIZES_AT = 8
const MD5_AT = 26

/** FLAC (RFC 9639), with the MD5 of its samples, by which any decoder proves the file to be whole. */
export const flac: DeliveryFileFormat = {
  ...deliveryContainer('flac'),

  refusal({ sampleRate, speakers, samples }) {
    if (!RATES.includes(sampleRate)) return `its encoder has no rate of ${sampleRate} Hz`
    if (samples > MAX_SAMPLES) return `it is written up to ${MAX_SAMPLES} samples`
    return orderRefusal(speakers, [1, 2, 3, 4, 5, 6])
  },

  async open(facts) {
    const [{ FlacOutputFormat }, { openMuxedEncoder }] = await Promise.all([
      import('mediabunny'),
      import('./muxedEncoder.ts'),
    ])
    let blockSizes = new Uint8Array(0)
    const opened = await openMuxedEncoder(facts, {
      codec: 'flac',
      label: flac.label,
      format: new FlacOutputFormat(),
      delay(meta) {
        // The encoder's own header: the muxer counts block sizes, and finds none in a file of one block.
        const header = bytesOf(meta?.decoderConfig?.description)
        blockSizes = header.slice(BLOCK_SIZES_AT, BLOCK_SIZES_AT + 4)
        return 0
      },
      delayInHeader: false,
      drain: 0,
    })
    if (!opened.ok) return opened
    const encoder = opened.value
    const md5 = await createMD5()
    return ok({
      ...encoder,
      push(pcm) {
        // The samples as they are given: interleaved, signed, little-endian, of whole bytes.
        md5.update(pcm)
        return encoder.push(pcm)
      },
      async finish(measured) {
        const end = await encoder.finish(measured)
        if (!end.ok) return end
        const patches = [
          ...end.value.patches,
          { offset: BLOCK_SIZES_AT, bytes: blockSizes },
          { offset: MD5_AT, bytes: md5.digest('binary') },
        ]
        return ok({ bytes: end.value.bytes, patches })
      },
    })
  },
}
