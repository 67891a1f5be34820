import { present } from '../lib/present.ts'
import { clipEnd } from './clipShape.ts'
import { lastMarkerNumber, type MarkerDraft, type MarkerKind } from './markers.ts'
import { fileRate, type MediaInfo } from './media.ts'
import type { FileMarker } from './mediaMetadata.ts'
import type { Clip, MediaId, Session } from './session.ts'
import { samplePosition, samples } from './units.ts'

/** Markers of a file as places of the session. */
export type PlacedMarkers = {
  readonly markers: readonly MarkerDraft[]
  /** How many of the file's markers are nowhere in the session. */
  readonly outside: number
  /** How many regions are only partly there, and are cut to that part. */
  readonly cut: number
}

/**
 * The markers that a file carries, each where it is heard: in every clip of the file. `known` are those that the session
 * has, which new names are counted on from.
 */
export function markersOfClips(
  session: Session,
  media: MediaId,
  known: readonly MarkerDraft[] = [],
): PlacedMarkers {
  const info = session.media[media]
  const places = session.tracks
    .flatMap(({ clips }) => clips.filter((clip) => clip.media.includes(media)))
    .map((clip): Place => ({ zero: clip.start - clip.from, start: clip.start, end: clipEnd(clip) }))
  return placed(info, session.sampleRate, places, known)
}

/** The same, as if the whole file lay where the first of its clips has it. */
export function markersFromStart(
  session: Session,
  media: MediaId,
  known: readonly MarkerDraft[] = [],
): PlacedMarkers {
  const clips = session.tracks.flatMap((track) => track.clips.filter((clip) => clip.media.includes(media)))
  const first = clips.reduce<Clip | undefined>((a, b) => (a && a.start <= b.start ? a : b), undefined)
  const info = session.media[media]
  return placed(info, session.sampleRate, first ? [wholeFrom(first.start - first.from)] : [], known)
}

/** Those of a file that is not of the session, with its first sample at the start of the session. */
export const markersOfFile = (
  info: Pick<MediaInfo, 'sampleRate' | 'conform' | 'metadata'>,
  sampleRate: number,
  known: readonly MarkerDraft[] = [],
): PlacedMarkers => placed(info, sampleRate, [wholeFrom(0)], known)

/** A stretch of the session in which a file is, the file's first sample being at `zero`, which may be negative. */
type Place = { readonly zero: number; readonly start: number; readonly end: number }
const wholeFrom = (zero: number): Place => ({
  zero,
  start: Math.max(0, zero),
  end: Number.POSITIVE_INFINITY,
})

function placed(
  info: Pick<MediaInfo, 'sampleRate' | 'conform' | 'metadata'> | undefined,
  sampleRate: number,
  places: readonly Place[],
  known: readonly MarkerDraft[],
): PlacedMarkers {
  const found = info?.metadata?.markers ?? []
  const names = [...known, ...found.map(({ label }) => ({ name: label.trim() }))]
  const numbers = { Marker: lastMarkerNumber(names, 'Marker'), Region: lastMarkerNumber(names, 'Region') }
  const nameOf = ({ label, length }: FileMarker): string => {
    if (label.trim()) return label.trim()
    const kind: MarkerKind = length === undefined ? 'Marker' : 'Region'
    numbers[kind] += 1
    return `${kind} ${numbers[kind]}`
  }
  const markers: MarkerDraft[] = []
  let [outside, cut] = [0, 0]
  for (const marker of found) {
    const here = places.flatMap((place) => inPlace(marker, place, sampleRate / (info ? fileRate(info) : 1)))
    if (here.length === 0) outside += 1
    for (const { range, isCut } of here) {
      if (isCut) cut += 1
      const note = marker.note?.trim() || undefined
      const { at, length } = range
      markers.push(present<MarkerDraft>({ at, length, name: nameOf(marker), color: undefined, note }))
    }
  }
  return { markers, outside, cut }
}

type Range = Pick<MarkerDraft, 'at' | 'length'>

/** Where a marker is in a place: nowhere, or as much of it as is there. Rounded to the nearest sample of the session. */
function inPlace(
  { sample, length }: FileMarker,
  { zero, start, end }: Place,
  ratio: number,
): readonly { readonly range: Range; readonly isCut: boolean }[] {
  const from = zero + Math.round(sample * ratio)
  if (length === undefined) {
    return from >= start && from < end ? [{ range: { at: samplePosition(from) }, isCut: false }] : []
  }
  const to = zero + Math.round((sample + length) * ratio)
  const [first, last] = [Math.max(from, start), Math.min(to, end)]
  if (last <= first) return []
  const range = { at: samplePosition(first), length: samples(last - first) }
  return [{ range, isCut: first > from || last < to }]
}
