import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BounceArguments, type PackArguments, parseArguments } from './arguments.ts'
import type { BounceEnvironment } from './bounce.ts'
import { errorSentence } from './errorSentence.ts'
import { BOUNCE_HELP } from './help.ts'
import { pack } from './pack.ts'
import { ProgressPrinter } from './progressPrinter.ts'
import { runOrder } from './runOrder.ts'
import { several } from './several.ts'

/** This program, of which the bundle names the parts of it by their hashes; the kernel; and what runs both. */
function buildOf(kernelPath: string): string {
  const hash = createHash('sha256').update(`${process.version} ${process.arch}`)
  for (const path of [fileURLToPath(import.meta.url), kernelPath]) hash.update(readFileSync(path))
  return hash.digest('hex')
}

const argv = process.argv.slice(2)
if (argv.includes('--help')) {
  process.stdout.write(BOUNCE_HELP)
} else {
  const stop = new AbortController()
  // Each of several exports listens to it.
  setMaxListeners(0, stop.signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const printer = new ProgressPrinter(process.stderr)
  /** Of several faults the highest code counts. */
  const fail = (sentence: string, code: number): void => {
    printer.clear()
    process.stderr.write(`${sentence.replace(/\s+/g, ' ')}\n`)
    process.exitCode = Math.max(Number(process.exitCode ?? 0), code)
  }
  const run = async (
    order: BounceArguments | PackArguments,
    environment: BounceEnvironment,
  ): Promise<void> => {
    if (!('package' in order) && order.session && order.further)
      return several({ ...order, session: order.session }, environment, ({ sentence, code }) =>
        fail(sentence, code),
      )
    const result = await ('package' in order ? pack(order, environment) : runOrder(order, environment))
    if (!result.ok) fail(errorSentence(result.error), result.error.code === 'usage' ? 2 : 1)
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
      build: buildOf(kernelPath),
      // Tests that kill it do so in seconds.
      ...(process.env.DUBSTAGE_KEEP_MS && { keepEvery: Number(process.env.DUBSTAGE_KEEP_MS) }),
      signal: stop.signal,
      onLines,
      diskThread: new URL('./diskThread.mjs', import.meta.url),
      onFindings: (said: readonly string[]) => {
        findings = said
      },
      ...(!quiet && { printer }),
    }
    if (parsed.ok) await run(parsed.value, environment)
    else fail(errorSentence(parsed.error), 2)
    const isAsked = parsed.ok && 'failOnFindings' in parsed.value
    if (isAsked && !process.exitCode && findings.length > 0) fail(`Findings: ${findings.join(' ')}`, 3)
  } catch (bug) {
    // Scripts read one line; the stack is for whoever asks for it.
    fail(`Dubstage failed: ${bug instanceof Error ? bug.message : bug}`, 70)
    if (process.env.DUBSTAGE_DEBUG) throw bug
  }
}
