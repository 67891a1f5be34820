import { clipEnd } from '../domain/clipShape.ts'
import type { Command } from '../domain/commands.ts'
import { type Clip, FADE_CURVES, type Fade, type Track } from '../domain/session.ts'
import {
  at,
  type Context,
  clipId,
  clipIds,
  clipOf,
  count,
  newIds,
  overlap,
  step,
  trackId,
} from './randomDraw.ts'

export function fade({ draw }: Context, clip: Clip | undefined): Fade | null {
  if (draw.yes(6)) return null
  const length = draw.between(1, Math.max(1, Math.ceil((clip?.length ?? 1) * 0.7)))
  return { length: count(length), curve: draw.of(FADE_CURVES, 'linear') }
}

export function fadeCommand(context: Context, type: 'clip/setFadeIn' | 'clip/setFadeOut'): Command {
  const clip = clipOf(context)
  return { type, clip: clip?.id ?? 'gone', fade: fade(context, clip) }
}

export function trimCommand(context: Context, type: 'clip/trimStart' | 'clip/trimEnd'): Command {
  const clip = clipOf(context)
  const edge = !clip ? 0 : type === 'clip/trimStart' ? clip.start : clipEnd(clip)
  return { type, clip: clip?.id ?? 'gone', to: at(edge + step(context)), overlap: overlap(context) }
}

/** A place inside some clip, and the clips that are cut there: those of its track, or now and then only one of them. */
export function splitCommand(context: Context): Command {
  const { draw, session } = context
  const clip = clipOf(context)
  const place = clip ? clip.start + draw.between(1, Math.max(1, clip.length - 1)) : 0
  const track = session.tracks.find(({ clips }) => clip && clips.includes(clip))
  const playing = track?.clips.filter((one) => one.start < place && place < clipEnd(one)) ?? []
  const cut = draw.yes(5) && clip ? [clip] : playing
  return {
    type: 'clips/split',
    clips: newIds(
      context,
      cut.map(({ id }) => id),
    ),
    at: at(place),
  }
}

/** Clips that follow one another, or any. */
export function joinCommand(context: Context): Command {
  const { draw, session } = context
  const pairs = session.tracks.flatMap(({ clips }) =>
    clips.flatMap((first) =>
      clips.filter((second) => second.start === clipEnd(first)).map((second) => [first.id, second.id]),
    ),
  )
  return { type: 'clips/join', clips: draw.yes(5) ? clipIds(context) : draw.of(pairs, clipIds(context)) }
}

export function crossfadeCommand(context: Context): Command {
  const { draw, session } = context
  const pairs = session.tracks.flatMap(({ clips }) =>
    clips.flatMap((earlier) =>
      clips
        .filter(
          (later) => later !== earlier && later.start > earlier.start && later.start <= clipEnd(earlier),
        )
        .map((later) => ({ earlier: earlier.id, later: later.id })),
    ),
  )
  const pair = draw.of(pairs, { earlier: clipId(context), later: clipId(context) })
  const length = count(draw.between(0, draw.of([10, 100, 800], 100)))
  return { type: 'clips/crossfade', ...pair, length, curve: draw.of(FADE_CURVES, 'linear') }
}

export function moveCommand(context: Context): Command {
  const { draw, session } = context
  const clips = clipIds(context)
  const others = session.tracks.map(({ id }) => id)
  const tracks = Object.fromEntries(clips.map((id) => [id, draw.of(others, 'gone')]))
  return {
    type: 'clips/move',
    clips,
    by: step(context),
    overlap: overlap(context),
    ...(draw.yes(3) && { tracks }),
  }
}

export function addCommand(context: Context): Command {
  const { base, draw, session, unique } = context
  const source = draw.of(
    base.tracks.flatMap(({ clips }) => clips),
    undefined,
  )
  if (!source) return { type: 'clips/remove', clips: [] }
  const channels = source.media.reduce((sum, id) => sum + (base.media[id]?.pcm.channels ?? 0), 0)
  const fitting = session.tracks.filter(({ speakers }) => speakers.length === channels)
  const track = draw.of(fitting, undefined)?.id ?? trackId(context)
  const length = draw.between(1, 400)
  const from = draw.below(source.length - length + (draw.yes(20) ? 500 : 1))
  const clip: Clip = {
    id: `pasted ${unique}`,
    media: source.media,
    start: at(draw.below(3000)),
    from: at(from),
    length: count(length),
  }
  return { type: 'clips/add', media: base.media, clips: [{ track, clip }], overlap: overlap(context) }
}

export function addTracks({ base, draw, unique }: Context): Command {
  const source = draw.of<Track | undefined>(base.tracks, undefined)
  if (!source) return { type: 'clips/remove', clips: [] }
  const clips = source.clips.map((clip) => ({ ...clip, id: `${clip.id} ${unique}` }))
  return {
    type: 'tracks/add',
    media: base.media,
    tracks: [{ ...source, id: `track ${unique}`, clips }],
  }
}
