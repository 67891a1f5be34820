import type { GuideMedia } from '../domain/checks.ts'
import type { AppError } from '../domain/errors.ts'
import { speakersOf } from '../domain/interpretation.ts'
import type { Speaker } from '../domain/layout.ts'
import { bytesPerFrame } from '../domain/media.ts'
import { compileMeasurePlan } from '../kernel/measurePlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { notFinite, type OpenMedia } from '../media/playlist.ts'

/** Samples that are read at a time: some seconds, for a browser pays for each read. */
const CHUNK = 131_072

/** The guide as a pass goes over the programme: read in order, once, and a part of it at a time. */
export class GuideReader {
  readonly speakers: readonly Speaker[]
  readonly #media: OpenMedia
  readonly #at: number
  readonly #renderer: MixRenderer
  /** What is decoded, in samples of the guide. */
  #from = 0
  #to = 0

  constructor(module: WebAssembly.Module, { info, at }: GuideMedia, media: OpenMedia) {
    this.#media = media
    this.#at = at
    // A channel that no layout has a name for is heard all the same.
    this.speakers = speakersOf(info).map((speaker) => speaker ?? 'M')
    this.#renderer = new MixRenderer(module, compileMeasurePlan(info.sampleRate, this.speakers, CHUNK))
  }

  /** Where its first sample is, of the session. */
  get at(): number {
    return this.#at
  }

  /** Samples. */
  get length(): number {
    return this.#media.info.pcm.length
  }

  /** Has it ready for a block of the session; `null` where it is already, or where it does not have all of the block. */
  load(from: number, frames: number): Promise<Result<void, AppError>> | null {
    const first = from - this.#at
    if (!this.#holds(first, frames) || (this.#from <= first && first + frames <= this.#to)) return null
    return this.#read(first)
  }

  /** Planar, of what `load` has made ready. `null` where the guide does not have all of the block. */
  block(from: number, frames: number): readonly Float64Array[] | null {
    const first = from - this.#at
    if (!this.#holds(first, frames)) return null
    if (first < this.#from || first + frames > this.#to)
      throw new RangeError(`sample ${first} is not at hand`)
    const offset = first - this.#from
    return this.#renderer.input(0).map((channel) => channel.subarray(offset, offset + frames))
  }

  #holds(first: number, frames: number): boolean {
    return first >= 0 && first + frames <= this.length
  }

  async #read(first: number): Promise<Result<void, AppError>> {
    const { info, source } = this.#media
    const { pcm } = info
    const frames = Math.min(CHUNK, pcm.length - first)
    const size = bytesPerFrame(pcm)
    const bytes = await source.read(pcm.dataOffset + first * size, frames * size)
    if (!bytes.ok) return bytes
    this.#renderer.staging.set(bytes.value)
    const { encoding, channels } = pcm
    const bad = this.#renderer.decode(0, { encoding, first: 0, channels }, frames)
    if (bad >= 0) {
      const value = this.#renderer.input(0)[bad % channels]?.[Math.floor(bad / channels)] ?? 0
      return err(notFinite(info.fileName, first, channels, bad, value))
    }
    this.#from = first
    this.#to = first + frames
    return ok(undefined)
  }
}
