import { readFile } from 'node:fs/promises'
import { type AppError, errorText } from '../../domain/errors.ts'
import type { CancelSignal } from '../../domain/ports.ts'
import { checkPackage, type PackageVerdict, reportsIn } from '../../export/packageCheck.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { oneLine } from './oneLine.ts'
import { type OpenPackage, openPackage } from './packageFolder.ts'

export type VerifyArguments = { readonly path: string; readonly json: boolean; readonly quiet: boolean }

const FLAGS: readonly string[] = ['--json', '--quiet']

/** Reads the command line. Anything not understood is an error. */
export function parseVerify(argv: readonly string[]): Result<VerifyArguments, AppError> {
  const unknown = argv.find((word) => word.startsWith('--') && !FLAGS.includes(word))
  const paths = argv.filter((word) => !word.startsWith('--'))
  const [path] = paths
  const usage = (detail: string): Result<never, AppError> =>
    err({ code: 'usage', detail: `${detail}. All options: npm run --silent verify -- --help` })
  if (unknown !== undefined) return usage(`unknown option ${unknown}`)
  if (path === undefined || paths.length > 1) return usage('it takes one folder or ZIP file')
  return ok({ path, json: argv.includes('--json'), quiet: argv.includes('--quiet') })
}

type VerifyEnvironment = {
  readonly kernelPath: string
  readonly signal: CancelSignal
  /** Told what is looked at now. */
  readonly onFile?: (name: string) => void
}

/** Measures every package in a folder or ZIP file again. Fails where there is none, or one cannot be read. */
export async function verify(
  path: string,
  { kernelPath, signal, onFile }: VerifyEnvironment,
): Promise<Result<readonly PackageVerdict[], AppError>> {
  const module = await WebAssembly.compile(await readFile(kernelPath))
  const opened = await openPackage(path)
  if (!opened.ok) return opened
  const contents = onFile ? watched(opened.value, onFile) : opened.value
  try {
    const reports = reportsIn(contents)
    if (reports.length === 0)
      return err({ code: 'file/unreadable', file: path, detail: 'there is no report.json in it' })
    const verdicts: PackageVerdict[] = []
    for (const report of reports) {
      const verdict = await checkPackage(contents, report, module, signal)
      if (!verdict.ok) return verdict
      verdicts.push(verdict.value)
    }
    return ok(verdicts)
  } finally {
    await contents.close()
  }
}

const watched = (contents: OpenPackage, onFile: (name: string) => void): OpenPackage => ({
  ...contents,
  open(name) {
    onFile(name)
    return contents.open(name)
  },
})

/** What is printed, and the exit code: 0 when everything holds, 1 when something does not, 2 for a wrong command line. */
export function verifyOutput(
  result: Result<readonly PackageVerdict[], AppError>,
  json: boolean,
): { readonly text: string; readonly error: string; readonly code: number } {
  if (!result.ok) {
    const { error } = result
    const text = json
      ? `${JSON.stringify({ holds: false, error: errorText(error), packages: [] }, null, 2)}\n`
      : ''
    return { text, error: `${oneLine(errorText(error))}\n`, code: error.code === 'usage' ? 2 : 1 }
  }
  const packages = result.value
  const faults = packages.reduce((sum, each) => sum + each.faults.length, 0)
  const code = faults === 0 ? 0 : 1
  if (json)
    return { text: `${JSON.stringify({ holds: faults === 0, packages }, null, 2)}\n`, error: '', code }
  const lines = packages.flatMap(({ report, title, faults: own, verified, notes }) => [
    `${report}${title ? `, “${title}”` : ''}`,
    ...verified.map((line) => `  holds: ${line}`),
    ...notes.map((line) => `  note: ${line}`),
    ...own.map(({ file, detail }) => `  DOES NOT HOLD: ${file}: ${detail}`),
  ])
  const last =
    faults === 0 ? 'Everything holds.' : `${faults === 1 ? '1 thing does' : `${faults} things do`} not hold.`
  return { text: `${[...lines, last].map(oneLine).join('\n')}\n`, error: '', code }
}
