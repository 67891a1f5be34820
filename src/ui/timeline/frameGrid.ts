import { positionOfFrame, type Session } from '../../domain/session.ts'
import type { Timebase } from '../../domain/timebase.ts'
import { sampleToFrame } from '../../domain/timecode.ts'
import { type Frames, frames, type SamplePosition, samplePosition } from '../../domain/units.ts'

/** The timecode frame of a place in the programme; what lies before the start counts as the start. */
export function frameAt(session: Timebase, sample: number): Frames {
  const position = samplePosition(Math.max(0, Math.round(sample)))
  return frames(session.startFrame + sampleToFrame(position, session.frameRate, session.sampleRate))
}

/** The first sample of the frame a place falls in: what seeking and loop ends snap to. */
export const snapToFrame = (session: Session, sample: number): SamplePosition =>
  positionOfFrame(session, frameAt(session, sample))
