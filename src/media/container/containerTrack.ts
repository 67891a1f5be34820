import type { AudioCodec, Input, InputAudioTrack } from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import { AUDIO_TRACK_LIMIT, type CompressedFormat } from '../../domain/media.ts'
import type { TextTags } from '../../domain/mediaMetadata.ts'
import { presentOrNone } from '../../lib/present.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { cleanLine, cleanText } from '../formats/metadata/fileText.ts'
import { codecName } from './codecName.ts'
import type { Gapless } from './mp3Header.ts'

/** Whether this machine can decode what a track's headers describe. */
export type CanDecode = (config: AudioDecoderConfig) => Promise<boolean>

/** By WebCodecs, which not every place has: without it nothing but PCM can be decoded. */
export const webCodecsDecode: CanDecode = async (config) =>
  typeof AudioDecoder !== 'undefined' && (await AudioDecoder.isConfigSupported(config)).supported === true

/** What the headers say of an audio track of a container. */
export type TrackFacts = {
  readonly track: InputAudioTrack
  readonly codec: AudioCodec
  readonly codecName: string
  readonly sampleRate: number
  readonly channels: number
  /** Whether time stamps say to the sample when the sound begins, as edit lists do (ISO 14496-12 § 8.6.6). */
  readonly exactStart: boolean
  /** Seconds from 0 to the end, where the container says it to the sample. */
  readonly endSeconds?: number
  /** Whether that is the end of an edit: what the media has after it is not to be heard, however much it is. */
  readonly endsByEdit?: boolean
  /** Of AAC without an edit list, by a tag. */
  readonly gapless?: Gapless
}

/** Names in an Ogg file's first page of codecs that the library passes over, and what is to be said of them. */
const OGG_CODECS = [
  ['\x7fFLAC', { code: 'container/unsupported', codec: 'FLAC', container: 'Ogg', instead: '.flac' }],
  ['Speex   ', { code: 'codec/unsupported', codec: 'Speex' }],
  ['PCM     ', { code: 'container/unsupported', codec: 'PCM', container: 'Ogg', instead: 'WAV' }],
] as const

/** The audio tracks, of which there is at least one; an error that says why there is none. */
export async function findTracks(
  input: Input,
  file: string,
  format: CompressedFormat,
  label: string,
  head: Uint8Array,
): Promise<Result<readonly InputAudioTrack[], AppError>> {
  const tracks = await input.getAudioTracks()
  if (tracks.length > AUDIO_TRACK_LIMIT) {
    const detail = `it has ${tracks.length} audio tracks, more than ${AUDIO_TRACK_LIMIT}`
    return err({ code: 'format/malformed', file, format: label, detail })
  }
  if (tracks.length === 0) {
    const start = String.fromCharCode(...head.subarray(0, 256))
    const passedOver = format === 'ogg' && OGG_CODECS.find(([name]) => start.includes(name))
    return err(passedOver ? { ...passedOver[1], file } : { code: 'audio/none', file, format: label })
  }
  return ok(tracks)
}

/** What is known of a track, if it can be decoded; an error that says why not. */
export async function readTrack(
  track: InputAudioTrack,
  file: string,
  format: CompressedFormat,
  canDecode: CanDecode,
): Promise<Result<TrackFacts, AppError>> {
  const internal = await track.getInternalCodecId()
  if (internal === 'enca' || internal === 'drms') return err({ code: 'audio/encrypted', file })
  const codec = await track.getCodec()
  // What QuickTime calls MP3, which is read by itself and in other containers.
  if (codec === null && (internal === '.mp3' || internal === 'ms\0U'))
    return err({ code: 'container/unsupported', file, codec: 'MP3', container: 'MOV', instead: '.mp3' })
  const name = codecName(codec, internal)
  const config = codec && (await track.getDecoderConfig())
  const decodable = config && (isPcm(config.codec) || (await canDecode(config)))
  if (!codec || !decodable) return err({ code: 'codec/unsupported', file, codec: name })
  const channels = await track.getNumberOfChannels()
  // Chromium says that it decodes this, and does so wrongly: against libvorbis, noise comes out as other noise.
  if (codec === 'vorbis' && channels > 2)
    return err({ code: 'codec/unsupported', file, codec: `${channels}-channel ${name}` })
  const endSeconds = await exactEnd(track, format)
  return ok({
    track,
    codec,
    codecName: name,
    sampleRate: await track.getSampleRate(),
    channels,
    exactStart: format === 'mp4' || format === 'mov',
    ...(endSeconds !== undefined && { endSeconds }),
  })
}

export const isPcm = (codec: string): boolean =>
  codec.startsWith('pcm-') || codec === 'ulaw' || codec === 'alaw'

/** What the container calls its tracks, of each of which it calls no other so. */
export async function trackNames(
  tracks: readonly InputAudioTrack[],
): Promise<readonly (string | undefined)[]> {
  const names = await Promise.all(tracks.map(async (track) => cleanLine((await track.getName()) ?? '')))
  // What is no UTF-8 is no name to be called by.
  const isOwn = (name: string): boolean =>
    name !== '' && !name.includes('\ufffd') && names.filter((one) => one === name).length === 1
  return names.map((name) => (isOwn(name) ? name : undefined))
}

/** Matroska and WebM count milliseconds, ADTS and MP3 frames only: of them no end is known to the sample. */
async function exactEnd(track: InputAudioTrack, format: CompressedFormat): Promise<number | undefined> {
  switch (format) {
    case 'flac':
      return (await track.getDurationFromMetadata()) ?? undefined
    case 'mp4':
    case 'mov':
      return (await track.getDurationFromMetadata()) ?? (await track.computeDuration())
    case 'ogg':
      return track.computeDuration()
    default:
      return undefined
  }
}

/** What people wrote into the file, as clean text. */
export async function readTags(input: Input): Promise<TextTags | undefined> {
  const { title, artist, comment, description, raw } = await input.getMetadataTags()
  const line = (text: string | undefined) => (text && cleanLine(text)) || undefined
  const lines = (text: string | undefined) => (text && cleanText(text)) || undefined
  const software = [raw?.['©too'], raw?.TSSE, raw?.encoder, raw?.ENCODER].find(
    (tag) => typeof tag === 'string',
  )
  return presentOrNone<TextTags>({
    title: line(title),
    artist: line(artist),
    comment: lines(comment ?? description),
    software: line(typeof software === 'string' ? software : undefined),
  })
}
