import { deliveryContainer } from '../domain/deliveryContainers.ts'
import type { DeliverableReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import type { CompressedFormat, PcmEncoding } from '../domain/media.ts'
import type { ByteSource } from '../domain/ports.ts'
import type { Samples } from '../domain/units.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { AudioBlocks } from '../media/conform/audioBlock.ts'
import type { PackageSamples } from './packageAudio.ts'

const FLOATS: PcmEncoding = { kind: 'float', bits: 32, endian: 'le' }

/** What files of a container are, as they are probed. Of those that can be decoded wherever there is Wasm. */
const FORMATS: Readonly<Partial<Record<DeliverableReport['container'], CompressedFormat>>> = {
  flac: 'flac',
  mp3: 'mp3',
  opus: 'ogg',
}

/** Whether a package's files of a kind can be decoded here; AAC has no decoder outside of browsers. */
export const isDecodable = ({ container }: Pick<DeliverableReport, 'container'>): boolean =>
  container in FORMATS

/**
 * The samples of a compressed file, as floats, in which integers of 24 bits are exact, from front to back; `format/malformed`
 * where it is none of `container`, or damaged.
 */
export async function openDecoded(
  source: ByteSource,
  { container, channels }: { readonly container: DeliverableReport['container']; readonly channels: number },
  first: number,
  length: Samples,
): Promise<Result<PackageSamples, AppError>> {
  const format = FORMATS[container]
  if (!format) throw new RangeError(`${container} is not decoded`)
  const [{ openTrack }, { wasmDecode }] = await Promise.all([
    import('../media/conform/trackBlocks.ts'),
    import('../media/conform/wasmDecoders.ts'),
  ])
  const track = await openTrack(source, format, wasmDecode())
  if (!track.ok) return track
  const { label } = deliveryContainer(container)
  const samples = new DecodedSamples(source.name, label, track.value.blocks, channels)
  return ok({
    name: source.name,
    pcm: { encoding: FLOATS, channels, length },
    first,
    read: (at, frames) => samples.read(at, frames),
    async close() {
      await track.value.blocks.return()
      track.value.close()
    },
  })
}

/** The bits of a FLAC's samples, by its STREAMINFO (RFC 9639 § 8.2), which is its first block. */
export async function flacBits(source: ByteSource): Promise<Result<number, AppError>> {
  const bytes = await source.read(0, STREAMINFO_END)
  if (!bytes.ok) return bytes
  const [high = 0, low = 0] = bytes.value.subarray(BITS_AT)
  return ok((((high & 1) << 4) | (low >>> 4)) + 1)
}
const STREAMINFO_END = 42
const BITS_AT = 20

/** Samples out of blocks as they are asked for; what is passed over is decoded all the same. */
class DecodedSamples {
  readonly #name: string
  readonly #label: string
  readonly #blocks: AudioBlocks
  readonly #channels: number
  /** What was decoded and not asked for yet, and the place of its first sample. */
  #rest: Float32Array = new Float32Array(0)
  #at = 0

  constructor(name: string, label: string, blocks: AudioBlocks, channels: number) {
    this.#name = name
    this.#label = label
    this.#blocks = blocks
    this.#channels = channels
  }

  /** Interleaved. Throws RangeError for a place before one that was asked for. */
  async read(at: number, frames: number): Promise<Result<Uint8Array, AppError>> {
    if (at < this.#at) throw new RangeError(`sample ${at} after ${this.#at}`)
    const wanted = new Float32Array(frames * this.#channels)
    for (let filled = 0; filled < frames; ) {
      const skip = Math.min(this.#left, Math.max(0, at + filled - this.#at))
      this.#take(skip)
      if (this.#left === 0) {
        const next = await this.#next()
        if (!next.ok) return next
        continue
      }
      const part = this.#take(Math.min(this.#left, frames - filled))
      wanted.set(part, filled * this.#channels)
      filled += part.length / this.#channels
    }
    return ok(new Uint8Array(wanted.buffer))
  }

  get #left(): number {
    return this.#rest.length / this.#channels
  }

  #take(frames: number): Float32Array {
    const taken = this.#rest.subarray(0, frames * this.#channels)
    this.#rest = this.#rest.subarray(taken.length)
    this.#at += frames
    return taken
  }

  async #next(): Promise<Result<void, AppError>> {
    const next = await this.#blocks.next()
    if (next.done) return this.#malformed('it ends before its last sample')
    if (!next.value.ok) return next.value
    const { samples, channels } = next.value.value
    if (channels !== this.#channels)
      return this.#malformed(`it has ${channels} channels, and ${this.#channels} were expected`)
    // Good until the next block is asked for, which is when this one is used up.
    this.#rest = samples
    return ok(undefined)
  }

  #malformed(detail: string): Result<never, AppError> {
    return err({ code: 'format/malformed', file: this.#name, format: this.#label, detail })
  }
}
