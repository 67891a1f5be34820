import { isLossy } from '../domain/deliveryContainers.ts'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import type { BounceReport, DeliverableReport } from '../domain/deliveryReport.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import { markSamples, type PartMarks, type Stretch } from '../domain/pops.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { openPackageAudio, type PackageAudio } from './packageAudio.ts'
import type { PackageContents, PackageFault } from './packageContents.ts'

/** How far a sample may be from what was rounded: 24 bits half a step, dither 1.5 steps, shaped noise 14.1, floats a last bit. */
const TOLERANCE: Readonly<Record<DeliveryFormat, number>> = {
  wav16: 2 / 2 ** 15,
  wav16shaped: 15 / 2 ** 15,
  wav24: 1 / 2 ** 23,
  wav32f: 1 / 2 ** 25,
}

export type MarksOutcome = {
  readonly faults: readonly PackageFault[]
  /** Sentences: what was found, and what was not compared. */
  readonly verified: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Whether parts with leader and pops of their own are silent beside their part of the mix but for these pops, by their samples.
 * Files that are compressed with loss or converted spread some of the mix around it, and are not compared.
 */
export async function checkMarks(
  contents: PackageContents,
  module: WebAssembly.Module,
  { deliverables, certificate, settings }: BounceReport,
  signal: CancelSignal,
): Promise<Result<MarksOutcome, AppError>> {
  const outcome = { faults: [] as PackageFault[], verified: [] as string[], notes: [] as string[] }
  for (const [index, deliverable] of deliverables.entries()) {
    const { span, marks } = certificate.deliverables[index] ?? {}
    if (!span || !marks) continue
    const { name, container, sampleRate, files, samples } = deliverable
    if (isLossy(container) || sampleRate !== settings.sampleRate) {
      outcome.notes.push(
        `${name}: its leader and pops are not compared, as it is compressed with loss or converted`,
      )
      continue
    }
    const { from, to } = marks.action
    // A part that is not in the file is told of with the settings.
    if (span.to - span.from !== samples || from < span.from || from >= to || to > span.to) continue
    const audio = await openPackageAudio(contents, module, deliverable, [])
    if (!audio.ok) return audio
    // What keeps a file from being opened is told where it is measured.
    if (!audio.value) continue
    try {
      const unlike = await firstUnlike(audio.value, deliverable, span, marks, signal)
      const file = files.map((each) => each.file).join(', ')
      if (!unlike.ok && unlike.error.code === 'cancelled') return unlike
      if (!unlike.ok) outcome.faults.push({ file, detail: errorText(unlike.error) })
      else if (unlike.value === null)
        outcome.verified.push(`${name}: silence and its own pops around its part of the mix`)
      else
        outcome.faults.push({
          file,
          detail: `its sample ${unlike.value} is beside its part of the mix, and neither silence nor its pop`,
        })
    } finally {
      await audio.value.close()
    }
  }
  return ok(outcome)
}

/** The first sample of the file beside the part of the mix that is none of silence and pops; `null`: all are. */
async function firstUnlike(
  audio: PackageAudio,
  { files, format, sampleRate }: DeliverableReport,
  span: Stretch,
  { action, pops }: PartMarks,
  signal: CancelSignal,
): Promise<Result<number | null, AppError>> {
  const speakers = files.flatMap((file) => file.speakers.split(' '))
  const beside: readonly Stretch[] = [
    { from: span.from, to: action.from },
    { from: action.to, to: span.to },
  ]
  for (const { from, to } of beside) {
    for (let at = from; at < to; ) {
      if (signal.aborted) return err({ code: 'cancelled' })
      const read = await audio.read(at - span.from, to - span.from)
      if (!read.ok) return read
      const marked = markSamples(pops, at, read.value, sampleRate)
      const isUnlike = (n: number): boolean =>
        audio.channels.some((channel, c) => {
          const wanted = speakers[c] === 'LFE' ? 0 : (marked[n] ?? 0)
          return Math.abs((channel[n] ?? 0) - wanted) > TOLERANCE[format]
        })
      for (let n = 0; n < read.value; n++) if (isUnlike(n)) return ok(at + n - span.from)
      at += read.value
    }
  }
  return ok(null)
}
