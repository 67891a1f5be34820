import { frameSpan, measuredPart, timecodeAtSample } from '../domain/certificate.ts'
import { type BounceReport, deliveryFormat } from '../domain/delivery.ts'
import { nullLimitDb } from '../domain/nullLimit.ts'
import { resampledLength } from '../media/conform/resampledLength.ts'
import { reportTimebase } from './reportDocument.ts'

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
    { name, from, samples, sampleRate, files, channels, format, bitDepth },
  ] of deliverables.entries()) {
    expect(samples > 0, `“${name}” has no samples`)
    expect(
      files.reduce((sum, file) => sum + file.channels, 0) === channels,
      `the files of “${name}” have not its ${channels} channels`,
    )
    const { bits } = deliveryFormat(format)
    expect(bits === bitDepth, `“${name}”: its depth is ${bits} bits, and it says ${bitDepth}`)
    const certified = certificate.deliverables[index]
    if (!certified || samples === 0) continue
    const { frames, shortTerm, span: stretch } = certified
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
    const part = measuredPart(stretch, certificate.programme, settings.measured)
    expect(shortTerm.from === part.from, `“${name}”: its loudness is not measured from sample ${part.from}`)
  }
  for (const { name, dbfs, format } of report.residuals)
    expect(dbfs === null || dbfs <= nullLimitDb(format), `${name} leaves ${dbfs?.toFixed(1)} dBFS: no null`)
  return faults
}

const FRAME_FIELDS = {
  count: 'the count of its frames is',
  first: 'its first frame is',
  last: 'its last frame is',
  startsInto: 'the samples before it in its first frame are',
  endsShort: 'the samples after it in its last frame are',
} as const
