import { fileRate, type MediaInfo } from './media.ts'
import { type TimeReference, timeReference } from './mediaMetadata.ts'
import { emptySession } from './session.ts'
import type { Timebase } from './timebase.ts'
import {
  type FrameRate,
  firstFrameOf,
  formatTimecode,
  framesPerDay,
  frameToSample,
  parseTimecode,
  sampleToFrame,
  secondAndFrame,
} from './timecode.ts'
import { type Frames, frames, type SamplePosition, samplePosition } from './units.ts'

/** Where imported files go. `timecode`: each at its own, and at the start when it says none. */
export type Placement = 'start' | 'playhead' | 'timecode'

/** The timecode of a file's first sample, counted at the rate it was meant to be counted at. */
export type OwnTimecode = {
  readonly frame: Frames
  readonly rate: FrameRate
  /** Samples from that frame's first to the file's first, at `sampleRate`. */
  readonly rest: number
  readonly sampleRate: number
  readonly from: TimeReference['from']
}

/** What placing asks of a file: also what is known of one before it is conformed. */
export type TimedFile = Pick<MediaInfo, 'metadata' | 'sampleRate' | 'conform'>

const sameRate = (a: FrameRate, b: FrameRate): boolean => a.num * b.den === b.num * a.den

/**
 * The timecode that a file says it begins at; `undefined` when it says none. A file holds samples since midnight: what frame
 * that is depends on the rate, which is `given`, or else the file's own in iXML, or else the session's.
 */
export function ownTimecode(
  info: TimedFile,
  session: Timebase,
  given: FrameRate | null = null,
): OwnTimecode | undefined {
  const reference = timeReference(info.metadata ?? {}, fileRate(info))
  if (!reference) return undefined
  const { samples, sampleRate, from } = reference
  // Zero is what writers leave that know no timecode.
  if (samples === 0) return undefined
  const rate = given ?? info.metadata?.production?.timecodeRate ?? session.frameRate
  const frame = sampleToFrame(samples, rate, sampleRate)
  // A day or more is none: a day of timecode, which at 23.976 fps takes 86 seconds more than one of the clock.
  if (frame >= framesPerDay(rate)) return undefined
  return { frame, rate, rest: samples - frameToSample(frame, rate, sampleRate), sampleRate, from }
}

/** `01:00:00:00`, and what is between frames in samples: `01:00:00:00 +12`. */
export const ownTimecodeText = ({ frame, rate, rest }: OwnTimecode): string =>
  `${formatTimecode(frame, rate)}${rest === 0 ? '' : ` +${rest}`}`

/** n samples at one rate as the nearest count at another, halves up. */
export const atRate = (n: number, from: number, to: number): number =>
  Number((BigInt(n) * BigInt(to) * 2n + BigInt(from)) / (2n * BigInt(from)))

/**
 * Samples from the session's start to a file's own timecode: negative where that comes before it, by less than half a
 * day; what is further off is of the day before or after. Whole frames are whole frames of the session. A file of another
 * frame rate is put at the same hours, minutes and seconds, and its frames count as time.
 */
export function ownOffset({ frame, rate, rest, sampleRate }: OwnTimecode, session: Timebase): number {
  const { sampleRate: to, frameRate, startFrame } = session
  const shown = secondAndFrame(frame, rate)
  const same = sameRate(rate, frameRate)
  const first = same ? frame : firstFrameOf(shown.second, frameRate)
  const within = same ? 0 : frameToSample(shown.frame, rate, sampleRate)
  const day = framesPerDay(frameRate)
  const apart = first - startFrame
  const away = apart < -day / 2 ? apart + day : apart > day / 2 ? apart - day : apart
  const whole = frameToSample(frames(Math.abs(away)), frameRate, to)
  return Math.sign(away) * whole + atRate(within + rest, sampleRate, to)
}

/** A start keeps the timecode it is known by; at another rate that is another count of frames. */
export function startAtRate({ startFrame, frameRate }: Timebase, rate: FrameRate): Frames {
  const label = formatTimecode(startFrame, frameRate)
  return parseTimecode(label, rate) ?? firstFrameOf(secondAndFrame(startFrame, frameRate).second, rate)
}

