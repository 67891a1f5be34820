import { oddOnes } from '../lib/oddOnes.ts'
import { inTime } from './clipShape.ts'
import { CHANNEL_LIMIT } from './errors.ts'
import type { Speaker } from './layout.ts'
import type { Clip, Fade, Session, Track, TrackId } from './session.ts'
import { stemSpec } from './stems.ts'
import { formatPlace } from './timeFormats.ts'
import { samplePosition } from './units.ts'

/** Mono tracks that become one. */
export type TrackJoin = {
  /** In the order of the channels, at least two. */
  readonly tracks: readonly TrackId[]
  /** What each of them is for. */
  readonly speakers: readonly (Speaker | null)[]
  readonly name: string
}

/** These tracks, in this order, their clips in time order; those that are gone are left out. */
function tracksOf({ tracks }: Session, ids: readonly TrackId[]): readonly Track[] {
  const found = ids.flatMap((id) => tracks.find((track) => track.id === id) ?? [])
  return found.map((track) => ({ ...track, clips: track.clips.toSorted(inTime) }))
}

/**
 * The session with tracks joined: one track, in the place and under the id of the first of them in the session, with a clip for
 * each of its clips. Its pan is at the centre, as each channel is heard where its speaker is. The very same session where
 * `joinObstacle` finds something, where a track is gone or named twice, or where there is not a speaker for each.
 */
export function joinTracks(session: Session, { tracks: ids, speakers, name }: TrackJoin): Session {
  const channels = tracksOf(session, ids)
  const whole = channels.length === ids.length && new Set(ids).size === ids.length
  const title = name.trim()
  if (!whole || !title || speakers.length !== ids.length || joinObstacle(session, ids) !== undefined)
    return session
  const joining = new Set(ids)
  const at = session.tracks.findIndex(({ id }) => joining.has(id))
  const first = channels.find(({ id }) => id === session.tracks[at]?.id)
  if (!first) return session
  const joined: Track = {
    ...first,
    name: title,
    speakers,
    pan: 0,
    clips: first.clips.map((clip, n) => ({
      ...clip,
      media: channels.flatMap(({ clips }) => clips[n]?.media ?? []),
    })),
  }
  return {
    ...session,
    tracks: session.tracks.flatMap((track, n) => (n === at ? joined : joining.has(track.id) ? [] : track)),
  }
}

/**
 * Why tracks cannot be one, with what to do about it: a sentence about the first that differs from most of them. A clip has
 * one start, one length and one set of fades for all of its files, and a track one set of levels, so all have to be alike.
 * `undefined` when they can be joined.
 */
export function joinObstacle(session: Session, ids: readonly TrackId[]): string | undefined {
  const tracks = tracksOf(session, ids)
  if (tracks.length < 2) return 'Select at least two mono tracks.'
  if (tracks.length > CHANNEL_LIMIT)
    return `A track takes up to ${CHANNEL_LIMIT} channels, and ${tracks.length} tracks are selected: select those of one set.`
  const wide = tracks.find(({ speakers }) => speakers.length !== 1)
  if (wide)
    return `“${wide.name}” has ${wide.speakers.length} channels, and only mono tracks are joined: take it out of the selection.`
  const locked = tracks.find(({ clips }) => clips.some((clip) => clip.locked))
  if (locked) return `“${locked.name}” has locked clips: unlock them first.`
  for (const { value, text } of RULES) {
    const { common, odd } = oddOnes(tracks.map(value))
    const [one, usual] = [tracks[odd[0] ?? -1], tracks[common]]
    if (one && usual) return text(one, usual, session)
  }
  return undefined
}

/** Something that has to be the same on all tracks, as text that is equal where it is. */
type Rule = {
  readonly value: (track: Track) => string
  readonly text: (odd: Track, usual: Track, session: Session) => string
}

const ofClips =
  (value: (clip: Clip) => unknown) =>
  ({ clips }: Track): string =>
    JSON.stringify(clips.map(value))

const RULES: readonly Rule[] = [
  {
    value: ({ stem }) => stem,
    text: (odd, usual) =>
      `“${odd.name}” is in ${stemSpec(odd.stem).name} and “${usual.name}” in ${stemSpec(usual.stem).name}: put them in one stem first.`,
  },
  {
    value: ({ clips }) => `${clips.length}`,
    text: (odd, usual) =>
      `“${odd.name}” has ${clipCount(odd)} and “${usual.name}” ${clipCount(usual)}: cut them in the same places first.`,
  },
  {
    value: ofClips(({ start }) => start),
    text: (odd, usual, session) => {
      const places = differing(odd, usual, ({ start }) => start)
      const [a, b] = places.map((at) => formatPlace(samplePosition(at), 'timecode', session))
      return `“${odd.name}” has a clip at ${a} and “${usual.name}” one at ${b}: move them to one position first.`
    },
  },
  {
    value: ofClips(({ from }) => from),
    text: (odd, usual) =>
      `“${odd.name}” begins with another sample of its file than “${usual.name}”: trim them alike first.`,
  },
  {
    value: ofClips(({ length }) => length),
    text: (odd, usual) => {
      const [a, b] = differing(odd, usual, ({ length }) => length)
      const by = Math.abs(a - b)
      const size = `${by.toLocaleString('en-US')} ${by === 1 ? 'sample' : 'samples'}`
      return `“${odd.name}” is ${size} ${a > b ? 'longer' : 'shorter'} than “${usual.name}”: trim the end of the longer one in the timeline first.`
    },
  },
  {
    value: ofClips(({ gainDb, mute, fadeIn, fadeOut }) => [
      gainDb === undefined ? 0 : gainDb,
      mute ?? false,
      fadeFacts(fadeIn),
      fadeFacts(fadeOut),
    ]),
    text: (odd, usual) =>
      `The clips of “${odd.name}” have another gain, mute or fade than those of “${usual.name}”: make them alike first.`,
  },
  {
    value: ({ trimDb, faderDb, polarityInverted, mute }) =>
      JSON.stringify([trimDb, faderDb, polarityInverted, mute]),
    text: (odd, usual) =>
      `“${odd.name}” has another trim, fader, polarity or mute than “${usual.name}”: set them alike first.`,
  },
]

const fadeFacts = (fade: Fade | undefined): readonly unknown[] =>
  fade ? [fade.length, fade.curve, fade.part?.from, fade.part?.of] : []

const clipCount = ({ clips }: Track): string => `${clips.length} ${clips.length === 1 ? 'clip' : 'clips'}`

/** A number of the first clips that do not agree in it. */
function differing(odd: Track, usual: Track, value: (clip: Clip) => number): readonly [number, number] {
  const at = odd.clips.findIndex((clip, n) => {
    const other = usual.clips[n]
    return other && value(clip) !== value(other)
  })
  const [a, b] = [odd.clips[at], usual.clips[at]]
  return [a ? value(a) : 0, b ? value(b) : 0]
}
