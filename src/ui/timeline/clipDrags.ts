import type { ClipCommand, OverlapPolicy } from '../../domain/clipCommands.ts'
import {
  fadeRange,
  moveRange,
  type Range,
  slipRange,
  trimEndRange,
  trimStartRange,
} from '../../domain/clipRanges.ts'
import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip, ClipId, Session, Track, TrackId } from '../../domain/session.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import { trackOfClip } from './clipSelection.ts'
import type { ClipZone } from './clipZone.ts'
import { tracksBeside } from './rowOrder.ts'
import { type Snap, snapMove } from './snap.ts'

export type ClipDrag = {
  readonly session: Session
  /** Tracks in the order of the rows that show. */
  readonly rows: readonly Track[]
  readonly selected: ReadonlySet<ClipId>
  /** The clip that was taken hold of. */
  readonly clip: Clip
  readonly zone: Exclude<ClipZone, 'gain'>
  /** Alt: what the clip holds is moved, and not the clip. */
  readonly slips: boolean
  readonly snap: Snap
  /** Whether the end of a clip that is moved holds on to things too, and not only its start. */
  readonly snapsEnds: boolean
  readonly overlap: OverlapPolicy
}

const within = (value: number, { min, max }: Range): number => Math.max(min, Math.min(max, value))

/** What a drag amounts to: `by` samples from where it began, over the row of `over`. */
export function dragCommand(drag: ClipDrag, by: number, over: TrackId | undefined): ClipCommand | null {
  if (drag.slips) return slip(drag, by)
  switch (drag.zone) {
    case 'body':
      return move(drag, by, over)
    case 'start':
    case 'end':
      return trim(drag, by, drag.zone)
    case 'fadeIn':
    case 'fadeOut':
      return fade(drag, by, drag.zone)
  }
}

function move(drag: ClipDrag, by: number, over: TrackId | undefined): ClipCommand | null {
  const { session, rows, selected, clip, overlap } = drag
  const from = session.tracks.filter(({ clips }) => clips.some(({ id }) => selected.has(id)))
  const placed = from.flatMap((track) =>
    track.clips.filter(({ id }) => selected.has(id)).map((each) => ({ track, clip: each })),
  )
  const edges = drag.snapsEnds ? [clip.start, clipEnd(clip)] : [clip.start]
  const home = trackOfClip(rows, clip.id)
  const target = rows.findIndex(({ id }) => id === over)
  const down = home && target >= 0 ? target - rows.indexOf(home) : 0
  const beside = down === 0 ? undefined : tracksBeside(rows, from, down)
  const clips = placed.map((each) => each.clip.id)
  const distance = within(snapMove(by, edges, drag.snap), moveRange(session, clips))
  if (!beside) {
    return distance === 0 ? null : { type: 'clips/move', clips, by: distance, overlap }
  }
  const tracks = Object.fromEntries(
    placed.map(({ track, clip: { id } }) => [id, beside.get(track)?.id ?? track.id]),
  )
  return { type: 'clips/move', clips, by: distance, tracks, overlap }
}

function trim(
  { session, clip, snap, overlap }: ClipDrag,
  by: number,
  edge: 'start' | 'end',
): ClipCommand | null {
  const now = edge === 'start' ? clip.start : clipEnd(clip)
  const wanted = now + Math.round(by)
  const range = (edge === 'start' ? trimStartRange : trimEndRange)(session, clip)
  const to = within(snap(wanted) ?? wanted, range)
  if (to === now) return null
  const type = edge === 'start' ? 'clip/trimStart' : 'clip/trimEnd'
  return { type, clip: clip.id, to: samplePosition(to), overlap }
}

function slip({ session, clip }: ClipDrag, by: number): ClipCommand | null {
  const distance = within(Math.round(by), slipRange(session, clip))
  return distance === 0 ? null : { type: 'clip/slip', clip: clip.id, by: distance }
}

function fade(
  { session, clip, snap }: ClipDrag,
  by: number,
  which: 'fadeIn' | 'fadeOut',
): ClipCommand | null {
  const now = clip[which]
  const corner = which === 'fadeIn' ? clip.start + (now?.length ?? 0) : clipEnd(clip) - (now?.length ?? 0)
  const wanted = corner + Math.round(by)
  const held = snap(wanted) ?? wanted
  const length = within(
    which === 'fadeIn' ? held - clip.start : clipEnd(clip) - held,
    fadeRange(session, clip, which),
  )
  if (length === (now?.length ?? 0)) return null
  const next = length === 0 ? null : { length: samples(length), curve: now?.curve ?? 'equalPower' }
  return { type: which === 'fadeIn' ? 'clip/setFadeIn' : 'clip/setFadeOut', clip: clip.id, fade: next }
}
