import fc from 'fast-check'
import { CHECK_IDS, type Waiver } from '../domain/checks.ts'
import type { OverlapPolicy } from '../domain/clipCommands.ts'
import { clipEnd } from '../domain/clipShape.ts'
import type { Command } from '../domain/commands.ts'
import type { DeliverableChange } from '../domain/deliverableCommands.ts'
import {
  DELIVERABLE_LAYOUTS,
  type Deliverable,
  type DeliveryRange,
} from '../domain/deliverables/deliverable.ts'
import type { ExportSettings } from '../domain/exportSettings.ts'
import type { MarkerChange } from '../domain/markerCommands.ts'
import { type Marker, markersOf } from '../domain/markers.ts'
import { type Clip, FADE_CURVES, type Fade, type Session, type Track } from '../domain/session.ts'
import { deliverablesOf } from '../domain/sessionDeliverables.ts'
import { custom } from '../domain/specs/custom.ts'
import { DELIVERY_SPECS } from '../domain/specs/registry.ts'
import { STEMS, type StemId } from '../domain/stems.ts'
import { FRAME_RATES } from '../domain/timecode.ts'
import { decibels, type FaderLevel, frames, type SamplePosition, type Samples } from '../domain/units.ts'

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

class Draw {
  readonly #numbers: readonly number[]
  #next = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** 0 … `end` − 1. */
  below(end: number): number {
    const number = this.#numbers[this.#next++ % this.#numbers.length] ?? 0
    return end <= 0 ? 0 : (number + this.#next * 7919) % end
  }

  between(min: number, max: number): number {
    return min + this.below(max - min + 1)
  }

  of<T>(values: readonly T[], none: T): T {
    return values[this.below(values.length)] ?? none
  }

  yes(oneIn = 2): boolean {
    return this.below(oneIn) === 0
  }
}

type Context = {
  readonly draw: Draw
  readonly session: Session
  readonly base: Session
  readonly unique: string
  readonly clips: readonly Clip[]
}

const exportChange = (draw: Draw): Partial<ExportSettings> =>
  draw.of<Partial<ExportSettings>>(
    [
      { name: draw.of(['Reel', '<b>'], '') },
      { checks: draw.yes(), twoPop: draw.yes() },
      { container: draw.of(['aiff', 'flac'], 'wav'), sampleRate: draw.of([null, 96_000, 47_000], null) },
      { spec: draw.of([null, ...DELIVERY_SPECS], null), destination: draw.of(['zip', 'folder'], null) },
      { naming: draw.of(['netflix', 'gone'], 'plain'), bitRate: draw.of([null, 0], 128_000) },
    ],
    { version: 'v2' },
  )

const at = (n: number): SamplePosition => n as SamplePosition
const count = (n: number): Samples => n as Samples

const trackId = ({ draw, session }: Context): string =>
  draw.yes(40)
    ? 'gone'
    : draw.of(
        session.tracks.map(({ id }) => id),
        'gone',
      )
const stemId = ({ draw }: Context): StemId =>
  draw.of(
    STEMS.map(({ id }) => id),
    'music',
  )
const clipId = ({ draw, clips }: Context): string =>
  draw.yes(40)
    ? 'gone'
    : draw.of(
        clips.map(({ id }) => id),
        'gone',
      )
const clipIds = (context: Context): string[] => {
  const ids = Array.from({ length: context.draw.between(1, 3) }, () => clipId(context))
  return [...new Set(ids)]
}
const clipOf = ({ draw, clips }: Context): Clip | undefined => clips[draw.below(clips.length)]
const overlap = ({ draw }: Context): OverlapPolicy => (draw.yes() ? 'trim' : 'crossfade')
const level = ({ draw }: Context): FaderLevel =>
  draw.yes(8) ? null : decibels(draw.between(-1100, 300) / 10)
const newIds = (context: Context, ids: readonly string[]) =>
  Object.fromEntries(ids.map((id, n) => [id, `${n}-${context.unique}`]))

/** Small steps and large, of which some are too large. */
const step = ({ draw }: Context): number => {
  const reach = draw.of([3, 60, 900], 60)
  return draw.between(-reach, reach)
}

function fade({ draw }: Context, clip: Clip | undefined): Fade | null {
  if (draw.yes(6)) return null
  const length = draw.between(1, Math.max(1, Math.ceil((clip?.length ?? 1) * 0.7)))
  return { length: count(length), curve: draw.of(FADE_CURVES, 'linear') }
}

function fadeCommand(context: Context, type: 'clip/setFadeIn' | 'clip/setFadeOut'): Command {
  const clip = clipOf(context)
  return { type, clip: clip?.id ?? 'gone', fade: fade(context, clip) }
}

function trimCommand(context: Context, type: 'clip/trimStart' | 'clip/trimEnd'): Command {
  const clip = clipOf(context)
  const edge = !clip ? 0 : type === 'clip/trimStart' ? clip.start : clipEnd(clip)
  return { type, clip: clip?.id ?? 'gone', to: at(edge + step(context)), overlap: overlap(context) }
}

/** A place inside some clip, and the clips that are cut there: those of its track, or now and then only one of them. */
function splitCommand(context: Context): Command {
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
function joinCommand(context: Context): Command {
  const { draw, session } = context
  const pairs = session.tracks.flatMap(({ clips }) =>
    clips.flatMap((first) =>
      clips.filter((second) => second.start === clipEnd(first)).map((second) => [first.id, second.id]),
    ),
  )
  return { type: 'clips/join', clips: draw.yes(5) ? clipIds(context) : draw.of(pairs, clipIds(context)) }
}

function crossfadeCommand(context: Context): Command {
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

function moveCommand(context: Context): Command {
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

function addCommand(context: Context): Command {
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

function addTracks({ base, draw, unique }: Context): Command {
  const source = draw.of<Track | undefined>(base.tracks, undefined)
  if (!source) return { type: 'clips/remove', clips: [] }
  const clips = source.clips.map((clip) => ({ ...clip, id: `${clip.id} ${unique}` }))
  return {
    type: 'tracks/add',
    media: base.media,
    tracks: [{ ...source, id: `track ${unique}`, clips }],
  }
}

const markerIds = ({ draw, session }: Context): string[] => {
  const ids = markersOf(session).map(({ id }) => id)
  const one = (): string => (draw.yes(30) ? 'gone' : draw.of(ids, 'gone'))
  return [...new Set(Array.from({ length: draw.between(1, 3) }, one))]
}

/** Most are what a person could set; one in twenty or so begins before the session, or is of no length. */
const newMarker = ({ draw, unique }: Context, n: number): Marker => ({
  id: `marker ${n} ${unique}`,
  at: at(draw.below(3000) - (draw.yes(40) ? 3000 : 0)),
  ...(draw.yes() && { length: count(draw.between(draw.yes(20) ? 0 : 1, 900)) }),
  name: draw.of(['Sc 24', '=1+1', '“Door”', '<b>', draw.yes(10) ? ' ' : 'Sea'], 'Sc 25'),
  ...(draw.yes(3) && { color: draw.below(7) }),
  ...(draw.yes(4) && { note: 'two\nlines' }),
})

/** A row of the matrix that there is, or now and then none. */
const rowId = ({ draw, session }: Context): string =>
  draw.yes(20)
    ? 'gone'
    : draw.of(
        deliverablesOf(session).map(({ id }) => id),
        'gone',
      )

const stemSet = ({ draw }: Context): StemId[] =>
  STEMS.map(({ id }) => id)
    .filter(() => draw.yes())
    .toReversed()

function rowRange({ draw }: Context): DeliveryRange {
  const from = draw.below(3000)
  return draw.of<DeliveryRange>(
    [
      { kind: 'film' },
      { kind: 'region', marker: draw.of(['1', ''], '2') },
      { kind: 'span', from: at(from), to: at(from + draw.below(20)) },
    ],
    { kind: 'film' },
  )
}

function changeRow(context: Context): Command {
  const { draw } = context
  const change = draw.of<DeliverableChange>(
    [
      { stems: stemSet(context) },
      { included: draw.yes() },
      { name: draw.of(['Trailer', ' '], 'T'), code: draw.of(['TRL', ''], 'T') },
      { layout: draw.of(DELIVERABLE_LAYOUTS, 'mono'), split: draw.yes() },
      { format: draw.of([null, 'wav16', 'wav24', 'wav32f'] as const, null) },
      { range: rowRange(context) },
    ],
    {},
  )
  return { type: 'deliverables/change', id: rowId(context), change }
}

function addRow(context: Context): Command {
  const { draw, session, unique } = context
  const rows = deliverablesOf(session)
  const row = draw.of<Deliverable | undefined>(rows, undefined)
  if (!row || rows.length > 40) return { type: 'deliverables/set', deliverables: null }
  return { type: 'deliverables/add', deliverable: { ...row, id: draw.yes(10) ? row.id : unique } }
}

/** Some are of no range, or say nothing. */
const newWaiver = ({ draw, unique }: Context): Waiver => {
  const from = draw.between(-200, 3000)
  return {
    id: draw.yes(10) ? '' : unique,
    check: draw.of(CHECK_IDS, 'click'),
    from,
    to: from + draw.between(draw.yes(10) ? -5 : 0, 500),
    ...(draw.yes(3) && { streams: [draw.of(['stem:music', 'deliverable:me', 'guide'] as const, 'guide')] }),
    reason: draw.of(['a door', '=1+1', '<b>', ' '], 'meant'),
  }
}

const waiverId = ({ draw, session }: Context): string =>
  draw.of(
    (session.checks?.waivers ?? []).map(({ id }) => id),
    'gone',
  )

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
