import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import { metadataLosses } from '../../domain/metadataLosses.ts'
import { joined } from '../../lib/joined.ts'
import { ok } from '../../lib/result.ts'
import type { DeliveryFileFormat } from './deliveryEncoder.ts'
import { id3Tag } from './id3Tag.ts'
import { crc16, infoFrame, MP3_BIT_RATES, MP3_RATES } from './mp3InfoFrame.ts'

/** Samples of an MPEG-1 Layer III frame. */
const FRAME = 1152
/** Samples that LAME puts before the first; the decoder adds 529 of its own, which players know of. */
const DELAY = 576

/**
 * MP3 by LAME, of constant bit rate, for viewing copies. The `Info` frame before the first tells players how many samples
 * the encoder put before and after those of the mix, so that they leave them out.
 */
export const mp3: DeliveryFileFormat = {
  ...deliveryContainer('mp3'),

  refusal({ sampleRate, speakers, bitRate }) {
    if (!MP3_RATES.includes(sampleRate)) return `it has 32, 44.1 or 48 kHz, not ${sampleRate} Hz`
    if (speakers.length > 2) return `it has one or two channels, not ${speakers.length}`
    if (speakers.length === 2 && speakers.join() !== 'L,R') return 'its two channels are L R, in this order'
    return bitRate && MP3_BIT_RATES.includes(bitRate)
      ? undefined
      : `its bit rate is one of ${MP3_BIT_RATES.map((rate) => rate / 1000).join(', ')} kbit/s`
  },

  async open(facts) {
    const [{ attemptEncoding }, { openPacketEncoder }] = await Promise.all([
      import('./muxedEncoder.ts'),
      import('./packetEncoder.ts'),
    ])
    const { sampleRate, bitRate = 0, samples } = facts
    const channels = facts.speakers.length
    const frames: Uint8Array[] = []
    const made = { frames: 0, bytes: 0, crc: 0 }
    const opened = await openPacketEncoder('mp3', facts, mp3.label, ({ data }) => {
      frames.push(data)
      made.frames += 1
      made.bytes += data.length
      made.crc = crc16(data, made.crc)
    })
    if (!opened.ok) return opened
    const encoder = opened.value
    const tag = id3Tag(facts)
    const info = (padding: number) =>
      infoFrame({ ...made, sampleRate, channels, bitRate, delay: DELAY, padding })
    return ok({
      head: joined([tag, info(0)]),
      warnings: metadataLosses(mp3, facts.markers, sampleRate),
      push: (pcm) =>
        attemptEncoding(facts.file, mp3.label, async () => {
          await encoder.push(pcm)
          return joined(frames.splice(0))
        }),
      state: () => null,
      finish: () =>
        attemptEncoding(facts.file, mp3.label, async () => {
          await encoder.finish()
          const padding = made.frames * FRAME - DELAY - samples
          const patch = { offset: tag.length, bytes: info(padding) }
          return { bytes: joined(frames.splice(0)), patches: [patch] }
        }),
      close: () => encoder.close(),
    })
  },
}
