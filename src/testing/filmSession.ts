import type { ClipCommand } from '../domain/clipCommands.ts'
import { applyCommand, type Command } from '../domain/commands.ts'
import type { Clip, ClipId, Session } from '../domain/session.ts'
import { decibels, samplePosition, samples } from '../domain/units.ts'
import { sessionFixture } from './sessionFixture.ts'

/** From the start of one clip of a track to that of the next, in samples. */
const PITCH = 4_000
const LENGTH = 3_000
/** Of each track. */
const CLIPS = 50
const MIDDLE = CLIPS / 2

/** 100 tracks of 50 clips each, every track of a file of its own, with something of it left on both sides of each clip. */
export function filmSession(): Session {
  const session = sessionFixture(Array.from({ length: 100 }, () => ({ length: 200_000 })))
  const tracks = session.tracks.map((track) => ({
    ...track,
    clips: Array.from(
      { length: CLIPS },
      (_, n): Clip => ({
        id: `${track.id}-${n}`,
        media: [track.id],
        start: samplePosition((n + 1) * PITCH),
        from: samplePosition((n + 1) * LENGTH),
        length: samples(LENGTH),
      }),
    ),
  }))
  return { ...session, tracks }
}

export type Edit = { readonly session: Session; readonly command: Command }

/**
 * Every command on clips as large as it can be in a film: on all 5 000 clips, on every other one where others have to give
 * way, on one where it takes one.
 */
export function filmEdits(session: Session): Readonly<Record<ClipCommand['type'], Edit>> {
  const { tracks } = session
  const all = tracks.flatMap(({ clips }) => clips.map(({ id }) => id))
  const half = tracks.flatMap(({ clips }) => clips.filter((_, n) => n % 2 === 1).map(({ id }) => id))
  const copies = (ids: readonly ClipId[]): Readonly<Record<ClipId, ClipId>> =>
    Object.fromEntries(ids.map((id) => [id, `${id}'`]))
  const middle = tracks.map(({ id }) => `${id}-${MIDDLE}`)
  const one = middle[0] ?? ''
  const start = (MIDDLE + 1) * PITCH
  const inside = samplePosition(start + LENGTH / 2)
  const fade = { length: samples(100), curve: 's' } as const
  const on = (command: ClipCommand, before = session): Edit => ({ session: before, command })
  const split = applyCommand(session, { type: 'clips/split', clips: copies(middle), at: inside })
  const pasted = tracks.flatMap(({ id, clips }) =>
    clips.slice(0, MIDDLE).map((clip) => ({
      track: id,
      clip: { ...clip, id: `${clip.id}'`, start: samplePosition(clip.start + 1_700) },
    })),
  )
  const adjoining = applyCommand(session, {
    type: 'clip/trimEnd',
    clip: one,
    to: samplePosition(start + PITCH),
    overlap: 'trim',
  })
  return {
    'clips/move': on({ type: 'clips/move', clips: half, by: 1_400, overlap: 'crossfade' }),
    'clip/trimStart': on({
      type: 'clip/trimStart',
      clip: one,
      to: samplePosition(start - 1_200),
      overlap: 'crossfade',
    }),
    'clip/trimEnd': on({
      type: 'clip/trimEnd',
      clip: one,
      to: samplePosition(start + PITCH + 200),
      overlap: 'crossfade',
    }),
    'clip/slip': on({ type: 'clip/slip', clip: one, by: 30 }),
    'clips/split': on({ type: 'clips/split', clips: copies(middle), at: inside }),
    'clips/join': on({ type: 'clips/join', clips: middle.flatMap((id) => [id, `${id}'`]) }, split),
    'clips/duplicate': on({
      type: 'clips/duplicate',
      clips: copies(half),
      by: 1_200,
      overlap: 'crossfade',
    }),
    'clips/add': on({ type: 'clips/add', media: {}, clips: pasted, overlap: 'crossfade' }),
    'clips/remove': on({ type: 'clips/remove', clips: half }),
    'clips/rippleRemove': on({ type: 'clips/rippleRemove', clips: half }),
    'tracks/insertSilence': on({
      type: 'tracks/insertSilence',
      tracks: tracks.map(({ id }) => id),
      at: inside,
      length: samples(5_000),
    }),
    'clips/setGain': on({ type: 'clips/setGain', clips: all, db: decibels(-3) }),
    'clips/changeGain': on({ type: 'clips/changeGain', clips: all, by: -3 }),
    'clips/setMute': on({ type: 'clips/setMute', clips: all, mute: true }),
    'clips/setLocked': on({ type: 'clips/setLocked', clips: all, locked: true }),
    'clip/rename': on({ type: 'clip/rename', clip: one, name: 'Take 2' }),
    'clips/setColor': on({ type: 'clips/setColor', clips: all, color: 2 }),
    'clips/setGroup': on({ type: 'clips/setGroup', clips: all, group: 'g' }),
    'clip/setFadeIn': on({ type: 'clip/setFadeIn', clip: one, fade }),
    'clip/setFadeOut': on({ type: 'clip/setFadeOut', clip: one, fade }),
    'clips/crossfade': on(
      { type: 'clips/crossfade', earlier: one, later: `1-${MIDDLE + 1}`, ...fade },
      adjoining,
    ),
  }
}
