import fc from 'fast-check'
import { CHECK_IDS } from '../domain/checks.ts'
import type { Command } from '../domain/commands.ts'
import { joinObstacle } from '../domain/joinTracks.ts'
import type { MarkerChange } from '../domain/markerCommands.ts'
import { markersOf } from '../domain/markers.ts'
import type { Session } from '../domain/session.ts'
import { deliverablesOf } from '../domain/sessionDeliverables.ts'
import { custom } from '../domain/specs/custom.ts'
import { DELIVERY_SPECS } from '../domain/specs/registry.ts'
import { FRAME_RATES } from '../domain/timecode.ts'
import { frames } from '../domain/units.ts'
import {
  addCommand,
  addTracks,
  crossfadeCommand,
  fadeCommand,
  joinCommand,
  moveCommand,
  splitCommand,
  trimCommand,
} from './randomClips.ts'
import { addRow, changeRow, exportChange, newWaiver, rowId, waiverId } from './randomDelivery.ts'
import {
  at,
  type Context,
  clipId,
  clipIds,
  count,
  Draw,
  level,
  newIds,
  overlap,
  stemId,
  step,
  trackId,
} from './randomDraw.ts'
import { markerIds, newMarker } from './randomMarkers.ts'

/** Numbers that a command is made of once the session is known that it is for. */
export type Edit = { readonly type: Command['type']; readonly numbers: readonly number[] }

/** More than this, and what would add clips takes some away. */
const MANY_CLIPS = 60
const MANY_MARKERS = 40

/**
 * The command that an edit stands for. Most are what a person could do, of clips and tracks that are there; some are
 * not: beyond the start or the file, of clips that are gone. `base` is what can be added or pasted, `unique` ends new ids.
 */
export function commandOf(edit: Edit, session: Session, base: Session, unique: string): Command {
  const draw = new Draw(edit.numbers)
  const clips = session.tracks.flatMap((track) => track.clips)
  const grows = ['clips/duplicate', 'clips/add', 'clips/split', 'tracks/add', 'tracks/insertSilence']
  const type = clips.length > MANY_CLIPS && grows.includes(edit.type) ? 'clips/remove' : edit.type
  const thins = type === 'markers/add' && markersOf(session).length > MANY_MARKERS
  return COMMANDS[thins ? 'markers/remove' : type]({ draw, session, base, unique, clips })
}

