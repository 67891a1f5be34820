import { checkSpec } from './checkList.ts'
import type { CheckReport, JudgedFinding } from './checks.ts'
import { sampleOfFrame } from './pops.ts'
import type { Session } from './session.ts'
import { formatTimecode, nominalRate } from './timecode.ts'
import { frames } from './units.ts'

type Timebase = Pick<Session, 'frameRate' | 'sampleRate' | 'startFrame'>

/** The timecode frame that a sample falls in; what comes before frame 0 of a day is at 0. */
function timecodeAt(timebase: Timebase, sample: number): string {
  const { frameRate, sampleRate, startFrame } = timebase
  let frame = startFrame + Math.floor((sample * frameRate.num) / (frameRate.den * sampleRate)) + 1
  while (frame > 0 && sampleOfFrame(timebase, frame) > sample) frame -= 1
  return formatTimecode(frames(Math.max(0, frame % (nominalRate(frameRate) * 86_400))), frameRate)
}

/** A finding as a line of text: `01:00:12:05–01:00:13:00 error Unfilled holes: …`. */
export function findingLine(
  timebase: Timebase,
  { check, severity, from, to, text, waived }: JudgedFinding,
): string {
  const begin = timecodeAt(timebase, from)
  const end = timecodeAt(timebase, Math.max(from, to - 1))
  const place = begin === end ? begin : `${begin}–${end}`
  const passed = waived ? ` Waived: ${waived.reason}` : ''
  return `${place} ${waived ? 'waived' : severity} ${checkSpec(check).name}: ${text}${passed}`
}

/** What checks have come to, a line each and how many there are in the last. */
export function checkLines(timebase: Timebase, { findings, open }: CheckReport): readonly string[] {
  const waived = findings.length - open.errors - open.warnings
  const summary = `${open.errors} errors, ${open.warnings} warnings, ${waived} waived`
  return [...findings.map((each) => findingLine(timebase, each)), summary]
}
