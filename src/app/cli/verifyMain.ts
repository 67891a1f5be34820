import { VERIFY_HELP } from './help.ts'
import { oneLine } from './oneLine.ts'
import { ProgressPrinter } from './progressPrinter.ts'
import { parseVerify, verify, verifyOutput } from './verify.ts'

const argv = process.argv.slice(2)
if (argv.includes('--help')) {
  process.stdout.write(VERIFY_HELP)
} else {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    const parsed = parseVerify(argv)
    const printer = new ProgressPrinter(process.stderr)
    const quiet = !parsed.ok || parsed.value.quiet
    const environment = {
      kernelPath: process.env.DUBSTAGE_KERNEL ?? '',
      signal: stop.signal,
      ...(!quiet && { onFile: (name: string) => printer.tell(oneLine(`Looking at ${name}`)) }),
    }
    const result = parsed.ok ? await verify(parsed.value.path, environment) : parsed
    printer.clear()
    const { text, error, code } = verifyOutput(result, parsed.ok && parsed.value.json)
    process.stdout.write(text)
    process.stderr.write(error)
    process.exitCode = code
  } catch (bug) {
    process.stderr.write(`Dubstage failed: ${bug instanceof Error ? bug.message : bug}\n`)
    process.exitCode = 70
    if (process.env.DUBSTAGE_DEBUG) throw bug
  }
}
