import { AudioSample, CustomAudioDecoder, type EncodedPacket, registerDecoder } from 'mediabunny'

/** What all of the decoders give for a packet: planar samples, and what was wrong with them. */
type Decoded = {
  readonly channelData: readonly Float32Array[]
  readonly samplesDecoded: number
  readonly sampleRate: number
  readonly errors: readonly { readonly message: string }[]
  /** Of FLAC, which counts full scale as one step less than everybody else. */
  readonly bitDepth?: number
}
type Decoder = {
  readonly ready: Promise<void>
  decode(packet: Uint8Array): Decoded | Promise<Decoded>
  free(): void
}

/** Decoders by codec, each loaded when a file of its kind is opened. There is none here for AAC. */
const DECODERS = {
  async flac(): Promise<Decoder> {
    const { FLACDecoder } = await import('@wasm-audio-decoders/flac')
    const decoder = new FLACDecoder()
    return {
      ready: decoder.ready,
      decode: (packet) => decoder.decodeFrames([packet]),
      free: () => decoder.free(),
    }
  },
  async mp3(): Promise<Decoder> {
    const { MPEGDecoder } = await import('mpg123-decoder')
    // What the encoder added is taken off by whoever knows the whole file.
    const decoder = new MPEGDecoder({ enableGapless: false })
    return {
      ready: decoder.ready,
      decode: (packet) => decoder.decodeFrame(packet),
      free: () => decoder.free(),
    }
  },
  async opus(channels: number): Promise<Decoder> {
    const { OpusDecoder } = await import('opus-decoder')
    const decoder = new OpusDecoder({
      channels,
      streamCount: 1,
      coupledStreamCount: channels - 1,
      channelMappingTable: channels === 1 ? [0] : [0, 1],
    })
    return {
      ready: decoder.ready,
      decode: (packet) => decoder.decodeFrame(packet),
      free: () => decoder.free(),
    }
  },
}

const isDecodable = (codec: string): codec is keyof typeof DECODERS => codec in DECODERS

/** Decodes what WebCodecs would, where there is none. */
class WasmDecoder extends CustomAudioDecoder {
  #decoder: Decoder | null = null

  static override supports(codec: string, config: AudioDecoderConfig): boolean {
    return isDecodable(codec) && (codec !== 'opus' || config.numberOfChannels <= 2)
  }

  async init(): Promise<void> {
    if (!isDecodable(this.codec)) throw new RangeError(`no decoder for ${this.codec}`)
    this.#decoder = await DECODERS[this.codec](this.config.numberOfChannels)
    await this.#decoder.ready
  }

  async decode({ data, timestamp }: EncodedPacket): Promise<void> {
    const decoder = this.#decoder
    const decoded = await decoder?.decode(data)
    // Thrown here it would keep the library from closing the decoder, too.
    if (!decoded || decoded.errors[0]) return this.onError(new Error(decoded?.errors[0]?.message ?? 'closed'))
    const { samplesDecoded, sampleRate } = decoded
    if (samplesDecoded === 0) return
    const channels = this.config.numberOfChannels
    const planar = new Float32Array(channels * samplesDecoded)
    for (let c = 0; c < channels; c++) {
      const channel = planar.subarray(c * samplesDecoded, (c + 1) * samplesDecoded)
      channel.set(decoded.channelData[c]?.subarray(0, samplesDecoded) ?? [])
      if (decoded.bitDepth !== undefined) toSteps(channel, decoded.bitDepth)
    }
    const shape = { format: 'f32-planar', numberOfChannels: channels, sampleRate, timestamp } as const
    this.onSample(new AudioSample({ data: planar, ...shape }))
  }

  flush(): void {
    // Every packet gives its samples at once.
  }

  close(): void {
    this.#decoder?.free()
    this.#decoder = null
  }
}

/**
 * The very integers of a FLAC, which its decoder has divided by 2ⁿ⁻¹ − 1, over 2ⁿ⁻¹. Each of the 2²⁴ values comes back as
 * it was.
 */
function toSteps(samples: Float32Array, bits: number): void {
  const full = 2 ** (bits - 1)
  for (let n = 0; n < samples.length; n++) samples[n] = Math.round((samples[n] ?? 0) * (full - 1)) / full
}

let registered = false

/**
 * Makes files of FLAC, MP3 and Opus decodable where there is no WebCodecs, as in Node, by libFLAC, mpg123 and libopus in
 * Wasm. Gives what `openTrack` asks: whether a codec is one of them.
 */
export function wasmDecode(): (config: AudioDecoderConfig) => Promise<boolean> {
  if (!registered) registerDecoder(WasmDecoder)
  registered = true
  return async ({ codec, numberOfChannels }) =>
    codec === 'flac' || codec === 'mp3' || (codec === 'opus' && numberOfChannels <= 2)
}
