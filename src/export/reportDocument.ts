import type { BounceReport } from '../domain/deliveryReport.ts'
import type { Timebase } from '../domain/timebase.ts'
import { frames } from '../domain/units.ts'

/** What a report says it is: see docs/report.md. */
export const REPORT_FORMAT = 'dubstage-report'
export const REPORT_VERSION = 2

/** A report as it is written: indented JSON, its kind and version first. */
export const reportJson = (report: BounceReport): string =>
  `${JSON.stringify({ format: REPORT_FORMAT, version: REPORT_VERSION, ...report }, null, 2)}\n`

/** How the session of a report counts its frames. */
export function reportTimebase({ settings, certificate }: BounceReport): Timebase {
  const { num, den, drop, startFrame } = certificate.timebase
  const frameRate = { num, den, drop, label: settings.frameRate }
  return { frameRate, sampleRate: settings.sampleRate, startFrame: frames(startFrame) }
}