const COMMANDS: { readonly [Type in Command['type']]: (context: Context) => Command } = {
  'clips/move': moveCommand,
  'clip/trimStart': (context) => trimCommand(context, 'clip/trimStart'),
  'clip/trimEnd': (context) => trimCommand(context, 'clip/trimEnd'),
  'clip/slip': (context) => ({ type: 'clip/slip', clip: clipId(context), by: step(context) }),
  'clips/split': splitCommand,
  'clips/join': joinCommand,
  'clips/duplicate': (context) => ({
    type: 'clips/duplicate',
    clips: newIds(context, clipIds(context)),
    by: step(context),
    overlap: overlap(context),
  }),
  'clips/add': addCommand,
  'clips/remove': (context) => ({ type: 'clips/remove', clips: clipIds(context) }),
  'clips/rippleRemove': (context) => ({ type: 'clips/rippleRemove', clips: clipIds(context) }),
  'tracks/insertSilence': (context) => ({
    type: 'tracks/insertSilence',
    tracks: [...new Set([trackId(context), trackId(context)])],
    at: at(context.draw.below(3000)),
    length: count(context.draw.below(200)),
  }),
  'clips/setGain': (context) => ({ type: 'clips/setGain', clips: clipIds(context), db: level(context) }),
  'clips/changeGain': (context) => ({
    type: 'clips/changeGain',
    clips: clipIds(context),
    by: context.draw.between(-600, 600) / 10,
  }),
  'clips/setMute': (context) => ({
    type: 'clips/setMute',
    clips: clipIds(context),
    mute: context.draw.yes(),
  }),
  'clips/setLocked': (context) => ({
    type: 'clips/setLocked',
    clips: clipIds(context),
    locked: context.draw.yes(4),
  }),
  'clip/rename': (context) => ({
    type: 'clip/rename',
    clip: clipId(context),
    name: context.draw.of(['Door', ' Door 2 ', '  ', null], null),
  }),
  'clips/setColor': (context) => ({
    type: 'clips/setColor',
    clips: clipIds(context),
    color: context.draw.yes(3) ? null : context.draw.below(12),
  }),
  'clips/setGroup': (context) => ({
    type: 'clips/setGroup',
    clips: clipIds(context),
    group: context.draw.yes(3) ? null : context.unique,
  }),
  'clip/setFadeIn': (context) => fadeCommand(context, 'clip/setFadeIn'),
  'clip/setFadeOut': (context) => fadeCommand(context, 'clip/setFadeOut'),
  'clips/crossfade': crossfadeCommand,
  'markers/add': (context) => ({
    type: 'markers/add',
    markers: Array.from({ length: context.draw.between(1, 3) }, (_, n) => newMarker(context, n)),
  }),
  'markers/change': (context) => ({
    type: 'markers/change',
    markers: markerIds(context),
    change: context.draw.of<MarkerChange>(
      [{ name: 'Sc 26' }, { name: ' ' }, { color: 2 }, { color: null }, { note: ' new ' }, { note: null }],
      {},
    ),
  }),
  'markers/move': (context) => ({ type: 'markers/move', markers: markerIds(context), by: step(context) }),
  'marker/setRange': (context) => ({
    type: 'marker/setRange',
    marker: markerIds(context)[0] ?? 'gone',
    at: at(context.draw.below(3000)),
    length: context.draw.yes(3) ? null : count(context.draw.below(900)),
  }),
  'markers/remove': (context) => ({ type: 'markers/remove', markers: markerIds(context) }),
  'deliverables/set': ({ draw, session }) => ({
    type: 'deliverables/set',
    deliverables: draw.yes() ? null : deliverablesOf(session).toReversed().slice(draw.below(3)),
  }),
  'deliverables/add': addRow,
  'deliverables/change': changeRow,
  'deliverables/remove': (context) => ({ type: 'deliverables/remove', id: rowId(context) }),
  'deliverables/reorder': (context) => ({
    type: 'deliverables/reorder',
    id: rowId(context),
    to: context.draw.below(16),
  }),
  'checks/setThreshold': ({ draw }) => ({
    type: 'checks/setThreshold',
    check: draw.of(CHECK_IDS, 'click'),
    value: draw.yes(3) ? null : draw.between(-70, 70),
  }),
  'checks/waive': (context) => ({ type: 'checks/waive', waiver: newWaiver(context) }),
  'checks/changeReason': (context) => ({
    type: 'checks/changeReason',
    waiver: waiverId(context),
    reason: context.draw.of(['it is meant', ''], 'rain'),
  }),
  'checks/unwaive': (context) => ({ type: 'checks/unwaive', waiver: waiverId(context) }),
  'export/set': ({ draw }) => ({ type: 'export/set', change: exportChange(draw) }),
  'export/chooseSpec': ({ draw }) => ({
    type: 'export/chooseSpec',
    spec: draw.yes(4) ? null : { ...draw.of(DELIVERY_SPECS, custom), targetLufs: draw.between(-70, 5) },
  }),
  'export/keepSpec': ({ draw, unique }) => ({
    type: 'export/keepSpec',
    spec: {
      ...draw.of(DELIVERY_SPECS, custom),
      ...(!draw.yes(8) && { id: draw.of(['mine', 'theirs'], `own-${unique.toLowerCase()}`) }),
      targetLufs: draw.between(-70, 5),
    },
    choose: draw.yes(),
  }),
  'export/removeSpec': ({ draw }) => ({ type: 'export/removeSpec', spec: draw.of(['mine', 'gone'], 'mine') }),
  'session/rename': ({ draw }) => ({ type: 'session/rename', title: draw.of(['Reel 2', '  ', ' A '], 'B') }),
  'session/setPanLaw': ({ draw }) => ({
    type: 'session/setPanLaw',
    law: draw.of(['-3', '-4.5', '-6'] as const, '-3'),
  }),
  'session/setTimebase': ({ draw, session }) => ({
    type: 'session/setTimebase',
    frameRate: draw.of(FRAME_RATES, session.frameRate),
    startFrame: frames(draw.below(100_000)),
  }),
  'tracks/add': addTracks,
  'track/remove': (context) => ({ type: 'track/remove', track: trackId(context) }),
  'tracks/move': (context) => ({
    type: 'tracks/move',
    moves: { [trackId(context)]: step(context), [trackId(context)]: step(context) },
  }),
  'tracks/join': (context) => {
    const { tracks } = context.session
    const pairs = tracks.flatMap((a) => tracks.filter((b) => a !== b).map((b) => [a.id, b.id] as const))
    const alike = pairs.filter((pair) => joinObstacle(context.session, pair) === undefined)
    const speakers = context.draw.of([['L', 'R'], ['R', null], ['C']] as const, ['L', 'R'])
    const pair = context.draw.of(context.draw.yes(3) ? pairs : alike, [trackId(context), trackId(context)])
    return { type: 'tracks/join', tracks: pair, speakers, name: context.draw.of(['Set', ' '], 'x') }
  },
  'track/setSpeakers': (context) => ({
    type: 'track/setSpeakers',
    track: trackId(context),
    speakers: context.draw.of(
      [['M'], ['L', 'R'], ['R', 'L'], ['L', null], ['M', 'C'], ['Ls', 'L'], ['C']] as const,
      ['M'],
    ),
  }),
  'media/relink': ({ draw, session, unique }) => {
    const known = Object.entries(session.media)
    const [id, info] = known[draw.below(known.length)] ?? []
    const media = id !== undefined && info ? { [id]: { ...info, fileName: `${unique}.wav` } } : {}
    return { type: 'media/relink', media }
  },
  'track/rename': (context) => ({
    type: 'track/rename',
    track: trackId(context),
    name: context.draw.of(['Sea', '  '], 'x'),
  }),
  'track/reorder': (context) => {
    const stem = stemId(context)
    const beside = context.session.tracks.filter((track) => track.stem === stem).map(({ id }) => id)
    const before = context.draw.yes(3) ? null : context.draw.of(beside, trackId(context))
    return { type: 'track/reorder', track: trackId(context), stem, before }
  },
  'track/setStem': (context) => ({ type: 'track/setStem', track: trackId(context), stem: stemId(context) }),
  'track/setTrim': (context) => ({
    type: 'track/setTrim',
    track: trackId(context),
    db: context.draw.between(-300, 300) / 10,
  }),
  'track/setPolarity': (context) => ({
    type: 'track/setPolarity',
    track: trackId(context),
    inverted: context.draw.yes(),
  }),
  'track/setPan': (context) => ({
    type: 'track/setPan',
    track: trackId(context),
    pan: context.draw.between(-12, 12) / 10,
  }),
  'track/setFader': (context) => ({ type: 'track/setFader', track: trackId(context), db: level(context) }),
  'track/setMute': (context) => ({
    type: 'track/setMute',
    track: trackId(context),
    mute: context.draw.yes(3),
  }),
  'stem/setFader': (context) => ({ type: 'stem/setFader', stem: stemId(context), db: level(context) }),
  'stem/setMute': (context) => ({
    type: 'stem/setMute',
    stem: stemId(context),
    mute: context.draw.yes(4),
  }),
}

/** Every type of command there is. */
export const COMMAND_TYPES = Object.keys(COMMANDS) as readonly Command['type'][]

export const edits = (minLength: number, maxLength: number): fc.Arbitrary<readonly Edit[]> =>
  fc.array(
    fc.record({
      type: fc.constantFrom(...COMMAND_TYPES),
      numbers: fc.array(fc.nat(1_000_000), { minLength: 12, maxLength: 12 }),
    }),
    { minLength, maxLength, size: 'max' },
  )
