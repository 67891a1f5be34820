import { createMD5 } from 'hash-wasm'
import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import { framed, unframed } from '../../lib/framed.ts'
import { joined } from '../../lib/joined.ts'
import { ok } from '../../lib/result.ts'
import { UNMEASURED } from '../deliveredFigures.ts'
import { bextWarnings } from './bextChunk.ts'
import { type DeliveryFileFormat, SAMPLE_BYTES } from './deliveryEncoder.ts'
import { bytesOf } from './encoderHeader.ts'
import { flacHead, flacHeadFits, UNKNOWN_STREAM } from './flacBlocks.ts'
import { raisedFrame } from './flacFrameNumber.ts'
import { HeldPcm } from './heldPcm.ts'
import { orderRefusal } from './speakerOrder.ts'
import { measuredWaveHeader } from './wav.ts'

const RATES = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000]
/** What is tested: 24 hours at 48 kHz. STREAMINFO counts in 36 bits. */
const MAX_SAMPLES = 2 ** 32 - 1
/** Where STREAMINFO (RFC 9639 § 8.2) has the least and the largest block size in the encoder's own header. */
const BLOCK_SIZES_AT = 8

/**
 * FLAC (RFC 9639), with the MD5 of its samples, by which any decoder proves the file to be whole, and with the metadata
 * of a Broadcast Wave. Its head is written again when the last frame and the loudness are known. It keeps its place: frames are
 * independent of one another, so another encoder goes on with the samples that are in none yet.
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

  async open(facts, from) {
    const [{ attemptEncoding }, { openPacketEncoder }] = await Promise.all([
      import('./muxedEncoder.ts'),
      import('./packetEncoder.ts'),
    ])
    const wave = measuredWaveHeader(facts, facts.measured ?? UNMEASURED)
    if (!wave.ok) return wave
    const [counts, hashed, begun] = from ? unframed(from) : []
    const [before = 0, smallestFrame = Number.POSITIVE_INFINITY, largestFrame = 0] = counts
      ? new Float64Array(counts.buffer)
      : []
    const stream = { ...UNKNOWN_STREAM, smallestFrame, largestFrame }
    const frameBytes = facts.speakers.length * SAMPLE_BYTES[facts.kind]
    const made: { readonly frame: Uint8Array; readonly samples: number }[] = []
    const held = new HeldPcm()
    let given = before
    const opened = await openPacketEncoder('flac', facts, flac.label, ({ data, duration }, meta) => {
      const header = meta?.decoderConfig?.description
      if (header) stream.blockSizes = bytesOf(header).slice(BLOCK_SIZES_AT, BLOCK_SIZES_AT + 4)
      made.push({ frame: raisedFrame(data, before), samples: Math.round(duration * facts.sampleRate) })
    })
    if (!opened.ok) return opened
    const encoder = opened.value
    const md5 = await createMD5()
    if (hashed) md5.load(hashed)
    const give = async (pcm: Uint8Array): Promise<void> => {
      held.push(pcm)
      await encoder.push(pcm)
    }
    if (begun) {
      const taken = await attemptEncoding(facts.file, flac.label, () => give(begun))
      if (!taken.ok) {
        encoder.close()
        return taken
      }
    }
    /** The frames that are made since the last time: what is written of the file. */
    const written = (): Uint8Array => {
      const frames = made.splice(0)
      for (const { frame, samples } of frames) {
        stream.smallestFrame = Math.min(stream.smallestFrame, frame.length)
        stream.largestFrame = Math.max(stream.largestFrame, frame.length)
        held.drop(samples * frameBytes)
      }
      given += frames.length
      return joined(frames.map(({ frame }) => frame))
    }
    return ok({
      head: flacHead(facts, UNKNOWN_STREAM, wave.value),
      warnings: bextWarnings(facts),
      push(pcm) {
        // The samples as they are given: interleaved, signed, little-endian, of whole bytes.
        md5.update(pcm)
        return attemptEncoding(facts.file, flac.label, async () => {
          await give(pcm)
          return written()
        })
      },
      state() {
        const { smallestFrame: smallest, largestFrame: largest } = stream
        const numbers = Float64Array.of(given, smallest, largest)
        return framed([new Uint8Array(numbers.buffer), md5.save(), held.all()])
      },
      async finish(measured) {
        const final = measuredWaveHeader(facts, facts.measured ?? measured)
        if (!final.ok) return final
        return attemptEncoding(facts.file, flac.label, async () => {
          await encoder.finish()
          const bytes = written()
          const whole = { ...stream, md5: md5.digest('binary') }
          return { bytes, patches: [{ offset: 0, bytes: flacHead(facts, whole, final.value) }] }
        })
      },
      close: () => encoder.close(),
    })
  },
}
