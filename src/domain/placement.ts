import { fileRate, type MediaInfo } from './media.ts'
import { timeReference } from './mediaMetadata.ts'
import type { Session } from './session.ts'
import {
  type FrameRate,
  formatTimecode,
  frameToSample,
  nominalRate,
  parseTimecode,
  sampleToFrame,
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
  readonly from: 'bext' | 'iXML'
}

/** What placing asks of a file: also what is known of one before it is conformed. */
export type TimedFile = Pick<MediaInfo, 'metadata' | 'sampleRate' | 'conform'>

type Timebase = Pick<Session, 'sampleRate' | 'frameRate' | 'startFrame'>

const sameRate = (a: FrameRate, b: FrameRate): boolean => a.num * b.den === b.num * a.den

/**
 * The timecode that a file says it begins at; `undefined` when it says none. It holds samples since midnight: what frame
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
  const rate = given ?? info.metadata?.production?.timecodeRate ?? session.frameRate
  const frame = sampleToFrame(samples, rate, sampleRate)
  return { frame, rate, rest: samples - frameToSample(frame, rate, sampleRate), sampleRate, from }
}

/** n samples at one rate as the nearest count at another, halves up. */
const atRate = (n: number, from: number, to: number): number =>
  Number((BigInt(n) * BigInt(to) * 2n + BigInt(from)) / (2n * BigInt(from)))

/**
 * Samples from the session's start to a file's own timecode: negative where that comes before it. At the session's frame
 * rate it is exact; a file of another rate is put at the same hours, minutes and seconds, and its frames count as time.
 */
export function ownOffset({ frame, rate, rest, sampleRate }: OwnTimecode, session: Timebase): number {
  const { sampleRate: to, frameRate, startFrame } = session
  const start = frameToSample(startFrame, frameRate, to)
  if (sameRate(rate, frameRate)) {
    return atRate(frameToSample(frame, rate, sampleRate) + rest, sampleRate, to) - start
  }
  const label = formatTimecode(frame, rate)
  const within = Number(label.slice(-2))
  const second = firstFrameOf(label.slice(0, -3), frameRate)
  const time = frameToSample(frames(within), rate, sampleRate) + rest
  return frameToSample(second, frameRate, to) + atRate(time, sampleRate, to) - start
}

/** The first frame of a second; where drop-frame skips numbers, the first that is left. */
function firstFrameOf(hoursMinutesSeconds: string, rate: FrameRate): Frames {
  for (let n = 0; n < nominalRate(rate); n++) {
    const frame = parseTimecode(`${hoursMinutesSeconds}:${n}`, rate)
    if (frame !== undefined) return frame
  }
  throw new RangeError(`no second ${hoursMinutesSeconds}`)
}

/**
 * Where an empty session should start, so that its first files have room at their own timecodes: at the frame of the
 * earliest. `undefined` when no file says one, or when they fit where the session starts already and within an hour of it.
 */
export function startForFiles(
  infos: readonly TimedFile[],
  session: Timebase,
  given: FrameRate | null = null,
): Frames | undefined {
  const offsets = infos.flatMap((info) => {
    const own = ownTimecode(info, session, given)
    return own ? [ownOffset(own, session)] : []
  })
  if (offsets.length === 0) return undefined
  const earliest = Math.min(...offsets)
  const hour = 3600 * session.sampleRate
  if (earliest >= 0 && earliest < hour) return undefined
  const start = frameToSample(session.startFrame, session.frameRate, session.sampleRate)
  return sampleToFrame(samplePosition(Math.max(0, start + earliest)), session.frameRate, session.sampleRate)
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
