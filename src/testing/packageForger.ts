import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { verify } from '../app/cli/verify.ts'
import type { BounceReport, ReportedCheck } from '../domain/deliveryReport.ts'
import { checksCsv } from '../export/checksCsv.ts'
import type { PackageVerdict } from '../export/packageCheck.ts'
import { reportCsv } from '../export/reportCsv.ts'
import { readReport } from '../export/reportSchema.ts'
import { KERNEL_PATH } from './packageRun.ts'

type Writable<T> = T extends object ? { -readonly [Key in keyof T]: Writable<T[Key]> } : T
/** A report to be forged. */
export type Forged = Writable<BounceReport>

export function checkOf(report: Forged, name: string): Writable<ReportedCheck> {
  const check = report.checks?.find((each) => each.name === name)
  if (!check) throw new Error(`there is no check ${name}`)
  return check
}

/** Deceives as well as it can with a package in a folder `out`, and says what verifying it finds. */
export function packageForger(out: string) {
  const path = (name: string): string => `${out}/${name}`
  const sha256 = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(path(name)))
      .digest('hex')

  async function verdictOf(target = out): Promise<PackageVerdict> {
    const result = await verify(target, { kernelPath: KERNEL_PATH, signal: new AbortController().signal })
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    const [verdict] = result.value
    if (!verdict) throw new Error('there is a package')
    return verdict
  }

  /** Writes checksums that agree with the files. */
  function sumAgain(): void {
    const sums = readFileSync(path('checksums.sha256'), 'utf8').replace(
      /^[0-9a-f]{64} \*(.+)$/gm,
      (_, name: string) => `${sha256(name)} *${name}`,
    )
    writeFileSync(path('checksums.sha256'), sums)
  }

  /** Changes the report, and with it all that is made of it. */
  function forge(change: (json: string) => string): void {
    const json = change(readFileSync(path('report.json'), 'utf8'))
    writeFileSync(path('report.json'), json)
    const report = readReport(json)
    if (report.ok) {
      writeFileSync(path('report.csv'), reportCsv(report.value))
      writeFileSync(path('checks.csv'), checksCsv(report.value))
    }
    sumAgain()
  }

  return {
    verdictOf,
    sumAgain,
    forge,
    faultsOf: async (target = out): Promise<string[]> =>
      (await verdictOf(target)).faults.map(({ file, detail }) => `${file}: ${detail}`),
    /** Changes the bytes of a file, and report and checksums with them. */
    replace(name: string, change: (bytes: Buffer) => Buffer): void {
      const before = sha256(name)
      writeFileSync(path(name), change(readFileSync(path(name))))
      const after = sha256(name)
      forge((json) => json.replaceAll(before, after))
    },
  }
}
