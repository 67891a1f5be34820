import { NULL_LAWS, type NullLaw } from '../domain/deliverables/nullLaws.ts'
import { rowOfSum } from '../domain/deliverables/rowOfSum.ts'
import { isLossy } from '../domain/deliveryContainers.ts'
import { deliveryFormat } from '../domain/deliveryFormat.ts'
import type { BounceReport, DeliverableReport } from '../domain/deliveryReport.ts'
import { type AppError, errorText } from '../domain/errors.ts'
import type { Stretch } from '../domain/pops.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { stemsInUse } from '../domain/stems.ts'
import { gainToDb } from '../domain/units.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { openPackageAudio, type PackageAudio } from './packageAudio.ts'
import type { PackageContents, PackageFault } from './packageContents.ts'
import { residualText } from './reportText.ts'

/** The same subtraction of the same samples: only a logarithm may differ from one machine to another. */
const TOLERANCE_DB = 1e-6

type Part = { readonly sign: 1 | -1; readonly deliverable: DeliverableReport }

export type NullOutcome = {
  readonly faults: readonly PackageFault[]
  /** Sentences: what was found, and what the files alone cannot show. */
  readonly verified: readonly string[]
  readonly notes: readonly string[]
}

/** Every null test of the report, made again of the written files, where each of its parts is one of them. */
export async function checkNulls(
  contents: PackageContents,
  module: WebAssembly.Module,
  report: BounceReport,
  file: string,
  signal: CancelSignal,
): Promise<Result<NullOutcome, AppError>> {
  const outcome = { faults: [] as PackageFault[], verified: [] as string[], notes: [] as string[] }
  for (const law of NULL_LAWS) {
    const whole = wholeOf(report, law)
    const said = report.residuals.find(({ name }) => name === law.name)
    if (!whole && said) outcome.faults.push({ file, detail: `it tests ${law.name} without a composite` })
    if (whole && !said) outcome.faults.push({ file, detail: `it has no test of ${law.name}` })
    if (!whole || !said) continue
    const { parts, missing } = partsOf(report, law, whole)
    const unlike = [whole, ...parts.map((part) => part.deliverable)].find(
      (each) => isLossy(each.container) || each.sampleRate !== report.settings.sampleRate,
    )
    if (unlike) {
      outcome.notes.push(
        `${law.name}: not made again, as “${unlike.name}” is compressed with loss or converted`,
      )
      continue
    }
    if (missing.length > 0) {
      outcome.notes.push(
        `${law.name}: not made again, as ${missing.join(' and ')} are not delivered by themselves`,
      )
      continue
    }
    const residual = await residualOf(contents, module, report, whole, parts, signal)
    if (!residual.ok) {
      if (residual.error.code === 'cancelled') return residual
      outcome.faults.push({ file, detail: `${law.name}: ${errorText(residual.error)}` })
      continue
    }
    // What keeps a file from being opened is a fault of that file, and told there.
    if (residual.value === undefined) continue
    const now = residual.value === 0 ? null : gainToDb(residual.value)
    const same =
      now === null || said.dbfs === null ? now === said.dbfs : Math.abs(now - said.dbfs) <= TOLERANCE_DB
    if (same) outcome.verified.push(`${law.name}: ${residualText(now)}, as in the report`)
    else
      outcome.faults.push({
        file,
        detail: `${law.name} leaves ${residualText(now)} in the files, and ${residualText(said.dbfs)} in the report`,
      })
  }
  return ok(outcome)
}

/** The stems that the mix had tracks for, of these. */
const presentIn =
  ({ settings }: BounceReport) =>
  (stems: readonly string[]) =>
    stemsInUse(stems, settings.tracks)

const wholeOf = (report: BounceReport, law: NullLaw): DeliverableReport | undefined =>
  rowOfSum(
    report.deliverables.filter(({ layout }) => layout === report.settings.layout),
    ({ stems }) => stems,
    law.whole,
    presentIn(report),
  )

