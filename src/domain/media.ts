import type { MediaMetadata } from './mediaMetadata.ts'
import type { Samples } from './units.ts'

/** How one sample is stored in a file read in place. `uint`: 8 bits with silence at 128, as WAVE has them. */
export type PcmEncoding = {
  readonly kind: 'int' | 'uint' | 'float'
  readonly bits: 8 | 16 | 24 | 32 | 64
  readonly endian: 'le' | 'be'
}

/** Where PCM lies in a file: interleaved frames of `channels` samples from `dataOffset` bytes. */
export type PcmLayout = {
  readonly encoding: PcmEncoding
  readonly channels: number
  readonly dataOffset: number
  readonly length: Samples
}

/** Read in place as they are. */
export type PcmFormat = 'wav' | 'rf64' | 'bw64' | 'aiff' | 'aifc'
/** Conformed before they are mixed: decoded once, front to back. */
export type CompressedFormat = 'flac' | 'mp3' | 'aac' | 'ogg' | 'mp4' | 'mov' | 'webm' | 'mkv'
export type FileFormat = PcmFormat | CompressedFormat

/** What a conformed file was before. Its `MediaInfo.pcm` describes the copy that was made of it. */
export type Conform = {
  /** As people call it: `AAC`, `24-bit PCM`. */
  readonly codec: string
  /** The file's own, in Hz; everything that its metadata counts is counted at it. */
  readonly sampleRate: number
  /** Samples at the file's own rate, encoder delay and padding taken off. */
  readonly length: Samples
}

/** A file that has to be conformed, by what its headers say. */
export type ConformSource = {
  readonly fileName: string
  readonly format: FileFormat
  readonly bytes: number
  readonly codec: string
  readonly sampleRate: number
  readonly channels: number
  /** At the file's own rate; not known before the end for formats that do not count. */
  readonly length?: Samples
  /** Of a PCM file, which is here for its rate only. */
  readonly pcm?: PcmLayout
  readonly fingerprint: string
  readonly modified?: number
  readonly metadata?: MediaMetadata
  readonly warnings: readonly string[]
}

/** What the headers of a file say can be done with it. */
export type ProbedMedia =
  | { readonly kind: 'inPlace'; readonly info: MediaInfo }
  | { readonly kind: 'conform'; readonly source: ConformSource }

/** What is known of an imported file. Plain data: it is part of the session, PCM never is. */
export type MediaInfo = {
  readonly fileName: string
  readonly format: FileFormat
  /** Size of the whole file; unknown in sessions of earlier versions. */
  readonly bytes?: number
  /** SHA-256 of the file's size and of blocks spread over it, in hexadecimal: proves a relink, and is in the names of its copies. */
  readonly fingerprint?: string
  /** Milliseconds since 1970 UTC: the date of the file when it was added; unknown in sessions of earlier versions. */
  readonly modified?: number
  /** Of `pcm`: the session's. */
  readonly sampleRate: number
  readonly pcm: PcmLayout
  /** Of a file that is not read in place: `pcm` is then the conformed copy, from its byte 0. */
  readonly conform?: Conform
  /** What else the file says of itself: claims, none of which changes how it is read. */
  readonly metadata?: MediaMetadata
  /** Sentences about what was odd but read all the same; shown in the list and printed in the report. */
  readonly warnings: readonly string[]
}

/** What people call a format; `MediaInfo.metadata` tells whether a WAV is a Broadcast WAV. */
export const FORMAT_LABELS: Readonly<Record<FileFormat, string>> = {
  wav: 'WAV',
  rf64: 'RF64',
  bw64: 'BW64',
  aiff: 'AIFF',
  aifc: 'AIFF-C',
  flac: 'FLAC',
  mp3: 'MP3',
  aac: 'AAC',
  ogg: 'Ogg',
  mp4: 'MP4',
  mov: 'MOV',
  webm: 'WebM',
  mkv: 'Matroska',
}

/** The rate that the file's own metadata counts at. */
export const fileRate = (info: Pick<MediaInfo, 'sampleRate' | 'conform'>): number =>
  info.conform?.sampleRate ?? info.sampleRate

/** `24-bit`, `32-bit float`. */
export const encodingLabel = (encoding: PcmEncoding): string =>
  `${encoding.bits}-bit${encoding.kind === 'float' ? ' float' : ''}`

export const bytesPerFrame = (pcm: PcmLayout): number => (pcm.channels * pcm.encoding.bits) / 8
