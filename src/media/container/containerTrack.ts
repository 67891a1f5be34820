import type { AudioCodec, Input, InputAudioTrack } from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import type { CompressedFormat } from '../../domain/media.ts'
import type { TextTags } from '../../domain/mediaMetadata.ts'
import { presentOrNone } from '../../lib/present.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { cleanLine, cleanText } from '../formats/metadata/fileText.ts'
import { codecName } from './codecName.ts'

/** Whether this machine can decode what a track's headers describe. */
export type CanDecode = (config: AudioDecoderConfig) => Promise<boolean>

/** By WebCodecs, which not every place has: without it nothing but PCM can be decoded. */
export const webCodecsDecode: CanDecode = async (config) =>
  typeof AudioDecoder !== 'undefined' && (await AudioDecoder.isConfigSupported(config)).supported === true

/** What the headers say of a container's audio. */
export type TrackFacts = {
  readonly track: InputAudioTrack
  readonly codec: AudioCodec
  readonly codecName: string
  readonly sampleRate: number
  readonly channels: number
  /** Audio tracks in all; the first is the one that is read. */
  readonly tracks: number
  /** Whether time stamps say to the sample when the sound begins, as edit lists do (ISO 14496-12 § 8.6.6). */
  readonly exactStart: boolean
  /** Seconds from 0 to the end, where the container says it to the sample. */
  readonly endSeconds?: number
}

/** Names in an Ogg file's first page of codecs that the library passes over. */
const OGG_CODECS = [
  ['\x7fFLAC', 'FLAC in Ogg'],
  ['Speex   ', 'Speex'],
  ['PCM     ', 'PCM in Ogg'],
] as const

/** The first audio track, if it can be decoded; an error that says why not. */
export async function findTrack(
  input: Input,
  file: string,
  format: CompressedFormat,
  label: string,
  head: Uint8Array,
  canDecode: CanDecode,
): Promise<Result<TrackFacts, AppError>> {
  const tracks = await input.getAudioTracks()
  const [track] = tracks
  if (!track) {
    const start = String.fromCharCode(...head.subarray(0, 256))
    const passedOver = format === 'ogg' && OGG_CODECS.find(([name]) => start.includes(name))
    return err(
      passedOver
        ? { code: 'codec/unsupported', file, codec: passedOver[1] }
        : { code: 'audio/none', file, format: label },
    )
  }
  const internal = await track.getInternalCodecId()
  if (internal === 'enca' || internal === 'drms') return err({ code: 'audio/encrypted', file })
  const codec = await track.getCodec()
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
    tracks: tracks.length,
    exactStart: format === 'mp4' || format === 'mov',
    ...(endSeconds !== undefined && { endSeconds }),
  })
}

export const isPcm = (codec: string): boolean =>
  codec.startsWith('pcm-') || codec === 'ulaw' || codec === 'alaw'

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
