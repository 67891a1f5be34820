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
  /** Parts of the film have leader and pops of their own: around them is silence, and nothing of what the film has there. */
  readonly partMarks?: boolean
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

/** What a part of the film with leader and pops of its own holds of the mix, and its pops. All else in its files is silence. */
export type PartMarks = { readonly action: Stretch; readonly pops: readonly Stretch[] }

/** What files hold; with `marks` where those are of a part that has its own. */
export type MarkedStretch = Stretch & { readonly marks?: PartMarks }

/** What of the mix is in files. */
export const actionOf = ({ from, to, marks }: MarkedStretch): Stretch => marks?.action ?? { from, to }

/**
 * Where the pops of a film are, in samples of the session. The 2-pop is one frame long and begins two seconds, 48 frames at
 * 24, before the first frame of action; the tail pop begins as many frames after the last. Files of the film are longer
 * for them, and for a last frame of action that is after the last sound, never shorter. `length` is the session's.
 */
export function planPops(session: Timebase, length: Samples, order: PopsOrder | undefined): PopPlan {
  const film: Stretch = { from: 0, to: length }
  if (!order) return { file: film, programme: film, pops: [] }
  const ffoa = order.ffoa ?? session.startFrame
  const programme: Stretch = {
    from: order.ffoa === undefined ? 0 : sampleOfFrame(session, ffoa),
    to: order.lfoa === undefined ? length : sampleOfFrame(session, order.lfoa + 1),
  }
  const lfoa = order.lfoa ?? lastFrame(session, length)
  const whole: Stretch = { from: 0, to: Math.max(length, programme.to) }
  return { ...marksAround(session, whole, { ffoa, lfoa }, order), programme }
}

/**
 * What files of a part of the film hold, which is not empty, with the leader and the pops of an order around it. Its first and
 * last frame of action are those that its first and its last sample lie in, and no sample of the mix beside it is in them.
 */
export function planPart(session: Timebase, action: Stretch, order: PopsOrder): MarkedStretch {
  const ffoa = frameOfSample(session, action.from)
  const lfoa = frameOfSample(session, action.to - 1)
  const { file, pops } = marksAround(session, action, { ffoa, lfoa }, order)
  const isLonger = file.from < action.from || file.to > action.to
  return isLonger ? { ...file, marks: { action, pops } } : action
}

/** The pops that are ordered, and a stretch made so much longer that they and the leader are in it. */
function marksAround(
  session: Timebase,
  { from, to }: Stretch,
  { ffoa, lfoa }: { readonly ffoa: number; readonly lfoa: number },
  { twoPop, tailPop, leader }: PopsOrder,
): Pick<PopPlan, 'file' | 'pops'> {
  const gap = POP_SECONDS * nominalRate(session.frameRate)
  const pop = (frame: number): Stretch => ({
    from: sampleOfFrame(session, frame),
    to: sampleOfFrame(session, frame + 1),
  })
  const pops = [...(twoPop ? [pop(ffoa - gap)] : []), ...(tailPop ? [pop(lfoa + gap)] : [])]
  const first = leader === undefined ? [] : [sampleOfFrame(session, ffoa - leader)]
  const file: Stretch = {
    from: Math.min(from, ...pops.map((each) => each.from), ...first),
    to: Math.max(to, ...pops.map((each) => each.to)),
  }
  return { file, pops }
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

/** `length` samples from `at` on of what is silent but for these pops. */
export function markSamples(
  pops: readonly Stretch[],
  at: number,
  length: number,
  sampleRate: number,
): Float64Array {
  const marks = new Float64Array(length)
  for (const { from, to } of pops) {
    const [begin, end] = [Math.max(from, at), Math.min(to, at + length)]
    if (begin < end) marks.set(popSamples(begin - from, end - begin, sampleRate), begin - at)
  }
  return marks
}
