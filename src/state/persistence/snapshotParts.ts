import type { Marker } from '../../domain/markers.ts'
import type { MediaInfo } from '../../domain/media.ts'
import type { Clip, MediaId, Session, Track } from '../../domain/session.ts'

/** A session in pieces, each small enough to be written without being noticed. */
export type SnapshotPart =
  /** Everything but media, tracks and markers, and how many parts there are in all. */
  | { readonly kind: 'head'; readonly head: object; readonly parts: number }
  | { readonly kind: 'media'; readonly media: Readonly<Record<MediaId, MediaInfo>> }
  /** Without its clips, which follow. */
  | { readonly kind: 'track'; readonly track: Track }
  /** Of the track before. */
  | { readonly kind: 'clips'; readonly clips: readonly Clip[] }
  | { readonly kind: 'markers'; readonly markers: readonly Marker[] }

/** What is cloned in about a millisecond. */
const CLIPS_PER_PART = 250
const MEDIA_PER_PART = 50
const MARKERS_PER_PART = 500

/** The head comes first; the others are made one by one, as they are asked for. */
export function* snapshotParts(session: Session): Generator<SnapshotPart> {
  const { media, tracks, markers = [], ...head } = session
  const files = Object.entries(media)
  const clipParts = tracks.reduce((sum, { clips }) => sum + Math.ceil(clips.length / CLIPS_PER_PART), 0)
  const markerParts = Math.ceil(markers.length / MARKERS_PER_PART)
  const parts = 1 + Math.ceil(files.length / MEDIA_PER_PART) + tracks.length + clipParts + markerParts
  yield { kind: 'head', head, parts }
  for (let at = 0; at < files.length; at += MEDIA_PER_PART) {
    yield { kind: 'media', media: Object.fromEntries(files.slice(at, at + MEDIA_PER_PART)) }
  }
  for (const track of tracks) {
    yield { kind: 'track', track: { ...track, clips: [] } }
    for (let at = 0; at < track.clips.length; at += CLIPS_PER_PART) {
      yield { kind: 'clips', clips: track.clips.slice(at, at + CLIPS_PER_PART) }
    }
  }
  for (let at = 0; at < markers.length; at += MARKERS_PER_PART) {
    yield { kind: 'markers', markers: markers.slice(at, at + MARKERS_PER_PART) }
  }
}

/** What the parts say, to be looked into before it is taken for a session; `undefined` when some are not there. */
export function sessionOfParts(parts: readonly SnapshotPart[]): unknown {
  const [head] = parts
  if (head?.kind !== 'head' || head.parts !== parts.length) return undefined
  const media: [MediaId, MediaInfo][] = []
  const tracks: Track[] = []
  const markers: Marker[] = []
  for (const part of parts.slice(1)) {
    if (part.kind === 'media') media.push(...Object.entries(part.media))
    else if (part.kind === 'track') tracks.push(part.track)
    else if (part.kind === 'markers') markers.push(...part.markers)
    else if (part.kind === 'clips') {
      const track = tracks.pop()
      if (!track) return undefined
      tracks.push({ ...track, clips: [...track.clips, ...part.clips] })
    } else return undefined
  }
  return {
    ...head.head,
    media: Object.fromEntries(media),
    tracks,
    ...(markers.length > 0 && { markers }),
  }
}
