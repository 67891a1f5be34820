import { type FrameRate, formatTimecode, framesPerDay, frameToSample } from './timecode.ts'
import { type Frames, frames } from './units.ts'

/** How a session counts its frames. */
export type Timebase = {
  readonly frameRate: FrameRate
  readonly sampleRate: number
  readonly startFrame: Frames
}

/** The first sample of a frame, which may be before the session's first: rounded alike on both sides of it. */
export function sampleOfFrame({ frameRate, sampleRate, startFrame }: Timebase, frame: number): number {
  const from = frame - startFrame
  const sample = frameToSample(frames(Math.abs(from)), frameRate, sampleRate)
  return from < 0 ? -sample : sample
}

/** The frame that a sample falls in; samples before the session's first have frames too. */
export function frameOfSample(timebase: Timebase, sample: number): number {
  const { frameRate, sampleRate, startFrame } = timebase
  // The estimate is at most one frame off; the first sample of a frame settles it.
  let frame = startFrame + Math.floor((sample * frameRate.num) / (frameRate.den * sampleRate)) + 1
  while (sampleOfFrame(timebase, frame) > sample) frame -= 1
  return frame
}

/** Before 00:00:00:00 comes the end of the day before. */
export function timecodeOfFrame(frame: number, rate: FrameRate): string {
  const day = framesPerDay(rate)
  return formatTimecode(frames(((frame % day) + day) % day), rate)
}

/** The timecode of the frame that a sample falls in. */
export const timecodeAtSample = (timebase: Timebase, sample: number): string =>
  timecodeOfFrame(frameOfSample(timebase, sample), timebase.frameRate)
