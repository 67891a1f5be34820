import type { DeliveryContainerSpec } from '../../domain/deliveryContainers.ts'
import type { SampleKind } from '../../domain/deliveryFormat.ts'
import type { AppError } from '../../domain/errors.ts'
import type { Speaker } from '../../domain/layout.ts'
import type { MarkerDraft } from '../../domain/markers.ts'
import type { FrameRate } from '../../domain/timecode.ts'
import type { SamplePosition, Samples } from '../../domain/units.ts'
import type { Result } from '../../lib/result.ts'

export const SAMPLE_BYTES: Readonly<Record<SampleKind, 2 | 3 | 4>> = { int16: 2, int24: 3, float32: 4 }

/** What the meters of a whole file say. `null`: not defined, as for silence; LUFS, LU, dBTP. */
export type MeasuredLoudness = {
  readonly integratedLufs: number | null
  readonly loudnessRangeLu: number | null
  readonly maxTruePeakDbtp: number | null
  readonly maxMomentaryLufs: number | null
  readonly maxShortTermLufs: number | null
}

/** All that is known of a file before its first sample. Texts are any Unicode; an encoder fits them to its fields. */
export type DeliveryFacts = {
  /** The name of the file, for errors. */
  readonly file: string
  /** Hz. */
  readonly sampleRate: number
  /** In file order: one for each channel. */
  readonly speakers: readonly Speaker[]
  /** Of one channel: exactly so many are pushed. */
  readonly samples: Samples
  readonly kind: SampleKind
  /** Samples from midnight to the first sample, at `sampleRate`, rounded. */
  readonly start: SamplePosition
  /** Of the frame that the first sample falls in, as the session counts: `start` may be rounded into the one before. */
  readonly timecode: string
  readonly frameRate: FrameRate
  readonly title: string
  readonly description: string
  /** The program or company that the file comes from. */
  readonly originator: string
  /** `2026-05-01`. */
  readonly date: string
  /** `10:11:12`. */
  readonly time: string
  /** One for each channel. */
  readonly channelNames: readonly string[]
  /** In time order, within the file, counted from its first sample at `sampleRate`. */
  readonly markers: readonly MarkerDraft[]
  /** What was done to the sound on the way to the file, for its coding history: `TPDF dither`. */
  readonly processing: readonly string[]
  /** Bits a second, of formats that compress with loss. */
  readonly bitRate?: number
  /** Where an earlier pass has measured the file. */
  readonly measured?: MeasuredLoudness
}

/** Bytes to be written over others at the beginning of a file, after its last byte is written. */
export type Patch = { readonly offset: number; readonly bytes: Uint8Array }

export type FileEnd = { readonly bytes: Uint8Array; readonly patches: readonly Patch[] }

type Soon<T> = T | Promise<T>

/** One file being made. Used once: `head`, `push` for all samples in order, `finish`; `close` in any case. */
export type DeliveryEncoder = {
  /** The first bytes of the file. */
  readonly head: Uint8Array
  /** What could not be kept as it was: sentences. */
  readonly warnings: readonly string[]
  /**
   * Takes interleaved samples of all channels, a whole number of each; gives the next bytes of the file, which may be
   * none. They may be the very memory that was given, and are good until the next call.
   */
  push(pcm: Uint8Array): Soon<Result<Uint8Array, AppError>>
  /**
   * What another one of the same facts goes on from, to the bytes after those given so far; `null` where it keeps no place, by
   * `keepsPlace`. Not while `push` is under way.
   */
  state(): Uint8Array | null
  /** The last bytes. Patches are none where the format is `appendOnly`. */
  finish(measured: MeasuredLoudness): Soon<Result<FileEnd, AppError>>
  /** Gives memory and Workers back. */
  close(): void
}

/** The state of an encoder that has none: what it gives for samples depends on nothing before them. */
export const NO_STATE = new Uint8Array(0)

/** A kind of file that can be delivered: one object, and a line in `registry.ts`. */
export type DeliveryFileFormat = DeliveryContainerSpec & {
  /** Why a file of these facts cannot be of this format, as a clause: 'MP3 has one or two channels'. */
  refusal(facts: DeliveryFacts): string | undefined
  /** Fails with `export/format` when it is refused, or where the encoder does not run here. `from`: the state of one that it goes on from. */
  open(facts: DeliveryFacts, from?: Uint8Array): Soon<Result<DeliveryEncoder, AppError>>
}
