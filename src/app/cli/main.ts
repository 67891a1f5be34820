import { type BounceArguments, type PackArguments, parseArguments } from './arguments.ts'
import { type BounceEnvironment, bounce } from './bounce.ts'
import { bounceZip } from './bounceZip.ts'
import { checkOnly } from './checkOnly.ts'
import { errorSentence } from './errorSentence.ts'
import { BOUNCE_HELP } from './help.ts'
import { pack } from './pack.ts'
import { ProgressPrinter } from './progressPrinter.ts'

const run = (order: BounceArguments | PackArguments, environment: BounceEnvironment) =>
  'package' in order
    ? pack(order, environment)
    : order.checkOnly
      ? checkOnly(order, environment)
      : order.zip
        ? bounceZip(order, environment)
        : bounce(order, environment)

const argv = process.argv.slice(2)
if (argv.includes('--help')) {
  process.stdout.write(BOUNCE_HELP)
} else {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const printer = new ProgressPrinter(process.stderr)
  const fail = (sentence: string, code: number): void => {
    printer.clear()
    process.stderr.write(`${sentence.replace(/\s+/g, ' ')}\n`)
    process.exitCode = code
  }
  const onLines = (lines: readonly string[]): void => {
    for (const line of lines) process.stdout.write(`${line}\n`)
  }
  let findings: readonly string[] = []
  try {
    const parsed = parseArguments(argv)
    const kernelPath = process.env.DUBSTAGE_KERNEL ?? ''
    const quiet = !parsed.ok || parsed.value.quiet === true
    const environment = {
      kernelPath,
      version: __APP_VERSION__,
      signal: stop.signal,
      onLines,
      diskThread: new URL('./diskThread.mjs', import.meta.url),
      onFindings: (said: readonly string[]) => {
        findings = said
      },
      ...(!quiet && { printer }),
    }
    const result = parsed.ok ? await run(parsed.value, environment) : parsed
    const isAsked = parsed.ok && 'failOnFindings' in parsed.value
    if (!result.ok) fail(errorSentence(result.error), result.error.code === 'usage' ? 2 : 1)
    else if (isAsked && findings.length > 0) fail(`Findings: ${findings.join(' ')}`, 3)
  } catch (bug) {
    // Scripts read one line; the stack is for whoever asks for it.
    fail(`Dubstage failed: ${bug instanceof Error ? bug.message : bug}`, 70)
    if (process.env.DUBSTAGE_DEBUG) throw bug
  }
}
