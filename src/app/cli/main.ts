import { errorText } from '../../domain/errors.ts'
import { parseArguments, USAGE } from './arguments.ts'
import { bounce } from './bounce.ts'

const argv = process.argv.slice(2)
if (argv.includes('--help')) {
  process.stdout.write(`${USAGE}\n`)
} else {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const parsed = parseArguments(argv)
  const result = parsed.ok
    ? await bounce(parsed.value, {
        kernelPath: process.env.DUBSTAGE_KERNEL ?? '',
        version: __APP_VERSION__,
        signal: stop.signal,
      })
    : parsed
  if (!result.ok) {
    process.stderr.write(`${errorText(result.error).replace(/\s+/g, ' ')}\n`)
    process.exitCode = result.error.code === 'usage' ? 2 : 1
  }
}
