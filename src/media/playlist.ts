import type { AppError } from '../domain/errors.ts'
import { bytesPerFrame, type MediaInfo, type PcmEncoding } from '../domain/media.ts'
import type { ByteSource } from '../domain/ports.ts'
import type { MediaId, Track } from '../domain/session.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type ClipEnvelope, clipEnvelope } from './clipEnvelope.ts'

/** A file at hand: what is known of it, and where its bytes come from. */
export type OpenMedia = { readonly info: MediaInfo; readonly source: ByteSource }

/** A stretch of one clip inside a window: file bytes, not yet decoded. */
export type WindowPiece = {
  /** Frames from the start of the window. */
  readonly offset: number
  readonly frames: number
  readonly encoding: PcmEncoding
  /** Of the track's channels those that these bytes hold, interleaved: `channels` from `first` on. */
  readonly first: number
  readonly channels: number
  readonly bytes: Uint8Array
  readonly fileName: string
  /** Frame of the file that the piece starts at. */
  readonly from: number
  /** Frame of the clip that the piece starts at. */
  readonly clipFrame: number
  /** What its samples are multiplied by, `null` for nothing. */
  readonly envelope: ClipEnvelope | null
  /** Another clip may play at the same time: this one adds to it. */
  readonly adds: boolean
}

/** For each track, its pieces in the order of its clips; what no piece covers is silence. */
export type PcmWindow = {
  readonly start: number
  readonly frames: number
  readonly tracks: readonly (readonly WindowPiece[])[]
}

/** Gives memory for so many bytes, which nobody else uses; `undefined` where there is no more. */
export type TakeMemory = (bytes: number) => Uint8Array | undefined

/**
 * Reads what every track plays from `start` for `frames` frames, all files at once. Fails with the name of the first
 * file that is missing or cannot be read: nothing is replaced by silence. `take`: of memory that may be read into.
 */
export async function readWindow(
  tracks: readonly Track[],
  media: ReadonlyMap<MediaId, OpenMedia>,
  start: number,
  frames: number,
  take?: TakeMemory,
): Promise<Result<PcmWindow, AppError>> {
  const read = await Promise.all(tracks.map((track) => readTrack(track, media, start, frames, take)))
  const pieces: (readonly WindowPiece[])[] = []
  for (const track of read) {
    if (!track.ok) return track
    pieces.push(track.value)
  }
  return ok({ start, frames, tracks: pieces })
}

async function readTrack(
  track: Track,
  media: ReadonlyMap<MediaId, OpenMedia>,
  start: number,
  frames: number,
  take: TakeMemory | undefined,
): Promise<Result<WindowPiece[], AppError>> {
  const pieces: WindowPiece[] = []
  let covered = Number.NEGATIVE_INFINITY
  for (const clip of track.clips) {
    const begin = Math.max(start, clip.start)
    const end = Math.min(start + frames, clip.start + clip.length)
    if (end <= begin || clip.mute) continue
    const adds = begin < covered
    covered = Math.max(covered, end)
    const envelope = clipEnvelope(clip)
    const from = clip.from + (begin - clip.start)
    const parts = await Promise.all(
      clip.media.map(async (id): Promise<Result<WindowPiece, AppError>> => {
        const open = media.get(id)
        if (!open) return err({ code: 'media/missing', file: track.name })
        const { pcm, fileName } = open.info
        const { encoding, channels } = pcm
        const size = bytesPerFrame(pcm)
        const length = (end - begin) * size
        const bytes = await open.source.read(pcm.dataOffset + from * size, length, take?.(length))
        if (!bytes.ok) return bytes
        const place = {
          offset: begin - start,
          frames: end - begin,
          from,
          clipFrame: begin - clip.start,
          first: 0,
        }
        return ok({ ...place, encoding, channels, bytes: bytes.value, fileName, envelope, adds })
      }),
    )
    let first = 0
    for (const part of parts) {
      if (!part.ok) return part
      pieces.push({ ...part.value, first })
      first += part.value.channels
    }
  }
  return ok(pieces)
}

/** The part of a piece that falls in frames [start, start + frames) of its window; `undefined` when none does. */
export function cutPiece(
  piece: WindowPiece,
  start: number,
  frames: number,
):
  | {
      readonly offset: number
      readonly frames: number
      readonly bytes: Uint8Array
      readonly from: number
      readonly clipFrame: number
    }
  | undefined {
  const begin = Math.max(start, piece.offset)
  const end = Math.min(start + frames, piece.offset + piece.frames)
  if (end <= begin) return undefined
  const size = piece.bytes.length / piece.frames
  const skip = begin - piece.offset
  return {
    offset: begin - start,
    frames: end - begin,
    bytes: piece.bytes.subarray(skip * size, (skip + end - begin) * size),
    from: piece.from + skip,
    clipFrame: piece.clipFrame + skip,
  }
}

/** The error for the value that `decode` stopped at: `index` counts samples from frame `from` of the file. */
export function notFinite(
  fileName: string,
  from: number,
  channels: number,
  index: number,
  value: number,
): AppError {
  return {
    code: 'audio/notFinite',
    file: fileName,
    value: Number.isNaN(value) ? 'NaN' : 'infinity',
    channel: index % channels,
    sample: from + Math.floor(index / channels),
  }
}
