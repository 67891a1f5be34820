import { EncodedPacketSink, type InputAudioTrack } from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import { type AudioTrack, type ConformSource, FORMAT_LABELS } from '../../domain/media.ts'
import type { MediaMetadata } from '../../domain/mediaMetadata.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { samples } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { ContainerFormat } from '../formats/compressed.ts'
import { maskWarnings } from '../formats/metadata/channelLayout.ts'
import { tablesAreSound } from './boxTables.ts'
import { containerChannels } from './containerChannels.ts'
import { type ContainerInput, openContainer } from './containerInput.ts'
import { type CanDecode, findTracks, readTags, readTrack, trackNames } from './containerTrack.ts'
import { hasEncryptedAudio } from './encryptedBoxes.ts'
import { readId3Tag } from './id3Frames.ts'
import { isMovie, MOVIE_LIMIT, type Movie, movieOf } from './movieBox.ts'
import { mp3Fault } from './mp3Frames.ts'
import { readMp3Header } from './mp3Header.ts'
import { withBounds } from './soundBounds.ts'
import { readStatedTime } from './statedTime.ts'

/** Bytes read of a file's headers, at most: the tables of a film, and what stands around them. */
export const HEADER_LIMIT = MOVIE_LIMIT + 8 * 2 ** 20
/** More of an MP3's frames than are looked at for its headers. */
const FRAMES_SEEN = 2 ** 18
const NO_SENSE = 'its headers make no sense'

/** The error for a file that begins as one of a format does, and then does not go on so. */
export const nonsense = (source: ByteSource, format: string): AppError => ({
  code: 'format/malformed',
  file: source.name,
  format,
  detail: NO_SENSE,
})

/** What the headers of a file say that has to be conformed, or of one audio track of it, all but its fingerprint. */
export type ContainerFacts = Omit<ConformSource, 'fingerprint'>

/** An audio track of a file: what it is, or why it cannot be read. `audioTrack` where there are several. */
export type ProbedTrack = {
  readonly audioTrack?: AudioTrack
  readonly facts: Result<ContainerFacts, AppError>
}

/**
 * The audio tracks of a file of `format`, at least one, from its headers; `null` when it is of another kind. Rate and
 * channels are not judged here.
 */
export async function probeContainer(
  source: ByteSource,
  head: Uint8Array,
  format: ContainerFormat,
  canDecode: CanDecode,
): Promise<Result<readonly ProbedTrack[], AppError> | null> {
  if (format.claim(head) === 'no') return null
  if (format.id === 'mp3') {
    const fault = await mp3Fault(source, FRAMES_SEEN)
    if (!fault.ok) return fault
    if (fault.value === 'freeFormat') return null
  }
  const label = FORMAT_LABELS[format.id]
  const opened = openContainer(source, [format.input], label, HEADER_LIMIT, 'headers')
  try {
    const is = await opened.attempt((input) => input.canRead(), NO_SENSE)
    if (!is.ok) return is.error.code === 'format/malformed' ? null : is
    if (!is.value) return null
    const movie = await movieOf(source, format.id)
    if (!movie.ok) return movie
    const sound = isMovie(format.id) ? await tablesAreSound(source, movie.value) : ok(true)
    if (!sound.ok) return sound
    if (!sound.value) return err(nonsense(source, label))
    return await readTracks({ source, head, format, canDecode, movie: movie.value }, opened)
  } finally {
    opened.close()
  }
}

/** A file that is of the format. */
type ContainerFile = {
  readonly source: ByteSource
  readonly head: Uint8Array
  readonly format: ContainerFormat
  readonly canDecode: CanDecode
  /** Of MP4 and MOV, where it has one. */
  readonly movie: Movie | undefined
}