/**
 * What somebody chose of how a session counts: what is not as it is in a new one. A start of zero counts as chosen by nobody:
 * programs that know no timecode leave it.
 */
export function chosenTimebase({ frameRate, startFrame }: Timebase): {
  readonly frameRate: boolean
  readonly start: boolean
} {
  const usual = emptySession()
  return {
    frameRate: frameRate.label !== usual.frameRate.label,
    start: startFrame !== 0 && startFrame !== startAtRate(usual, frameRate),
  }
}

/**
 * What rate an empty session should run at and where it should start, so that its first files have room at their own
 * timecodes: at `given`, or the frame rate that all say that say one, and at the frame of the earliest. What was chosen for
 * the session (`chosenTimebase`) stays. `undefined` when both are so already: also where files begin within an hour of the
 * start that there is.
 */
export function timebaseForFiles(
  files: readonly TimedFile[],
  session: Timebase,
  given: FrameRate | null = null,
): Pick<Timebase, 'frameRate' | 'startFrame'> | undefined {
  const [said, ...others] = files.flatMap((file) => file.metadata?.production?.timecodeRate ?? [])
  const agreed = said && others.every(({ label }) => label === said.label) ? said : session.frameRate
  const chosen = chosenTimebase(session)
  const frameRate = chosen.frameRate ? session.frameRate : (given ?? agreed)
  const carried = { ...session, frameRate, startFrame: startAtRate(session, frameRate) }
  const own = files.flatMap((file) => ownTimecode(file, carried, given) ?? [])
  const startFrame = chosen.start ? carried.startFrame : startFor(own, carried)
  const isSame = frameRate.label === session.frameRate.label && startFrame === session.startFrame
  return isSame ? undefined : { frameRate, startFrame }
}

/** The session's own start where the earliest of these begins within an hour after it; else the frame of the earliest. */
function startFor(own: readonly OwnTimecode[], session: Timebase): Frames {
  const [first] = own
  const earliestAfter = (start: Timebase): number => Math.min(...own.map((each) => ownOffset(each, start)))
  const earliest = earliestAfter(session)
  if (!first || (earliest >= 0 && earliest < 3600 * session.sampleRate)) return session.startFrame
  // Which of them is the earliest is seen from among them: from elsewhere they may lie on both sides of half a day.
  const among = { ...session, startFrame: frameAt(ownOffset(first, session), session) }
  return frameAt(earliestAfter(among), among)
}

/** The timecode frame that a place falls in which may be before the session's start, a day counted around. */
function frameAt(offset: number, { frameRate, startFrame, sampleRate }: Timebase): Frames {
  if (offset >= 0) {
    const frame = startFrame + sampleToFrame(samplePosition(offset), frameRate, sampleRate)
    return frames(frame % framesPerDay(frameRate))
  }
  let before = sampleToFrame(samplePosition(-offset), frameRate, sampleRate)
  if (frameToSample(before, frameRate, sampleRate) < -offset) before = frames(before + 1)
  const frame = startFrame - before
  return frames(frame < 0 ? frame + framesPerDay(frameRate) : frame)
}

/** How a file came to where it was put, when that is not what was asked for. */
export type Placed = {
  readonly start: SamplePosition
  readonly instead?: 'noTimecode' | 'beforeStart'
}

/** Where a file goes; at the start of the session when it cannot go where it was meant to. */
export function placeFile(
  info: TimedFile,
  session: Timebase,
  placement: Placement,
  playhead: SamplePosition,
  given: FrameRate | null = null,
): Placed {
  if (placement !== 'timecode') return { start: placement === 'start' ? samplePosition(0) : playhead }
  const own = ownTimecode(info, session, given)
  if (!own) return { start: samplePosition(0), instead: 'noTimecode' }
  const offset = ownOffset(own, session)
  return offset < 0 ? { start: samplePosition(0), instead: 'beforeStart' } : { start: samplePosition(offset) }
}
