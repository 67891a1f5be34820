import { thresholdOf } from '../../domain/checkSettings.ts'
import type { Finding } from '../../domain/checks.ts'
import type { CheckSetup, CheckStream } from './checkStream.ts'
import { figure, finding } from './findings.ts'
import { type HeldLine, ON_LINE } from './syncLine.ts'

/** What a line says: drift, or an offset, or none over what is let pass. `other` is the one that is late or early. */
export function lineFindings(
  { slope, lag: middle, first, last }: HeldLine,
  other: CheckStream,
  reference: CheckStream,
  { sampleRate, settings }: CheckSetup,
): readonly Finding[] {
  const ids = [other.id, reference.id]
  const ppm = slope * 1e6
  // Over the time that was looked at, it has to come to more than a look can be off.
  const moves = Math.abs(slope) * (last - first) > 2 * ON_LINE
  if (moves && Math.abs(ppm) > (thresholdOf(settings, 'drift') ?? 0)) {
    const text = `${other.name} runs ${figure(Math.abs(ppm), 0)} ppm ${ppm > 0 ? 'slower' : 'faster'} than ${reference.name}.`
    return [finding('drift', first, last, ids, ppm, text)]
  }
  const lag = Math.round(middle)
  if (Math.abs(lag) <= (thresholdOf(settings, 'offset') ?? 0)) return []
  const time = timeText(Math.abs(lag) / sampleRate)
  const text = `${other.name} is ${Math.abs(lag)} samples (${time}) ${lag > 0 ? 'later' : 'earlier'} than ${reference.name}.`
  return [finding('offset', first, last, ids, lag, text)]
}

const timeText = (seconds: number): string =>
  seconds < 1 ? `${figure(seconds * 1000, 2)} ms` : `${figure(seconds, 3)} s`

/** `later`: samples, as the loudness over time has them, which is good to about a hop. */
export function coarseText(
  later: number,
  other: CheckStream,
  reference: CheckStream,
  { sampleRate, frameRate }: CheckSetup,
): string {
  const seconds = Math.abs(later) / sampleRate
  const frames = frameRate ? Math.round((seconds * frameRate.num) / frameRate.den) : null
  const hear = 'Their waves are too different to tell the sample: listen to its sync.'
  if (frames === 0 || seconds < 0.02) return `${other.name} is within a frame of ${reference.name}. ${hear}`
  const much = frames === null ? figure(seconds, 2) : counted(frames)
  const unit = frames === null ? ' s' : ` (${figure(seconds, 2)} s)`
  return `${other.name} is about ${much}${unit} ${later > 0 ? 'later' : 'earlier'} than ${reference.name}. ${hear}`
}

const counted = (frames: number): string => `${frames} ${frames === 1 ? 'frame' : 'frames'}`
