import type { AppError } from './errors.ts'
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

/** Which of the audio tracks of a file: those of MP4, MOV, WebM and Matroska files, and no others, may be several. */
export type AudioTrack = {
  /** From 1, in the order of the container, counted among its audio tracks only. */
  readonly number: number
  /** What the container calls it, where it calls no other audio track so. */
  readonly name?: string
}

/** Audio tracks of one file, at most: more than any system writes. */
export const AUDIO_TRACK_LIMIT = 128

/** A file that has to be conformed, or one audio track of it, by what its headers say. */
export type ConformSource = {
  readonly fileName: string
  readonly format: FileFormat
  /** Where the file has several. */
  readonly audioTrack?: AudioTrack
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
  | {
      readonly kind: 'conform'
      /** The first audio track that can be used. */
      readonly source: ConformSource
      /** The other audio tracks that can be, in the file's order. */
      readonly others?: readonly ConformSource[]
      /** Why the rest of its audio tracks cannot be used: an error for each, by the name of the track. */
      readonly refused?: readonly AppError[]
    }

/** What is known of an imported file. Plain data: it is part of the session, PCM never is. */
export type MediaInfo = {
  readonly fileName: string
  readonly format: FileFormat
  /** Of a conformed file of several; without, the only one, or in sessions of earlier versions the first. */
  readonly audioTrack?: AudioTrack
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

/** By number; the first where a file has only one. */
export const trackNumber = ({ audioTrack }: Pick<MediaInfo, 'audioTrack'>): number => audioTrack?.number ?? 1

/** The same for the audio tracks of one file, which is there once for all of them; else `media` itself. */
export const fileOf = (media: string, info: MediaInfo): string =>
  info.audioTrack && info.fingerprint
    ? JSON.stringify([info.fingerprint, info.fileName, info.modified])
    : media

/** Media by their ids; of the audio tracks of one file, one. */
export const filesOf = (media: readonly (readonly [string, MediaInfo])[]): readonly MediaInfo[] => [
  ...new Map(media.map(([id, info]) => [fileOf(id, info), info])).values(),
]

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
