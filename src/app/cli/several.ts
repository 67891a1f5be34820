import { resolve } from 'node:path'
import type { BounceArguments } from './arguments.ts'
import type { BounceEnvironment } from './bounce.ts'
import { writeError } from './diskSink.ts'
import { errorSentence } from './errorSentence.ts'
import { type ForeseenSession, foreseeSessions } from './foreseeSessions.ts'
import { addMade, removeMade } from './madeSessions.ts'
import { makeFolder, removeEmpty } from './makeFolder.ts'
import { runOrder } from './runOrder.ts'

/** Something that went wrong: a sentence, and the exit code of a run that it alone went wrong in. */
export type Fault = { readonly sentence: string; readonly code: 1 | 2 | 70 }

/**
 * Exports several sessions one after the other, each into a place of its own in the folder `out`. All are looked into before
 * the first is begun: when one is wrong then, none is made. One that fails later does not stop the others; a
 * signal does, and what is whole by then stays. Where the line says `resume`, what a run that was killed has made stays as it is. `onFault` is told of each at once.
 */
export async function several(
  asked: BounceArguments & Required<Pick<BounceArguments, 'session'>>,
  environment: BounceEnvironment,
  onFault: (fault: Fault) => void,
): Promise<void> {
  const foreseen = await foreseeSessions(asked, environment)
  if (!foreseen.ok) {
    for (const { document, error } of foreseen.error) {
      const of = document === null ? '' : `${document}: `
      onFault({ sentence: `${of}${errorSentence(error)}`, code: error.code === 'usage' ? 2 : 1 })
    }
    environment.printer?.lines(['Nothing was begun.'])
    return
  }
  const { out, resume, checkOnly = false } = asked
  let made: readonly string[] = []
  if (!checkOnly) {
    try {
      made = await makeFolder(out)
    } catch (cause) {
      onFault({ sentence: errorSentence(writeError(out, cause)), code: 1 })
      return
    }
  }
  // Of a run that was killed before, what is not gone on with is no matter any more.
  if (!checkOnly && !resume) await removeMade(out)
  try {
    await exportAll(foreseen.value, asked, environment, onFault)
  } finally {
    if (!checkOnly) await removeMade(out)
    await removeEmpty(made)
  }
}

async function exportAll(
  sessions: readonly ForeseenSession[],
  { out, checkOnly = false }: BounceArguments,
  environment: BounceEnvironment,
  onFault: (fault: Fault) => void,
): Promise<void> {
  const { signal, printer, onLines } = environment
  const done: string[] = []
  const failed: string[] = []
  const findings: string[] = []
  const did = checkOnly ? 'checked' : 'made'
  for (const [index, { name, order, job, place, files, before }] of sessions.entries()) {
    if (signal.aborted) break
    const head = `${index + 1} of ${sessions.length}, ${name}`
    if (before) {
      done.push(name)
      findings.push(...before.findings)
      printer?.lines([`${head}: made before, in “${order.out}”.`])
      continue
    }
    const found: string[] = []
    const own: BounceEnvironment = {
      ...environment,
      ...(printer && { printer: printer.headed(`${head}: `) }),
      waiting: sessions.slice(index + 1).reduce((sum, one) => sum + (one.before ? 0 : one.seconds), 0),
      onLines: (lines) => onLines?.([`${head}:`, ...lines]),
      onFindings: (said) => found.push(...said.map((text) => `${name}: ${text}`)),
    }
    const fault = await faultOf(order, own)
    own.printer?.clear()
    findings.push(...found)
    if (fault) {
      failed.push(name)
      onFault({ ...fault, sentence: `${head}: ${fault.sentence}` })
    } else {
      done.push(name)
      if (!checkOnly) await addMade(out, { job, place: resolve(place), findings: found, names: files })
      printer?.lines([`${head}: ${did}${checkOnly ? '' : ` in “${order.out}”`}.`])
    }
  }
  environment.onFindings?.(findings)
  const unbegun = sessions.slice(done.length + failed.length).map(({ name }) => name)
  printer?.lines([
    `${done.length} of ${sessions.length} sessions ${done.length === 1 ? 'is' : 'are'} ${did}${done.length > 0 ? `: ${nameAll(done)}` : ''}.`,
    ...(failed.length > 0 ? [`Not ${did}: ${nameAll(failed)}.`] : []),
    ...(unbegun.length > 0 ? [`Not begun: ${nameAll(unbegun)}.`] : []),
  ])
}

/** A bug in one is no reason to leave the others out. */
async function faultOf(order: BounceArguments, environment: BounceEnvironment): Promise<Fault | null> {
  try {
    const result = await runOrder(order, environment)
    return result.ok ? null : { sentence: errorSentence(result.error), code: 1 }
  } catch (bug) {
    return { sentence: `Dubstage failed: ${bug instanceof Error ? bug.message : bug}`, code: 70 }
  }
}

const nameAll = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')
