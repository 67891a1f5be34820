import { actionOf, type MarkedStretch, type PartMarks, type Stretch } from './pops.ts'
import type { FadeCurve } from './session.ts'
import { frameOfSample, sampleOfFrame, type Timebase, timecodeOfFrame } from './timebase.ts'

/** The picture frames that a stretch of samples has at least one sample of. */
export type FrameSpan = {
  readonly count: number
  /** Timecodes. */
  readonly first: string
  readonly last: string
  /** Samples of the first frame that come before the stretch, and of the last that come after it. 0: whole frames. */
  readonly startsInto: number
  readonly endsShort: number
}

/** Short-term loudness (EBU Tech 3341, 3 s) once a second: value n of the three seconds that end n + 3 s after `from`. */
export type LoudnessSeries = {
  /** The first sample that was measured, of the session. */
  readonly from: number
  /** LUFS to the hundredth; `null` for silence. None where less than three seconds were measured. */
  readonly lufs: readonly (number | null)[]
}

/** A clip as it was mixed: places in samples, of the session and of the file. */
export type CertifiedClip = {
  readonly files: readonly string[]
  readonly start: number
  readonly from: number
  readonly length: number
  readonly gainDb: number | null
  readonly mute: boolean
  readonly fadeIn: CertifiedFade | null
  readonly fadeOut: CertifiedFade | null
}
/** `from` and `of`: which part of a longer fade a cut has left. */
export type CertifiedFade = {
  readonly length: number
  readonly curve: FadeCurve
  readonly from: number
  readonly of: number
}

/** A file that was mixed. `fingerprint` as sessions have it, `null` where it is not known. */
export type CertifiedSource = {
  readonly file: string
  readonly bytes: number | null
  readonly fingerprint: string | null
}

/**
 * The guide that was given to hold the sync against; `at`: where its first sample was put, of the session. `samples`: how many it
 * has; absent in reports of before that was looked at.
 */
export type CertifiedGuide = CertifiedSource & { readonly at: number; readonly samples?: number }

/** Loudness over time is that of the mix: of files at another rate, before they are converted. */
export type CertifiedDeliverable = {
  /** What of the session it is, in samples of it. */
  readonly span: Stretch
  /** Of a part that has leader and pops of its own: what of `span` is mixed, and its pops. The rest is silence. */
  readonly marks?: PartMarks
  readonly frames: FrameSpan
  /** Samples from midnight to the first of the file, at the rate of the file: what its `bext` chunk, or its tags, say. */
  readonly timeReference: number
  readonly shortTerm: LoudnessSeries
}

/** What makes a report one that can be checked against the files alone. */
export type Certificate = {
  /** The frame rate as a ratio, and the count of the frame at sample 0. */
  readonly timebase: {
    readonly num: number
    readonly den: number
    readonly drop: boolean
    readonly startFrame: number
  }
  /** From the first to the last frame of action, in samples of the session. */
  readonly programme: Stretch
  /** Where pops of the film are in what is delivered: a sum is tested everywhere else. Parts may have their own: `marks`. */
  readonly pops: readonly Stretch[]
  /** Of each deliverable of the report, in its order. */
  readonly deliverables: readonly CertifiedDeliverable[]
  /** Of each track of the report's settings, in its order. */
  readonly clips: readonly (readonly CertifiedClip[])[]
  readonly sources: readonly CertifiedSource[]
  /** Absent where none was given. */
  readonly guide?: CertifiedGuide
}

/** The frames of a stretch, which is not empty. */
export function frameSpan(timebase: Timebase, { from, to }: Stretch): FrameSpan {
  const first = frameOfSample(timebase, from)
  const last = frameOfSample(timebase, to - 1)
  return {
    count: last - first + 1,
    first: timecodeOfFrame(first, timebase.frameRate),
    last: timecodeOfFrame(last, timebase.frameRate),
    startsInto: from - sampleOfFrame(timebase, first),
    endsShort: sampleOfFrame(timebase, last + 1) - to,
  }
}

/** The part of a deliverable that its meters see; empty when it has no sample of the programme. */
export function measuredPart(
  file: MarkedStretch,
  programme: Stretch,
  measured: 'file' | 'programme',
): Stretch {
  if (measured === 'file') return { from: file.from, to: file.to }
  const { from, to } = actionOf(file)
  const begin = Math.max(from, programme.from)
  return { from: begin, to: Math.max(begin, Math.min(to, programme.to)) }
}
