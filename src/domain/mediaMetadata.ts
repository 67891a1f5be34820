import type { Speaker } from './layout.ts'
import type { FrameRate } from './timecode.ts'
import type { SamplePosition, Samples } from './units.ts'

/**
 * What a file says of itself beside its audio, as far as it says it. Plain data, and every text in it was written
 * by others: without control characters and of bounded length, but to be shown as text only.
 */
export type MediaMetadata = {
  readonly broadcast?: BroadcastMetadata
  readonly production?: ProductionMetadata
  readonly tags?: TextTags
  /** In time order, all within the audio. */
  readonly markers?: readonly FileMarker[]
  /** Speaker bits of WAVE_FORMAT_EXTENSIBLE; see `speakerLabels`. */
  readonly channelMask?: number
  /** What the channels are for, in file order, as the channel layout of AIFF or MOV or `chna` of WAVE says: all different. */
  readonly speakers?: readonly Speaker[]
}

/** The `bext` chunk (EBU Tech 3285 version 2). Loudness is what the file claims, not what was measured here. */
export type BroadcastMetadata = {
  readonly version: number
  readonly description?: string
  readonly originator?: string
  readonly originatorReference?: string
  /** As it is written: `2026-05-01`. */
  readonly date?: string
  readonly time?: string
  /** Samples from midnight to the first sample; at what rate, the function `timeReference` tells. */
  readonly timeReference?: SamplePosition
  /** SMPTE ST 330, in upper-case hexadecimal. Version 1 and later. */
  readonly umid?: string
  /** Version 2 and later; a value that was not measured is left out. */
  readonly loudness?: ClaimedLoudness
  /** Lines separated by \n. */
  readonly codingHistory?: string
}

export type ClaimedLoudness = {
  readonly integratedLufs?: number
  readonly rangeLu?: number
  readonly maxTruePeakDbtp?: number
  readonly maxMomentaryLufs?: number
  readonly maxShortTermLufs?: number
}

/** In Hz; what is said to be counted faster is a mistake. */
export const TIMESTAMP_RATE_LIMIT = 1_000_000

/** What says the timecode of a first sample beside `bext`: iXML, the text tags of a compressed file, the `tmcd` track of a movie. */
export type TimestampSource = 'iXML' | 'tags' | 'timecode track'

/** The `iXML` chunk of location recorders and editing systems; of timecode, what other files say in other ways. */
export type ProductionMetadata = {
  readonly project?: string
  readonly scene?: string
  readonly take?: string
  readonly tape?: string
  readonly note?: string
  readonly timecodeRate?: FrameRate
  /** Samples from midnight to the first sample, the rate they are counted at, and what says it where that is not iXML. */
  readonly timestamp?: {
    readonly samples: SamplePosition
    readonly sampleRate: number
    readonly from?: Exclude<TimestampSource, 'iXML'>
  }
  readonly tracks?: readonly ProductionTrack[]
}

export type ProductionTrack = {
  /** Place in the interleaved file, from 1. */
  readonly interleave?: number
  readonly name?: string
  readonly function?: string
}

/** `LIST INFO` of WAV, the text chunks of AIFF. */
export type TextTags = {
  readonly title?: string
  readonly artist?: string
  readonly comment?: string
  readonly software?: string
}

export type FileMarker = {
  readonly sample: SamplePosition
  /** Of a region; a plain marker has none. */
  readonly length?: Samples
  /** May be empty: some programs leave markers unnamed. */
  readonly label: string
  readonly note?: string
}

/** Where the first sample stands on the day's clock. */
export type TimeReference = {
  readonly samples: SamplePosition
  readonly sampleRate: number
  readonly from: 'bext' | TimestampSource
}

/**
 * By the `bext` chunk, which is what editing systems spot to; by `production` where there is none, or zero, which is what writers
 * leave in it that know no timecode. `bext` cannot say the rate that it counts at: where iXML has the same count, that is the
 * rate which iXML states, as of recorders that run at 48.048 kHz and say 48 kHz in the header (iXML,
 * TIMESTAMP_SAMPLE_RATE); else it is `sampleRate`, the file's own in Hz.
 */
export function timeReference(
  { broadcast, production }: MediaMetadata,
  sampleRate: number,
): TimeReference | undefined {
  const samples = broadcast?.timeReference
  const timestamp = production?.timestamp
  if (samples === undefined || (samples === 0 && timestamp))
    return timestamp && { from: 'iXML', ...timestamp }
  const counted = timestamp?.samples === samples ? timestamp.sampleRate : sampleRate
  return { samples, sampleRate: counted, from: 'bext' }
}
