import type { MediaInfo } from './media.ts'
import type { Clip, ClipId, Fade, FadeCurve, MediaId, TrackId } from './session.ts'
import type { FaderLevel, SamplePosition, Samples } from './units.ts'

/**
 * What becomes of clips that others land on. `trim`: what lies beneath is cut away. `crossfade`: where two edges overlap
 * the overlap becomes a cross-fade; what cannot be one is trimmed. An overlap that is a cross-fade already stays one.
 */
export const OVERLAP_POLICIES = ['trim', 'crossfade'] as const
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number]

/**
 * Every change to clips. A command does all of what it says or nothing: it changes nothing when it names a clip or track
 * that is gone, when a locked clip would have to change, and when the result would be invalid (`sessionProblems`): before
 * sample 0, beyond the media, fades over one another. `clipRanges.ts` tells how far a handle may go.
 */
export type ClipCommand =
  /** So many samples later, or earlier where negative; `tracks`: other tracks, of as many channels, for some of them. */
  | {
      readonly type: 'clips/move'
      readonly clips: readonly ClipId[]
      readonly by: number
      readonly tracks?: Readonly<Record<ClipId, TrackId>>
      readonly overlap: OverlapPolicy
    }
  /** The clip begins at `to`; its content stays in its place. A fade-in goes with the edge. */
  | {
      readonly type: 'clip/trimStart'
      readonly clip: ClipId
      readonly to: SamplePosition
      readonly overlap: OverlapPolicy
    }
  /** `to` is the first sample after the clip. A fade-out goes with the edge. */
  | {
      readonly type: 'clip/trimEnd'
      readonly clip: ClipId
      readonly to: SamplePosition
      readonly overlap: OverlapPolicy
    }
  /** The content moves so many samples later inside the clip, or earlier where negative; the edges stay. */
  | { readonly type: 'clip/slip'; readonly clip: ClipId; readonly by: number }
  /**
   * Cuts each clip in two at `at`, which lies inside all of them; the right parts get the ids that are given by clip.
   * Sounds as before. In a cross-fade both clips have to be cut: `splitTogether` adds the other.
   */
  | {
      readonly type: 'clips/split'
      readonly clips: Readonly<Record<ClipId, ClipId>>
      readonly at: SamplePosition
    }
  /** Makes one clip, the first, out of those of a track that follow one another in time and in their file. */
  | { readonly type: 'clips/join'; readonly clips: readonly ClipId[] }
  /**
   * A copy of each clip, not locked, `by` samples later, with the id that is given by clip. `groups`: the group of the copies
   * by that of the clips; without one they join it.
   */
  | {
      readonly type: 'clips/duplicate'
      readonly clips: Readonly<Record<ClipId, ClipId>>
      readonly groups?: Readonly<Record<string, string>>
      readonly by: number
      readonly overlap: OverlapPolicy
    }
  /** Clips with new ids, as pasting has them; `media` has what the session may not know, or no longer. */
  | {
      readonly type: 'clips/add'
      readonly media: Readonly<Record<MediaId, MediaInfo>>
      readonly clips: readonly { readonly track: TrackId; readonly clip: Clip }[]
      readonly overlap: OverlapPolicy
    }
  | { readonly type: 'clips/remove'; readonly clips: readonly ClipId[] }
  /** What comes later on the tracks of these clips moves left by as much as they leave empty. */
  | { readonly type: 'clips/rippleRemove'; readonly clips: readonly ClipId[] }
  /** Clips that play at `at` are cut there; right parts and later clips move right by `length`. */
  | {
      readonly type: 'tracks/insertSilence'
      readonly tracks: readonly TrackId[]
      readonly at: SamplePosition
      readonly length: Samples
    }
  | { readonly type: 'clips/setGain'; readonly clips: readonly ClipId[]; readonly db: FaderLevel }
  /** So many decibels louder, or softer where negative, each from where it is; one at −∞ comes up from the lowest level. */
  | { readonly type: 'clips/changeGain'; readonly clips: readonly ClipId[]; readonly by: number }
  | { readonly type: 'clips/setMute'; readonly clips: readonly ClipId[]; readonly mute: boolean }
  | { readonly type: 'clips/setLocked'; readonly clips: readonly ClipId[]; readonly locked: boolean }
  /** `null`, or nothing but blanks: the file's name again. */
  | { readonly type: 'clip/rename'; readonly clip: ClipId; readonly name: string | null }
  | { readonly type: 'clips/setColor'; readonly clips: readonly ClipId[]; readonly color: number | null }
  | { readonly type: 'clips/setGroup'; readonly clips: readonly ClipId[]; readonly group: string | null }
  | { readonly type: 'clip/setFadeIn'; readonly clip: ClipId; readonly fade: Fade | null }
  | { readonly type: 'clip/setFadeOut'; readonly clip: ClipId; readonly fade: Fade | null }
  /**
   * Cross-fades two clips of a track that adjoin, or that cross-fade already, over `length` samples about the middle:
   * both are drawn out into their files as far as it takes. 0 takes the cross-fade away.
   */
  | {
      readonly type: 'clips/crossfade'
      readonly earlier: ClipId
      readonly later: ClipId
      readonly length: Samples
      readonly curve: FadeCurve
    }

/** The command of one type. */
export type ClipCommandOf<Type extends ClipCommand['type']> = Extract<ClipCommand, { readonly type: Type }>

const CLIP_COMMANDS: ReadonlySet<string> = new Set<ClipCommand['type']>([
  'clips/move',
  'clip/trimStart',
  'clip/trimEnd',
  'clip/slip',
  'clips/split',
  'clips/join',
  'clips/duplicate',
  'clips/add',
  'clips/remove',
  'clips/rippleRemove',
  'tracks/insertSilence',
  'clips/setGain',
  'clips/changeGain',
  'clips/setMute',
  'clips/setLocked',
  'clip/rename',
  'clips/setColor',
  'clips/setGroup',
  'clip/setFadeIn',
  'clip/setFadeOut',
  'clips/crossfade',
])

export const isClipCommand = (command: { readonly type: string }): command is ClipCommand =>
  CLIP_COMMANDS.has(command.type)
