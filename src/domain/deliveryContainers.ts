import { type DeliveryFormat, deliveryFormat, type SampleKind } from './deliveryFormat.ts'

export type DeliveryContainer = 'wav' | 'aiff' | 'flac' | 'm4a' | 'mp3' | 'opus'

/** What kind of file a deliverable is, beside its samples. */
export type FileChoice = {
  readonly container: DeliveryContainer
  /** Hz. */
  readonly sampleRate: number
  /** Bits a second of a file, in containers that compress with loss. */
  readonly bitRate: number
}

/** A kind of file that can be delivered, as far as it is known without making one. */
export type DeliveryContainerSpec = {
  readonly id: DeliveryContainer
  readonly label: string
  /** Without the dot. */
  readonly extension: string
  readonly mimeType: string
  /** What it is made of. One that compresses with loss is made of floats, whatever the samples of others are. */
  readonly kinds: readonly SampleKind[]
  /** The file is written front to back and never again: it can be hashed on the way, and go into a streamed archive. */
  readonly appendOnly: boolean
  /**
   * An interrupted file goes on where it was. Encoders that compress with loss keep what they have heard in a memory that is
   * gone with them: their files are encoded again from their beginning.
   */
  readonly keepsPlace: boolean
  /** Bits a second that one is made with when nobody says how many; absent where nothing is lost. */
  readonly bitRates?: { readonly mono: number; readonly stereo: number; readonly more: number }
  /** Whether a file tells the timecode of its first sample. */
  readonly timecode: boolean
  /** What it keeps of markers, whose names and places all of them keep: everything when absent. */
  readonly markers?: MarkerRoom
}

/** What a kind of file has no room for. */
export type MarkerRoom = {
  /** So many at most. */
  readonly most?: number
  /** Bytes of UTF-8 that a name has room for; names of any length when absent. */
  readonly nameBytes?: number
  /** Whether it has lengths of regions, and notes. */
  readonly lengths: boolean
  readonly notes: boolean
  /** Whether places are whole milliseconds; else samples, or finer than those. */
  readonly milliseconds: boolean
}

export const DELIVERY_CONTAINERS: readonly DeliveryContainerSpec[] = [
  {
    id: 'wav',
    label: 'Broadcast Wave',
    extension: 'wav',
    mimeType: 'audio/wav',
    kinds: ['int16', 'int24', 'float32'],
    timecode: true,
    appendOnly: true,
    keepsPlace: true,
  },
  {
    id: 'aiff',
    label: 'AIFF',
    extension: 'aif',
    mimeType: 'audio/aiff',
    kinds: ['int16', 'int24', 'float32'],
    timecode: false,
    appendOnly: true,
    keepsPlace: true,
    markers: { lengths: false, notes: false, milliseconds: false },
  },
  {
    id: 'flac',
    label: 'FLAC',
    extension: 'flac',
    mimeType: 'audio/flac',
    kinds: ['int16', 'int24'],
    timecode: true,
    appendOnly: false,
    keepsPlace: true,
  },
  {
    id: 'm4a',
    label: 'AAC',
    extension: 'm4a',
    mimeType: 'audio/mp4',
    kinds: ['float32'],
    timecode: true,
    appendOnly: false,
    keepsPlace: false,
    bitRates: { mono: 128_000, stereo: 256_000, more: 448_000 },
    markers: { most: 255, nameBytes: 255, lengths: false, notes: false, milliseconds: false },
  },
  {
    id: 'mp3',
    label: 'MP3',
    extension: 'mp3',
    mimeType: 'audio/mpeg',
    kinds: ['float32'],
    timecode: true,
    appendOnly: false,
    keepsPlace: false,
    bitRates: { mono: 160_000, stereo: 320_000, more: 320_000 },
    markers: { lengths: true, notes: true, milliseconds: true },
  },
  {
    id: 'opus',
    label: 'Opus',
    extension: 'opus',
    mimeType: 'audio/ogg',
    kinds: ['float32'],
    timecode: true,
    appendOnly: true,
    keepsPlace: false,
    bitRates: { mono: 96_000, stereo: 192_000, more: 384_000 },
    markers: { most: 1000, lengths: false, notes: false, milliseconds: true },
  },
]

export function deliveryContainer(id: DeliveryContainer): DeliveryContainerSpec {
  const found = DELIVERY_CONTAINERS.find((each) => each.id === id)
  if (!found) throw new RangeError(`no container ${id}`)
  return found
}

/** Whether a decoder gives other samples than the encoder was given. */
export const isLossy = (id: DeliveryContainer): boolean => deliveryContainer(id).bitRates !== undefined

/** Bits a second that a container is made with when nobody says how many. */
export function usualBitRate(
  { bitRates }: Pick<DeliveryContainerSpec, 'bitRates'>,
  channels: number,
): number | undefined {
  return channels === 1 ? bitRates?.mono : channels === 2 ? bitRates?.stereo : bitRates?.more
}

/**
 * The samples that a container is made of where `format` is asked for: that, and floats for one that knows nothing else,
 * since it compresses with loss. `undefined` when it cannot hold them.
 */
export function samplesIn(
  { kinds }: DeliveryContainerSpec,
  format: DeliveryFormat,
): DeliveryFormat | undefined {
  if (kinds.includes(deliveryFormat(format).kind)) return format
  return kinds.every((kind) => kind === 'float32') ? 'wav32f' : undefined
}
