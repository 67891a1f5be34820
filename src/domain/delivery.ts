import type { Certificate } from './certificate.ts'
import type { CheckOrder } from './checks.ts'
import type { DeliveryContainer, SampleKind } from './deliveryContainers.ts'
import type { PopsOrder } from './pops.ts'
import type { MasterOrder } from './specs/deliverySpec.ts'
import type { MasterReport } from './specs/masterReport.ts'
import type { Samples } from './units.ts'

/** Of a ready-made deliverable (`registry.ts`), or of one that the user made. */
export type DeliverableId = string

/**
 * How the samples of a deliverable are rounded. The ids are older than the choice of containers: each goes into any
 * container that takes such samples (`deliveryContainers.ts`).
 */
export type DeliveryFormat = 'wav16' | 'wav16shaped' | 'wav24' | 'wav32f'

export type DeliveryFormatSpec = {
  readonly id: DeliveryFormat
  readonly label: string
  readonly bits: 16 | 24 | 32
  readonly kind: SampleKind
  readonly float: boolean
  /** TPDF dither of ±1 LSB before rounding, its noise white or shaped: at 16 bits only. */
  readonly dither: 'TPDF' | 'TPDF, noise shaped' | null
}

export const DELIVERY_FORMATS: readonly DeliveryFormatSpec[] = [
  { id: 'wav24', label: '24-bit PCM', bits: 24, kind: 'int24', float: false, dither: null },
  { id: 'wav16', label: '16-bit PCM, TPDF dither', bits: 16, kind: 'int16', float: false, dither: 'TPDF' },
  {
    id: 'wav16shaped',
    label: '16-bit PCM, shaped dither',
    bits: 16,
    kind: 'int16',
    float: false,
    dither: 'TPDF, noise shaped',
  },
  { id: 'wav32f', label: '32-bit float', bits: 32, kind: 'float32', float: true, dither: null },
]

export const deliveryFormat = (id: DeliveryFormat): DeliveryFormatSpec => {
  const found = DELIVERY_FORMATS.find((format) => format.id === id)
  if (!found) throw new RangeError(`no delivery format ${id}`)
  return found
}

/** What kind of file a deliverable is, beside its samples. */
export type FileChoice = {
  readonly container: DeliveryContainer
  /** Hz. */
  readonly sampleRate: number
  /** Bits a second of a file, in containers that compress with loss. */
  readonly bitRate: number
}

/** What a person asks of an export. Container, rate and bit rate, like the format, are of deliverables without their own. */
export type DeliveryOrder = {
  /** `{title}` of every file name, already made safe by `safeFileName`. */
  readonly name: string
  /** Of every deliverable that has none of its own. */
  readonly format: DeliveryFormat
  /** WAV when absent. */
  readonly container?: DeliveryContainer
  /** One of `SESSION_RATES`; that of the session when absent. */
  readonly sampleRate?: number
  /** What is usual in the container when absent. */
  readonly bitRate?: number
  /** Which of the session's deliverables are made, in its order; those that are included when absent. */
  readonly deliverables?: readonly DeliverableId[]
  /** How files are named: `DEFAULT_TEMPLATE` when absent. */
  readonly template?: string
  /** `{type}` by deliverable, where it is not the deliverable's own code. */
  readonly types?: Readonly<Record<DeliverableId, string>>
  /** `{reel}` and `{version}`. */
  readonly reel?: string
  readonly version?: string
  readonly master?: MasterOrder
  readonly pops?: PopsOrder
  /** Looked into while it is made when present. */
  readonly checks?: CheckOrder
}

/** One file of a deliverable. */
export type DeliveredFile = {
  readonly file: string
  /** `L R`. */
  readonly speakers: string
  readonly channels: number
  readonly sha256: string
}

/** What one finished deliverable measures. Loudness `null`: too short or too quiet to have one (below −70 LUFS). */
export type DeliverableReport = {
  readonly id: DeliverableId
  readonly name: string
  readonly stems: readonly string[]
  /** One, or one for each channel. */
  readonly files: readonly DeliveredFile[]
  readonly layout: string
  readonly channels: number
  /** Hz, of the files: the session's, or the one they were converted to. */
  readonly sampleRate: number
  readonly container: DeliveryContainer
  /** How the samples are rounded; in a container that compresses with loss, before that. */
  readonly format: DeliveryFormat
  /** `null` where the container compresses with loss: such a file has none. */
  readonly bitDepth: number | null
  /** Bits a second, where the container compresses with loss. */
  readonly bitRate?: number
  readonly range: 'film' | 'region' | 'span'
  /** Where it begins in the session, in samples of it: below 0 for a leader before its start. */
  readonly from: number
  /** Of the files, at their rate. */
  readonly samples: number
  /**
   * What the figures below were measured on: the samples of the file, or those that went into an encoder that loses some of
   * the sound. A decoder gives others, with other peaks.
   */
  readonly figuresOf: 'file' | 'encoderInput'
  readonly integratedLufs: number | null
  readonly loudnessRangeLu: number | null
  readonly maxTruePeakDbtp: number | null
  readonly maxSamplePeakDbfs: number | null
  readonly maxMomentaryLufs: number | null
  readonly maxShortTermLufs: number | null
  /** Samples that had to be limited to full scale because the mix went over it: 0 in a good master. */
  readonly clippedSamples: number
  /**
   * As it was mixed: its loudness where it was measured first, and its true peak, after the gain, where that was over the
   * ceiling of the limiter. Absent without a delivery spec.
   */
  readonly before?: { readonly integratedLufs: number | null; readonly truePeakOverDbtp: number | null }
}

