import { deliveryContainer, isLossy } from '../domain/deliveryContainers.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { AppError } from '../domain/errors.ts'
import { PACKAGE_ENDINGS, packageNames } from '../domain/packageNames.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { ok, type Result } from '../lib/result.ts'
import { checksCsv } from './checksCsv.ts'
import { isDecodable } from './decodedSamples.ts'
import { openPackageAudio } from './packageAudio.ts'
import { type PackageContents, type PackageFault, packageText } from './packageContents.ts'
import { checkMarks } from './packageMarks.ts'
import { measureDeliverable } from './packageMeasure.ts'
import { checkNulls } from './packageNulls.ts'
import { reportContradictions } from './packageReport.ts'
import { checkSums } from './packageSums.ts'
import { checkTimes } from './packageTimes.ts'
import { reportCsv } from './reportCsv.ts'
import { readReport } from './reportSchema.ts'
import { inThousands, level } from './reportText.ts'

/** What a package was found to be. It holds where there are no faults. */
export type PackageVerdict = {
  readonly report: string
  readonly title: string
  readonly faults: readonly PackageFault[]
  /** Sentences: what holds, and what the files alone cannot show. */
  readonly verified: readonly string[]
  readonly notes: readonly string[]
}

/** The reports in a folder or archive: `report.json`, and what ends in `_report.json`. */
export const reportsIn = ({ names }: PackageContents): readonly string[] =>
  [...names]
    .filter((name) => name === PACKAGE_ENDINGS.json || name.endsWith(`_${PACKAGE_ENDINGS.json}`))
    .toSorted()

/**
 * Measures a package again, from its files alone: checksums, lengths and rates, loudness and peaks, null residuals, and
 * whether its report agrees with them and with itself. Fails only where something cannot be read at all.
 */
export async function checkPackage(
  contents: PackageContents,
  reportName: string,
  module: WebAssembly.Module,
  signal: CancelSignal,
): Promise<Result<PackageVerdict, AppError>> {
  const prefix = reportName.slice(0, -PACKAGE_ENDINGS.json.length)
  const json = await packageText(contents, reportName)
  if (!json.ok) return json
  const report = json.value === null ? null : readReport(json.value)
  const made = report?.ok ? report.value : null
  const files = made?.deliverables.flatMap((each) => each.files) ?? []
  const [, csv = '', findings = '', html = '', checksums = ''] = packageNames(prefix)
  // Packages of before had the checks on the page and in the report alone.
  const beside = contents.names.has(findings) ? [csv, findings, html] : [csv, html]
  const named = [...files.map(({ file }) => file), reportName, ...beside]
  const sums = await checkSums(contents, checksums, named, signal)
  if (!sums.ok) return sums
  const faults: PackageFault[] = [...sums.value.faults]
  const verified: string[] = []
  const notes = notesOf(contents, sums.value.listed, checksums)
  if (sums.value.faults.length === 0) verified.push(`${sums.value.listed.size} checksums hold`)
  if (!made) {
    const detail = report?.ok === false ? report.error : 'it is too long to be one'
    faults.push({ file: reportName, detail: `it is no report that can be read: ${detail}` })
    return ok({ report: reportName, title: '', faults, verified, notes })
  }
  faults.push(...reportContradictions(made).map((detail) => ({ file: reportName, detail })))
  for (const { file, sha256 } of files) {
    const found = sums.value.found.get(file)
    if (found !== undefined && found !== sha256)
      faults.push({ file, detail: `its SHA-256 is ${found}, and the report says ${sha256}` })
  }
  for (const name of sums.value.listed.keys())
    if (!named.includes(name))
      faults.push({ file: name, detail: 'the checksums name it, and the report does not' })
  for (const [name, expected] of [
    [csv, reportCsv(made)],
    [findings, checksCsv(made)],
  ] as const) {
    const table = contents.names.has(name) ? await packageText(contents, name) : null
    if (table?.ok === false) return table
    if (table && table.value !== expected)
      faults.push({ file: name, detail: 'it is not the table of this report' })
  }
  const times = await checkTimes(contents, made)
  if (!times.ok) return times
  faults.push(...times.value)
  const measured = await measureAll(contents, made, module, signal, faults, verified, notes)
  if (!measured.ok) return measured
  const nulls = await checkNulls(contents, module, made, reportName, signal)
  if (!nulls.ok) return nulls
  faults.push(...nulls.value.faults)
  verified.push(...nulls.value.verified)
  notes.push(...nulls.value.notes)
  const marks = await checkMarks(contents, module, made, signal)
  if (!marks.ok) return marks
  faults.push(...marks.value.faults)
  verified.push(...marks.value.verified)
  notes.push(...marks.value.notes)
  if (made.settings.master?.gate === 'dialogue')
    notes.push(
      'the loudness where dialogue sounds is not measured again: only the export knows where that is',
    )
  return ok({ report: reportName, title: made.title, faults: onceEach(faults), verified, notes })
}

async function measureAll(
  contents: PackageContents,
  report: BounceReport,
  module: WebAssembly.Module,
  signal: CancelSignal,
  faults: PackageFault[],
  verified: string[],
  notes: string[],
): Promise<Result<void, AppError>> {
  for (const [index, deliverable] of report.deliverables.entries()) {
    const audio = await openPackageAudio(contents, module, deliverable, faults)
    if (!audio.ok) return audio
    if (!audio.value) {
      const { container, name } = deliverable
      if (isLossy(container) && !isDecodable(deliverable))
        notes.push(
          `${name}: not measured again, as there is no ${deliveryContainer(container).label} decoder here; compared by checksum only`,
        )
      continue
    }
    try {
      const measured = await measureDeliverable(audio.value, report, index, signal)
      if (!measured.ok) return measured
      const { faults: found, notes: left, maxTruePeakDbtp } = measured.value
      faults.push(...found)
      notes.push(...left)
      const { name, samples, integratedLufs, container } = deliverable
      const how = isLossy(container) ? 'decoded, as loud as what was coded' : 'as in the report'
      if (found.length === 0)
        verified.push(
          `${name}: ${inThousands(samples)} samples, ${level(integratedLufs, 'LUFS')}, ${level(maxTruePeakDbtp, 'dBTP')}, ${how}`,
        )
    } finally {
      await audio.value.close()
    }
  }
  return ok(undefined)
}

/** Files that are no part of the package: nothing is said of them. */
function notesOf(
  { names }: PackageContents,
  listed: ReadonlyMap<string, string>,
  checksums: string,
): string[] {
  const others = [...names].filter((name) => !listed.has(name) && name !== checksums)
  return listed.size > 0 && others.length > 0
    ? [`not part of this package: ${others.toSorted().join(', ')}`]
    : []
}

/** The same thing may be found in two ways. */
function onceEach(faults: readonly PackageFault[]): readonly PackageFault[] {
  return [...new Map(faults.map((fault) => [`${fault.file}\n${fault.detail}`, fault])).values()]
}
