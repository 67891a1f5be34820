import { frameOfSample, sampleOfFrame, type Timebase } from './timebase.ts'
import { nominalRate } from './timecode.ts'
import type { Frames, Samples } from './units.ts'

/** Sync marks around the programme, and how much of the file is measured. */
export type PopsOrder = {
  /** First and last frame of action, as timecode counts. Absent: those of the session. */
  readonly ffoa?: Frames
  readonly lfoa?: Frames
  readonly twoPop: boolean
  readonly tailPop: boolean
  /** Picture frames before the first frame of action that files of the film begin at, or earlier where the 2-pop or the session does. */
  readonly leader?: Frames
  /** `programme`: from the first to the last frame of action, without what surrounds it. */
  readonly measure: 'file' | 'programme'
}

/** Level and frequency of a pop: 1 kHz at −20 dBFS, a sine's peak at 0.1 of full scale. */
export const POP_HZ = 1000
export const POP_PEAK = 0.1
/** Where a pop is: two seconds of counted frames before the first frame of action, and after the last. */
const POP_SECONDS = 2

/** Samples of the session from `from` up to `to`; before its first sample they are negative. */
export type Stretch = { readonly from: number; readonly to: number }

export type PopPlan = {
  /** What files of the whole film hold. */
  readonly file: Stretch
  readonly programme: Stretch
  readonly pops: readonly Stretch[]
}

/**
 * Where the pops of a film are, in samples of the session. The 2-pop is one frame long and begins two seconds, 48 frames at
 * 24, before the first frame of action; the tail pop begins as many frames after the last. Files of the film are longer
 * for them, and for a last frame of action that is after the last sound, never shorter. `length` is the session's.
 */
export function planPops(session: Timebase, length: Samples, order: PopsOrder | undefined): PopPlan {
  const film: Stretch = { from: 0, to: length }
  if (!order) return { file: film, programme: film, pops: [] }
  const gap = POP_SECONDS * nominalRate(session.frameRate)
  const ffoa = order.ffoa ?? session.startFrame
  const programme: Stretch = {
    from: order.ffoa === undefined ? 0 : sampleOfFrame(session, ffoa),
    to: order.lfoa === undefined ? length : sampleOfFrame(session, order.lfoa + 1),
  }
  const lfoa = order.lfoa ?? lastFrame(session, length)
  const pop = (frame: number): Stretch => ({
    from: sampleOfFrame(session, frame),
    to: sampleOfFrame(session, frame + 1),
  })
  const pops = [...(order.twoPop ? [pop(ffoa - gap)] : []), ...(order.tailPop ? [pop(lfoa + gap)] : [])]
  const leader = order.leader === undefined ? [] : [sampleOfFrame(session, ffoa - order.leader)]
  const file: Stretch = {
    from: Math.min(0, ...pops.map(({ from }) => from), ...leader),
    to: Math.max(length, programme.to, ...pops.map(({ to }) => to)),
  }
  return { file, programme, pops }
}

/** Where pops of a programme belong, which is not empty: the 2-pop and the tail pop, in samples of the session. */
export function popPlaces(timebase: Timebase, { from, to }: Stretch): readonly Stretch[] {
  const gap = POP_SECONDS * nominalRate(timebase.frameRate)
  const [ffoa, lfoa] = [frameOfSample(timebase, from), frameOfSample(timebase, to - 1)]
  return [ffoa - gap, lfoa + gap].map((frame) => ({
    from: sampleOfFrame(timebase, frame),
    to: sampleOfFrame(timebase, frame + 1),
  }))
}

/** The last frame that the session has a sample of. */
function lastFrame(session: Timebase, length: Samples): number {
  const { num, den } = session.frameRate
  // The estimate is at most one frame off; the first sample of a frame settles it.
  let frame =
    session.startFrame + Math.floor((Math.max(0, length - 1) * num) / (den * session.sampleRate)) + 1
  while (frame > session.startFrame && sampleOfFrame(session, frame) >= Math.max(1, length)) frame -= 1
  return frame
}

/** The samples of a pop from its `offset`th on: a sine that begins at 0. */
export function popSamples(offset: number, length: number, sampleRate: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, n) => POP_PEAK * Math.sin((2 * Math.PI * POP_HZ * (offset + n)) / sampleRate),
  )
}