/** What is left of the composite when its parts are taken from it. */
export type NullResidual = {
  /** What was taken from what. */
  readonly name: string
  /** The largest sample of it; `null`: an exact null. */
  readonly dbfs: number | null
  /** The format that all of them were rounded to. */
  readonly format: DeliveryFormat
  /** Whose samples: those of the files, or the mix's own before they were compressed with loss or converted to another rate. */
  readonly of: 'files' | 'mix'
  /** The most that may be left; `null`: it has to be exact. */
  readonly limitDbfs: number | null
  readonly verdict: 'pass' | 'review'
}

/** What a check has come to. `waived`: it did not pass, and somebody has said why that is right. */
export type ReportedCheck = {
  readonly name: string
  readonly verdict: 'pass' | 'review' | 'waived'
  /** The figure, and what it is held to, in words. */
  readonly value: string
  readonly why: string
  /** Where it was found: timecodes, and what is there. */
  readonly findings: readonly { readonly from: string; readonly to: string; readonly text: string }[]
  readonly waiver: string | null
}

export type BounceReport = {
  readonly app: { readonly name: 'Dubstage'; readonly version: string }
  readonly title: string
  readonly createdAt: string
  readonly settings: {
    readonly format: DeliveryFormat
    readonly sampleRate: number
    readonly layout: string
    readonly frameRate: string
    /** Timecode of the first sample. */
    readonly start: string
    readonly panLaw: string
    /** `none`, `TPDF`, `TPDF, noise shaped`; of formats that differ, each. */
    readonly dither: string
    /** Gain of every deliverable alike. */
    readonly masterGainDb: number
    /** Where a delivery spec was asked for. */
    readonly master?: MasterReport
    /** What was measured: `programme` leaves leader, pops and tail out. */
    readonly measured: 'file' | 'programme'
    readonly tracks: readonly {
      readonly name: string
      readonly stem: string
      /** What each channel of its files was taken for: `L R C LFE Ls Rs`. */
      readonly channels: string
      /** Where its first clip begins, in samples and as timecode; tracks without clips are at the start. */
      readonly start: { readonly samples: number; readonly timecode: string }
      readonly files: readonly string[]
      readonly trimDb: number
      readonly faderDb: number | null
      readonly pan: number
      readonly polarityInverted: boolean
      readonly mute: boolean
    }[]
    readonly stems: Readonly<Record<string, { readonly faderDb: number | null; readonly mute: boolean }>>
  }
  readonly deliverables: readonly DeliverableReport[]
  /** None when no composite was made. */
  readonly residuals: readonly NullResidual[]
  readonly warnings: readonly string[]
  readonly certificate: Certificate
  /** What was looked for in the sound. Absent where nothing was. */
  readonly checks?: readonly ReportedCheck[]
}

export type BounceProgress = {
  readonly done: Samples
  readonly total: Samples
  /** Times real time, as it goes now: pauses and sleep are not work. */
  readonly speed: number
  readonly secondsLeft: number
  /** How far each deliverable is, 0 … 1, in the order of the plan. */
  readonly parts: readonly number[]
}

/** Bytes of UTF-8: ext4 takes 255, and suffix, extension and the mark of an unfinished file come on top. */
export const NAME_LIMITS = { bytes: 200, characters: 120 } as const
export type NameLimits = { readonly bytes: number; readonly characters: number }

/**
 * A file name that every system takes: no path, no control or reserved characters, no leading dots or trailing
 * dots and spaces, no Windows device name, at most 120 characters and 200 bytes. Never empty.
 */
export function safeFileName(text: string, limits: NameLimits = NAME_LIMITS): string {
  const cleaned = text
    .normalize('NFC')
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}<>:"/\\|?*]+/gu,
      '_',
    )
    .replace(/\s+/g, '_')
    .replace(/^[._]+/, '')
  const cut = shortened(cleaned, limits).replace(/[. _]+$/, '')
  if (!cut) return 'untitled'
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cut) ? `_${cut}` : cut
}

/** As many whole characters as the limits leave room for. */
function shortened(text: string, limits: NameLimits): string {
  let end = 0
  let bytes = 0
  for (const character of text) {
    bytes += utf8Bytes(character)
    if (bytes > limits.bytes || end + character.length > limits.characters) break
    end += character.length
  }
  return text.slice(0, end)
}

/** Bytes of a text in UTF-8, as disks count them. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
  }
  return bytes
}
