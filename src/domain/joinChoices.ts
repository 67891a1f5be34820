import type { TrackJoin } from './joinTracks.ts'
import { interpretationsOf, layoutLabel, SPEAKERS, type Speaker, speakerLetters } from './layout.ts'
import type { MediaInfo } from './media.ts'
import type { Session, Track, TrackId } from './session.ts'
import { channelsByName, namedPart, type Part, partOf } from './splitSets.ts'

/** A way to join tracks; `label` says it with letters. */
export type JoinChoice = TrackJoin & { readonly label: string }

/**
 * The ways to make one track of these, the likeliest first: by the speakers that they have been given, or else by what their
 * names say, or those of their files; then, in the order in which they stand, as each layout of so many channels.
 */
export function joinChoices(session: Session, ids: readonly TrackId[]): readonly JoinChoice[] {
  const tracks = session.tracks.filter(({ id }) => ids.includes(id))
  const parts = tracks.map(({ name }) => namedPart(name))
  const fileParts = tracks.map((track) => filePart(track, session.media))
  const base = commonBase(parts) ?? commonBase(fileParts) ?? tracks[0]?.name ?? ''
  // Of a file's audio tracks, without what stood before their names or numbers.
  const name = base.replace(/(?:, track|[:,])\s*$/u, '') || base
  const choice = (
    how: string,
    order: readonly Track[],
    speakers: readonly (Speaker | null)[],
  ): JoinChoice => ({
    tracks: order.map(({ id }) => id),
    speakers,
    name,
    label: `${layoutLabel(speakers)} ${how}: ${speakerLetters(speakers)}`,
  })
  const inOrder = interpretationsOf(tracks.length).map(({ speakers }) =>
    choice('in this order', tracks, speakers),
  )
  const given = speakersGiven(tracks)
  const said = given ?? channelsByName(parts) ?? channelsByName(fileParts)
  if (!said) return inOrder
  const places = inLayoutOrder(said)
  const first = choice(
    given ? 'as they are' : 'by name',
    places.flatMap((at) => tracks[at] ?? []),
    places.flatMap((at) => said[at] ?? []),
  )
  return [first, ...inOrder.filter((other) => !isSame(other, first))]
}

/** What the tracks are set to, where all are different speakers. */
function speakersGiven(tracks: readonly Track[]): readonly Speaker[] | undefined {
  const given = tracks.flatMap(({ speakers }) => speakers.filter((each) => each !== null && each !== 'M'))
  return new Set(given).size === tracks.length ? given : undefined
}

/** Indices into speakers: in the order of the first layout that has them, else in that of all speakers. */
function inLayoutOrder(speakers: readonly Speaker[]): readonly number[] {
  const layout = interpretationsOf(speakers.length).find((each) =>
    speakers.every((s) => each.speakers.includes(s)),
  )
  const order = layout?.speakers ?? SPEAKERS
  return order.flatMap((speaker) => {
    const at = speakers.indexOf(speaker)
    return at < 0 ? [] : [at]
  })
}

function filePart({ clips: [clip] }: Track, media: Readonly<Record<string, MediaInfo>>): Part | undefined {
  const [id = ''] = clip?.media ?? []
  const info = Object.hasOwn(media, id) ? media[id] : undefined
  return info && partOf(info.fileName)
}

/** What all of the names begin with, whatever their case. */
function commonBase(parts: readonly (Part | undefined)[]): string | undefined {
  const [first] = parts
  const isCommon = parts.every((part) => part?.base.toUpperCase() === first?.base.toUpperCase())
  return isCommon ? first?.base : undefined
}

const isSame = (a: JoinChoice, b: JoinChoice): boolean =>
  a.tracks.join() === b.tracks.join() && a.speakers.join() === b.speakers.join()
