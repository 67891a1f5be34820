import { frameSpan, measuredPart } from '../domain/certificate.ts'
import { isLossy } from '../domain/deliveryContainers.ts'
import { deliveryFormat } from '../domain/deliveryFormat.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { nullLimitDb, nullVerdict } from '../domain/nullLimit.ts'
import { timecodeAtSample } from '../domain/timebase.ts'
import { resampledLength } from '../media/conform/resampledLength.ts'
import { startOf } from './deliveryFacts.ts'
import { settingsContradictions } from './packageSettings.ts'
import { verdictContradictions } from './packageVerdicts.ts'
import { reportTimebase } from './reportDocument.ts'
import { limitText, residualText } from './reportText.ts'

/** What in a report contradicts itself, as clauses. What the files say is compared elsewhere. */
export function reportContradictions(report: BounceReport): readonly string[] {
  const { deliverables, settings, certificate } = report
  const timebase = reportTimebase(report)
  const faults: string[] = []
  const expect = (holds: boolean, detail: string): void => void (holds || faults.push(detail))
  expect(certificate.deliverables.length === deliverables.length, 'it certifies not all of its deliverables')
  expect(
    certificate.clips.length === settings.tracks.length,
    'it does not list the clips of all of its tracks',
  )
  expect(
    settings.start === timecodeAtSample(timebase, 0),
    `its sample 0 is at ${timecodeAtSample(timebase, 0)}, and it says ${settings.start}`,
  )
  for (const [
    index,
    { name, from, samples, sampleRate, files, channels, container, format, bitDepth, figuresOf },
  ] of deliverables.entries()) {
    expect(samples > 0, `“${name}” has no samples`)
    expect(
      files.reduce((sum, file) => sum + file.channels, 0) === channels,
      `the files of “${name}” have not its ${channels} channels`,
    )
    const bits = isLossy(container) ? null : deliveryFormat(format).bits
    expect(
      bits === bitDepth,
      `“${name}”: its depth is ${bits ?? 'no'} bits, and it says ${bitDepth ?? 'none'}`,
    )
    expect(
      (figuresOf === 'encoderInput') === isLossy(container),
      `“${name}”: its figures cannot be those of ${figuresOf === 'file' ? 'the file' : 'what was compressed'}`,
    )
    const certified = certificate.deliverables[index]
    if (!certified || samples === 0) continue
    const { frames, marks, shortTerm, span: stretch, timeReference } = certified
    const start = startOf(timebase, stretch.from, sampleRate)
    expect(
      timeReference === start,
      `“${name}”: its first sample is ${start} after midnight, and it says ${timeReference}`,
    )
    const length = stretch.to - stretch.from
    expect(
      stretch.from === from &&
        length > 0 &&
        resampledLength(length, settings.sampleRate, sampleRate) === samples,
      `“${name}”: ${samples} samples at ${sampleRate} Hz are not samples ${stretch.from} to ${stretch.to} of the session`,
    )
    if (length <= 0) continue
    const span = frameSpan(timebase, stretch)
    for (const field of ['count', 'first', 'last', 'startsInto', 'endsShort'] as const)
      expect(
        span[field] === frames[field],
        `“${name}”: ${FRAME_FIELDS[field]} ${span[field]}, and it says ${frames[field]}`,
      )
    const marked = { ...stretch, ...(marks && { marks }) }
    const part = measuredPart(marked, certificate.programme, settings.measured)
    expect(shortTerm.from === part.from, `“${name}”: its loudness is not measured from sample ${part.from}`)
  }
  const limited = (settings.master?.maxReductionDb ?? 0) !== 0
  for (const { name, dbfs, format, limitDbfs, verdict } of report.residuals) {
    const limit = nullLimitDb(name, format, limited)
    expect(limit === limitDbfs, `${name} is held to ${limitText(limit)}, and it says ${limitText(limitDbfs)}`)
    const found = nullVerdict({ dbfs, limitDbfs: limit })
    expect(found === 'pass', `${name} leaves ${residualText(dbfs)}: no null`)
    expect(found === verdict, `${name}: it says “${verdict}” of ${residualText(dbfs)}`)
  }
  return [...faults, ...settingsContradictions(report), ...verdictContradictions(report)]
}

const FRAME_FIELDS = {
  count: 'the count of its frames is',
  first: 'its first frame is',
  last: 'its last frame is',
  startsInto: 'the samples before it in its first frame are',
  endsShort: 'the samples after it in its last frame are',
} as const
