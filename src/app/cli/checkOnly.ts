import { readFile } from 'node:fs/promises'
import type { Deliverable } from '../../domain/deliverables/deliverable.ts'
import type { AppError } from '../../domain/errors.ts'
import { checkLines, reportedChecks } from '../../domain/reportedChecks.ts'
import type { Session } from '../../domain/session.ts'
import { deliverablesOf } from '../../domain/sessionDeliverables.ts'
import { orderWarnings, standingChecks } from '../../domain/standingFindings.ts'
import { runPreflight } from '../../export/preflight.ts'
import { ok, type Result } from '../../lib/result.ts'
import type { BounceArguments } from './arguments.ts'
import type { BounceEnvironment } from './bounce.ts'
import { openOrder } from './openOrder.ts'
import { warningLine } from './progressPrinter.ts'
import { StemFiles } from './stemFiles.ts'

const switchedOn = (session: Session, ids: readonly string[]): readonly Deliverable[] =>
  deliverablesOf(session).map((row) => ({ ...row, included: ids.includes(row.id) }))

/** The checks of an export of the whole film, without the export: nothing is written. */
export async function checkOnly(
  asked: BounceArguments,
  { kernelPath, signal, printer, onLines, onFindings }: BounceEnvironment,
): Promise<Result<void, AppError>> {
  const module = await WebAssembly.compile(await readFile(kernelPath))
  const files = new StemFiles(module, signal)
  try {
    const opened = await openOrder(files, asked)
    if (!opened.ok) return opened
    const { session: mixed, order, plan } = opened.value
    // What is asked for by name is looked at as what is switched on would be.
    const session = {
      ...mixed,
      ...(order.deliverables && { deliverables: switchedOn(mixed, order.deliverables) }),
    }
    const onProgress = (done: number): void => printer?.tell(`${Math.floor(100 * done)} %`)
    const found = await runPreflight({ session, media: files.media, order, module, signal, onProgress })
    if (!found.ok) return found
    const unchanged = await files.unchanged()
    if (!unchanged.ok) return unchanged
    const checks = reportedChecks(session, found.value, order)
    const warnings = orderWarnings(session, order, plan)
    printer?.lines(warnings.map(warningLine))
    onLines?.(checkLines(checks))
    onFindings?.([...warnings, ...standingChecks(checks, order.checks?.guide !== undefined)])
    return ok(undefined)
  } finally {
    await files.close()
  }
}