/** The files that a law's parts are, as the pass chose them: the first that are just those stems, written as the whole is. */
function partsOf(report: BounceReport, law: NullLaw, whole: DeliverableReport) {
  const present = presentIn(report)
  const parts: Part[] = []
  const missing: string[] = []
  for (const { stems, sign } of law.parts) {
    const wanted = present(stems)
    if (wanted.length === 0) continue
    const deliverable = report.deliverables.find(
      (each) =>
        each !== whole &&
        present(each.stems).join() === wanted.join() &&
        (['layout', 'format', 'from', 'samples'] as const).every((field) => each[field] === whole[field]),
    )
    if (deliverable) parts.push({ sign, deliverable })
    else missing.push(wanted.join(' + '))
  }
  return { parts, missing }
}

/** The largest sample that is left of the whole; `undefined` where a file cannot be opened. */
async function residualOf(
  contents: PackageContents,
  module: WebAssembly.Module,
  { certificate, deliverables }: BounceReport,
  whole: DeliverableReport,
  parts: readonly Part[],
  signal: CancelSignal,
): Promise<Result<number | undefined, AppError>> {
  const open: { readonly sign: 0 | 1 | -1; readonly audio: PackageAudio }[] = []
  try {
    for (const { sign, deliverable } of [{ sign: 0, deliverable: whole } as const, ...parts]) {
      const audio = await openPackageAudio(contents, module, deliverable, [])
      if (!audio.ok) return audio
      if (!audio.value) return ok(undefined)
      open.push({ sign, audio: audio.value })
    }
    const { float } = deliveryFormat(whole.format)
    let peak = 0
    const { marks } = certificate.deliverables[deliverables.indexOf(whole)] ?? {}
    // What stands around a part is no sum.
    const action = marks && { from: marks.action.from - whole.from, to: marks.action.to - whole.from }
    // One that is not in the file is told of with the settings.
    const isIn = action && action.from >= 0 && action.from < action.to && action.to <= whole.samples
    const tested = isIn ? action : { from: 0, to: whole.samples }
    for (const { from, to } of besides(tested, whole.from, certificate.pops)) {
      for (let at = from; at < to; ) {
        if (signal.aborted) return err({ code: 'cancelled' })
        let frames = 0
        for (const { audio } of open) {
          const read = await audio.read(at, to)
          if (!read.ok) return read
          frames = read.value
        }
        peak = Math.max(peak, blockPeak(open, frames, float))
        at += frames
      }
    }
    return ok(peak)
  } finally {
    for (const { audio } of open) await audio.close()
  }
}

/** As the kernel does it: floats are added as floats, to the precision that the whole is written in. */
function blockPeak(
  [whole, ...parts]: readonly { readonly sign: 0 | 1 | -1; readonly audio: PackageAudio }[],
  frames: number,
  float: boolean,
): number {
  let peak = 0
  for (const [c, channel] of (whole?.audio.channels ?? []).entries()) {
    const others = parts.map(({ sign, audio }) => ({ sign, channel: audio.channels[c] ?? channel }))
    for (let n = 0; n < frames; n++) {
      const value = channel[n] ?? 0
      let rest = float ? 0 : value
      for (const { sign, channel: part } of others) rest += sign * (part[n] ?? 0)
      if (float) rest = Math.fround(rest) + value
      peak = Math.max(peak, Math.abs(rest))
    }
  }
  return peak
}

/** A file without the pops in it, which every part has. `start`: of the file in the session, which pops are counted in. */
function besides(file: Stretch, start: number, pops: readonly Stretch[]): readonly Stretch[] {
  let rest: readonly Stretch[] = [file]
  for (const pop of pops) {
    const [from, to] = [pop.from - start, pop.to - start]
    rest = rest
      .flatMap((part) => [
        { from: part.from, to: Math.min(part.to, from) },
        { from: Math.max(part.from, to), to: part.to },
      ])
      .filter((part) => part.from < part.to)
  }
  return rest
}
