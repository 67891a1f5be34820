import type { DeliverableId } from './deliverables/deliverable.ts'
import { deliverable } from './deliverables/registry.ts'
import type { Samples } from './units.ts'

/** Sample formats a deliverable can be written in. */
export type DeliveryFormat = 'wav16' | 'wav16shaped' | 'wav24' | 'wav32f'

export type DeliveryFormatSpec = {
  readonly id: DeliveryFormat
  readonly label: string
  readonly bits: 16 | 24 | 32
  readonly float: boolean
  /** TPDF dither of ±1 LSB before rounding, its noise shaped or white: at 16 bits only. */
  readonly dither: 'TPDF' | 'TPDF, noise shaped' | null
}

export const DELIVERY_FORMATS: readonly DeliveryFormatSpec[] = [
  { id: 'wav24', label: '24-bit PCM', bits: 24, float: false, dither: null },
  { id: 'wav16', label: '16-bit PCM, TPDF dither', bits: 16, float: false, dither: 'TPDF' },
  {
    id: 'wav16shaped',
    label: '16-bit PCM, noise-shaped dither',
    bits: 16,
    float: false,
    dither: 'TPDF, noise shaped',
  },
  { id: 'wav32f', label: '32-bit float', bits: 32, float: true, dither: null },
]

export const deliveryFormat = (id: DeliveryFormat): DeliveryFormatSpec => {
  const found = DELIVERY_FORMATS.find((format) => format.id === id)
  if (!found) throw new RangeError(`no delivery format ${id}`)
  return found
}

/** What a person asks of an export. */
export type DeliveryOrder = {
  /** Base of every file name, already made safe by `safeFileName`. */
  readonly name: string
  readonly format: DeliveryFormat
}

/** What one finished file measures. Loudness `null`: too short or too quiet to have one (below −70 LUFS). */
export type DeliverableReport = {
  readonly id: DeliverableId
  readonly file: string
  readonly channels: number
  readonly sampleRate: number
  readonly bitDepth: number
  readonly samples: number
  readonly integratedLufs: number | null
  readonly loudnessRangeLu: number | null
  readonly maxTruePeakDbtp: number | null
  readonly maxSamplePeakDbfs: number | null
  readonly maxMomentaryLufs: number | null
  readonly maxShortTermLufs: number | null
  /** Samples that had to be limited to full scale because the mix went over it: 0 in a good master. */
  readonly clippedSamples: number
  readonly sha256: string
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
    readonly dither: 'none' | 'TPDF' | 'TPDF, noise shaped'
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
  /** Largest |composite − (dialogue + M&E − fill)| over the written samples, in dBFS; `null`: an exact null. */
  readonly nullResidualDbfs: number | null
  readonly warnings: readonly string[]
}

export type BounceProgress = {
  readonly done: Samples
  readonly total: Samples
  /** Times real time, from the start of the job. */
  readonly speed: number
  readonly secondsLeft: number
}

/** Bytes of UTF-8: ext4 takes 255, and suffix, extension and the mark of an unfinished file come on top. */
const NAME_BYTES = 200
const NAME_CHARACTERS = 120

/**
 * A file name that every system takes: no path, no control or reserved characters, no leading dots or trailing
 * dots and spaces, no Windows device name, at most 120 characters and 200 bytes. Never empty.
 */
export function safeFileName(text: string): string {
  const cleaned = text
    .normalize('NFC')
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}<>:"/\\|?*]+/gu,
      '_',
    )
    .replace(/\s+/g, '_')
    .replace(/^[._]+/, '')
  const cut = shortened(cleaned).replace(/[. _]+$/, '')
  if (!cut) return 'untitled'
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cut) ? `_${cut}` : cut
}

/** As many whole characters as the limits leave room for. */
function shortened(text: string): string {
  let end = 0
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
    if (bytes > NAME_BYTES || end + character.length > NAME_CHARACTERS) break
    end += character.length
  }
  return text.slice(0, end)
}

export const deliverableFileName = (name: string, id: DeliverableId): string =>
  `${name}_${deliverable(id).suffix}.wav`
