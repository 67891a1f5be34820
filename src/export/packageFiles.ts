import { createSHA256 } from 'hash-wasm'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { PACKAGE_ENDINGS } from '../domain/packageNames.ts'
import { checksCsv } from './checksCsv.ts'
import { reportCsv } from './reportCsv.ts'
import { reportJson } from './reportDocument.ts'
import { reportHtml } from './reportHtml.ts'

export type PackageFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** The reports of an export and the checksums of all its files, to be written after them in this order. */
export async function packageFiles(report: BounceReport, prefix: string): Promise<readonly PackageFile[]> {
  const pages: readonly (readonly [string, string])[] = [
    [PACKAGE_ENDINGS.json, reportJson(report)],
    [PACKAGE_ENDINGS.csv, reportCsv(report)],
    [PACKAGE_ENDINGS.checks, checksCsv(report)],
    [PACKAGE_ENDINGS.html, reportHtml(report)],
  ]
  const files = pages.map(([ending, text]) => ({
    name: `${prefix}${ending}`,
    bytes: new TextEncoder().encode(text),
  }))
  const hash = await createSHA256()
  const sums = [
    ...report.deliverables.flatMap((each) => each.files.map(({ file, sha256 }) => ({ name: file, sha256 }))),
    ...files.map(({ name, bytes }) => ({ name, sha256: hash.init().update(bytes).digest('hex') })),
  ]
  const checksums = new TextEncoder().encode(checksumText(sums))
  return [...files, { name: `${prefix}${PACKAGE_ENDINGS.checksums}`, bytes: checksums }]
}

type Checksum = { readonly name: string; readonly sha256: string }

/** As GNU `sha256sum` writes them for binary files, so that `sha256sum -c` reads them. Names are safe file names. */
const checksumText = (sums: readonly Checksum[]): string =>
  sums.map(({ name, sha256 }) => `${sha256} *${name}\n`).join('')

/** The checksums of a file of them by name; `undefined` where it is none, or names a file twice. */
export function readChecksums(text: string): ReadonlyMap<string, string> | undefined {
  const sums = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    if (line === '') continue
    const [, sha256, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? []
    if (sha256 === undefined || name === undefined || sums.has(name)) return undefined
    sums.set(name, sha256)
  }
  return sums.size > 0 ? sums : undefined
}
