import { measuredPart } from '../domain/certificate.ts'
import { isLossy } from '../domain/deliveryContainers.ts'
import type { BounceReport, DeliverableReport } from '../domain/deliveryReport.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { PackageAudio } from './packageAudio.ts'
import type { PackageFault } from './packageContents.ts'
import { level } from './reportText.ts'

/**
 * How far two measurements of the same samples may be apart: the samples and the order in which they are added are the
 * same, and only a logarithm may differ from one machine to another.
 */
const TOLERANCE_DB = 1e-6
/** Of values that are written to the hundredth, which such a difference may have tipped over. */
const HUNDREDTH = 0.0101

const FIGURES = [
  ['integratedLufs', 'integrated loudness', 'LUFS'],
  ['loudnessRangeLu', 'loudness range', 'LU'],
  ['maxMomentaryLufs', 'highest momentary loudness', 'LUFS'],
  ['maxShortTermLufs', 'highest short-term loudness', 'LUFS'],
  ['maxTruePeakDbtp', 'true peak', 'dBTP'],
  ['maxSamplePeakDbfs', 'sample peak', 'dBFS'],
] as const

/**
 * How far what a decoder gives may be from what was coded, in LU, in the whole and in every three seconds. Programmes stay
 * within hundredths. But encoders leave the top of the band out, the more the fewer bits they have, which takes from noise
 * up to 0.7 LU at 320 kbit/s and some more at few.
 */
const LOUDER_LU = 0.5
const quieterLu = ({ bitRate = 0, files }: DeliverableReport): number =>
  bitRate / (files[0]?.channels ?? 1) >= 80_000 ? 1 : 3
/** What is quieter is mostly the codec's own. */
const LOSSY_FLOOR_LUFS = -55
/** Those of the whole that a codec keeps. Peaks are its own, and so is how wide the quiet parts range. */
const LOSSY_FIGURES: readonly string[] = ['integratedLufs', 'maxMomentaryLufs', 'maxShortTermLufs']

export type Measured = {
  /** What is not as in the report. */
  readonly faults: readonly PackageFault[]
  /** Sentences: what was not compared. */
  readonly notes: readonly string[]
  /** As it was measured now. */
  readonly maxTruePeakDbtp: number | null
}

/** Measures a deliverable again, from its files, and compares with what the report says of it. */
export async function measureDeliverable(
  audio: PackageAudio,
  report: BounceReport,
  index: number,
  signal: CancelSignal,
): Promise<Result<Measured, AppError>> {
  const { deliverables, certificate, settings } = report
  const deliverable = deliverables[index]
  const certified = certificate.deliverables[index]
  if (!deliverable || !certified) return ok({ faults: [], notes: [], maxTruePeakDbtp: null })
  const file = deliverable.files.map((each) => each.file).join(', ')
  const { span, marks } = certified
  const { from } = span
  const isConverted = deliverable.sampleRate !== settings.sampleRate
  const part = measuredPart({ ...span, ...(marks && { marks }) }, certificate.programme, settings.measured)
  // In files at another rate as the pass has measured them.
  const place = (sample: number): number =>
    Math.round(((sample - from) * deliverable.sampleRate) / settings.sampleRate)
  const [begin, end] = [place(part.from), Math.min(audio.length, place(part.to))]
  for (let at = begin; at < end; ) {
    if (signal.aborted) return err({ code: 'cancelled' })
    const read = await audio.read(at, end)
    if (!read.ok)
      return ok({ faults: [{ file, detail: errorText(read.error) }], notes: [], maxTruePeakDbtp: null })
    audio.measure(read.value)
    at += read.value
  }
  const { meter, series } = audio.meter
  const found: Pick<DeliverableReport, (typeof FIGURES)[number][0]> = {
    integratedLufs: finite(meter.integratedLufs()),
    loudnessRangeLu: finite(meter.loudnessRangeLu()),
    maxMomentaryLufs: finite(meter.maxMomentaryLufs()),
    maxShortTermLufs: finite(meter.maxShortTermLufs()),
    maxTruePeakDbtp: finite(meter.maxTruePeakDb()),
    maxSamplePeakDbfs: finite(meter.maxSamplePeakDb()),
  }
  const { maxTruePeakDbtp } = found
  const lossy = isLossy(deliverable.container)
  const faults = FIGURES.flatMap(([key, name, unit]): PackageFault[] => {
    const [now, said] = [found[key], deliverable[key]]
    if (
      lossy ? !LOSSY_FIGURES.includes(key) || isLike(now, said, deliverable) : isNear(now, said, TOLERANCE_DB)
    )
      return []
    return [{ file, detail: `its ${name} is ${told(now, unit)}, and ${told(said, unit)} in the report` }]
  })
  if (isConverted) {
    const note = `${deliverable.name}: its loudness over time is not compared, as the report has that of before it was converted`
    return ok({ faults, notes: [note], maxTruePeakDbtp })
  }
  const values = series.values()
  const { lufs } = certified.shortTerm
  const differs = values.findIndex((value, n) =>
    lossy ? !isLike(value, lufs[n] ?? null, deliverable) : !isNear(value, lufs[n] ?? null, HUNDREDTH),
  )
  if (values.length !== lufs.length)
    faults.push({
      file,
      detail: `its loudness has ${values.length} values over time, and ${lufs.length} in the report`,
    })
  else if (differs >= 0)
    faults.push({
      file,
      detail: `its short-term loudness after ${differs + 3} s is ${told(values[differs] ?? null, 'LUFS')}, and ${told(lufs[differs] ?? null, 'LUFS')} in the report`,
    })
  return ok({ faults, notes: [], maxTruePeakDbtp })
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const isNear = (a: number | null, b: number | null, by: number): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= by

/** Whether a codec may have made the one, `now`, of the other. */
function isLike(now: number | null, said: number | null, deliverable: DeliverableReport): boolean {
  const audible = (value: number | null): number => Math.max(LOSSY_FLOOR_LUFS, value ?? LOSSY_FLOOR_LUFS)
  const louder = audible(now) - audible(said)
  return louder <= LOUDER_LU && -louder <= quieterLu(deliverable)
}

const told = (value: number | null, unit: string): string => (value === null ? 'none' : level(value, unit, 2))