async function readTracks(
  from: ContainerFile,
  opened: ContainerInput,
): Promise<Result<readonly ProbedTrack[], AppError>> {
  const { source, head, format } = from
  const label = FORMAT_LABELS[format.id]
  const found = await opened.attempt(
    (input) => findTracks(input, source.name, format.id, label, head),
    NO_SENSE,
  )
  if (!found.ok) return encryptedOr(found, from)
  if (!found.value.ok) return found.value
  const tracks = found.value.value
  const names = await opened.attempt(() => trackNames(tracks), NO_SENSE)
  const probed: ProbedTrack[] = []
  for (const [index, track] of tracks.entries()) {
    const facts = await readFacts(from, opened, track)
    // What is wrong with the disk is not the track's fault.
    if (!facts.ok && (facts.error.code === 'file/unreadable' || facts.error.code === 'file/changed'))
      return facts
    const name = names.ok ? names.value[index] : undefined
    const audioTrack = { number: index + 1, ...(name !== undefined && { name }) }
    if (tracks.length === 1) probed.push({ facts })
    else probed.push({ audioTrack, facts: facts.ok ? ok({ ...facts.value, audioTrack }) : facts })
  }
  return ok(probed)
}

const encryptedOr = (
  failed: Result<never, AppError>,
  { source, movie }: ContainerFile,
): Result<never, AppError> =>
  movie && hasEncryptedAudio(movie) ? err({ code: 'audio/encrypted', file: source.name }) : failed

async function readFacts(
  from: ContainerFile,
  opened: ContainerInput,
  track: InputAudioTrack,
): Promise<Result<ContainerFacts, AppError>> {
  const { source, head, canDecode, movie } = from
  const { id } = from.format
  const label = FORMAT_LABELS[id]
  const file = source.name
  const found = await opened.attempt(() => readTrack(track, file, id, canDecode), NO_SENSE)
  if (!found.ok) return encryptedOr(found, from)
  if (!found.value.ok) return found.value
  const edited = withBounds(file, movie, found.value.value)
  if (!edited.ok) return edited
  const { sampleRate, channels, endSeconds } = edited.value
  const first = await opened.attempt(() => track.getFirstTimestamp(), NO_SENSE)
  if (!first.ok) return first
  const packet = await opened.attempt(() => hasPackets(track), NO_SENSE)
  if (!packet.ok) return packet
  if (!packet.value) return err({ code: 'audio/empty', file })

  const header = id === 'mp3' ? await readMp3Header(source) : ok(null)
  if (!header.ok) return header
  const id3 = await readId3Tag(source, head)
  if (!id3.ok) return id3
  const tags = id3.value ? await opened.attempt(readTags, NO_SENSE) : err(nonsense(source, label))
  const order = await containerChannels(id, opened, movie, found.value.value)
  const gapless = header.value?.gapless ?? edited.value.gapless
  const counted = gapless?.length ?? (endSeconds && Math.round(endSeconds * sampleRate))
  const length = counted && Number.isSafeInteger(counted) && counted > 0 ? counted : undefined
  const stating = { source, head, format: id, movie, sampleRate, length, id3: id3.value }
  const time = await readStatedTime(stating, opened)
  if (!time.ok) return time
  const metadata: MediaMetadata = {
    ...time.value.metadata,
    ...(tags.ok && tags.value && { tags: tags.value }),
    ...order.metadata,
  }
  const lossyWithDelay = found.value.value.codec === 'aac' || found.value.value.codec === 'mp3'
  const isLayer2 = header.value?.layer === 2
  return ok({
    fileName: file,
    format: id,
    bytes: source.size,
    codec: isLayer2 ? 'MPEG layer II' : found.value.value.codecName,
    sampleRate,
    channels,
    ...(length && { length: samples(length) }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    warnings: [
      ...order.warnings,
      ...maskWarnings(channels, metadata),
      ...(tags.ok ? [] : ['The text in it could not be read.']),
      ...time.value.warnings,
      ...(lossyWithDelay && first.value >= 0 && !gapless ? [undeclared(sampleRate)] : []),
    ],
  })
}

/** Two frames of AAC and a bit, the most that an encoder in use adds. */
const undeclared = (sampleRate: number): string =>
  `It does not say how much delay its encoder added: its sound may begin up to ${Math.ceil((2112 / sampleRate) * 1000)} ms late.`

async function hasPackets(track: InputAudioTrack): Promise<boolean> {
  return (await new EncodedPacketSink(track).getFirstPacket({ metadataOnly: true })) !== null
}
