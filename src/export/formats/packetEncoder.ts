import {
  AudioSample,
  AudioSampleSource,
  canEncodeAudio,
  type EncodedPacket,
  Logging,
  MkvOutputFormat,
  NullTarget,
  Output,
  Quality,
} from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type DeliveryFacts, SAMPLE_BYTES } from './deliveryEncoder.ts'

// What it would print is returned as an error here.
Logging.level = 0

export type EncodedCodec = 'flac' | 'aac' | 'mp3' | 'opus'

/** Encoders that come with the program. Opus is the browser's own. */
const ENCODERS: Readonly<Record<EncodedCodec, () => Promise<void>>> = {
  flac: async () => (await import('@mediabunny/flac-encoder')).registerFlacEncoder(),
  aac: async () => (await import('@mediabunny/aac-encoder')).registerAacEncoder(),
  mp3: async () => (await import('@mediabunny/mp3-encoder')).registerMp3Encoder(),
  opus: async () => undefined,
}

const SAMPLE_FORMATS = { int16: 's16', int24: 's32', float32: 'f32' } as const

/** What an encoder gives at once: a whole number of codec frames, in the order of time. */
export type TakePacket = (
  packet: EncodedPacket,
  meta: EncodedAudioChunkMetadata | undefined,
) => Promise<void> | void

/** An encoder without a file around it. */
export type PacketEncoder = {
  /** Interleaved samples as the facts have them. Resolves when the encoder has taken them. */
  push(pcm: Uint8Array): Promise<void>
  /** So many samples of silence after the last, to push out what the encoder holds back. */
  silence(samples: number): Promise<void>
  /** All packets have been given when it resolves. */
  finish(): Promise<void>
  close(): void
}

/** `export/format`, in the name of `label`, where no encoder for it runs here. */
export async function openPacketEncoder(
  codec: EncodedCodec,
  facts: DeliveryFacts,
  label: string,
  take: TakePacket,
): Promise<Result<PacketEncoder, AppError>> {
  const { sampleRate, speakers, bitRate, kind } = facts
  const channels = speakers.length
  const lossy = bitRate === undefined ? {} : { quality: new Quality({ bitrate: bitRate }) }
  await ENCODERS[codec]()
  const options = { numberOfChannels: channels, sampleRate, ...lossy }
  if (!(await canEncodeAudio(codec, options))) {
    return err({
      code: 'export/format',
      file: facts.file,
      format: label,
      detail: `there is no encoder here for ${channels} channels at ${sampleRate} Hz`,
    })
  }

  const taken: Promise<void>[] = []
  let closed = false
  const source = new AudioSampleSource({
    codec,
    ...lossy,
    onEncodedPacket: (packet, meta) => {
      // What was on its way when it was closed has no file any more.
      if (!closed) taken.push(Promise.resolve(take(packet, meta)))
    },
  })
  // Packets are taken on their way into a file that is written nowhere.
  const output = new Output({ format: new MkvOutputFormat({ appendOnly: true }), target: new NullTarget() })
  output.addAudioTrack(source)
  await output.start()
  let pushed = 0
  const give = async (
    data: Uint8Array,
    format: (typeof SAMPLE_FORMATS)[keyof typeof SAMPLE_FORMATS],
    length: number,
  ) => {
    const timestamp = pushed / sampleRate
    pushed += length
    const sample = new AudioSample({ data, format, numberOfChannels: channels, sampleRate, timestamp })
    await source.add(sample)
    sample.close()
    await Promise.all(taken.splice(0))
  }
  return ok({
    async push(pcm) {
      const length = pcm.length / SAMPLE_BYTES[kind] / channels
      // Copied: views of the mix may begin anywhere, and are overwritten by the next block.
      if (length > 0) await give(kind === 'int24' ? widened(pcm) : pcm.slice(), SAMPLE_FORMATS[kind], length)
    },
    silence: (length) => give(new Uint8Array(4 * length * channels), 'f32', length),
    async finish() {
      source.close()
      await output.finalize()
      await Promise.all(taken.splice(0))
    },
    close() {
      closed = true
      if (output.state === 'started') void output.cancel()
    },
  })
}

/** 24-bit samples as the upper bits of 32. */
function widened(pcm: Uint8Array): Uint8Array {
  const wide = new Uint8Array((pcm.length / 3) * 4)
  for (let from = 0, to = 0; from < pcm.length; from += 3, to += 4) {
    wide[to + 1] = pcm[from] ?? 0
    wide[to + 2] = pcm[from + 1] ?? 0
    wide[to + 3] = pcm[from + 2] ?? 0
  }
  return wide
}
