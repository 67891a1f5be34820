import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { DeliveryOrder } from '../../domain/delivery.ts'
import type { AppError } from '../../domain/errors.ts'
import {
  type DeliverySpec,
  type MasterMode,
  type MasterOrder,
  specOrder,
} from '../../domain/specs/deliverySpec.ts'
import { DELIVERY_SPECS, deliverySpec } from '../../domain/specs/registry.ts'
import { readSpec, SPEC_FILE_LIMIT } from '../../domain/specs/specDocument.ts'
import { err, ok, type Result } from '../../lib/result.ts'

export type SpecArgument = {
  /** The id of one that is ready-made or the session's own, or the path of a file. */
  readonly name: string
  readonly mode: MasterMode
  /** Nobody has said which format. */
  readonly setsFormat: boolean
}

/** Reads `--spec` and what goes with it; the error is a clause. */
export function specArgument(options: ReadonlyMap<string, string>): Result<SpecArgument | undefined, string> {
  const name = options.get('--spec')
  const measures = options.has('--measure-only')
  const unlimited = options.has('--no-limit')
  if (name === undefined) {
    const [alone] = ['--measure-only', '--no-limit'].filter((flag) => options.has(flag))
    return alone ? err(`${alone} goes with --spec`) : ok(undefined)
  }
  if (measures && unlimited) return err('--measure-only and --no-limit do not go together')
  if (measures && options.has('--gain')) return err('--measure-only and --gain do not go together')
  const mode = measures ? 'measure' : unlimited ? 'noLimit' : 'linked'
  return ok({ name, mode, setsFormat: !options.has('--format') })
}

/** What a spec decides of an order, where the command line has not: format, names, pops, and the linked master. `own`: the session's. */
export async function orderOfSpec(
  asked: SpecArgument | undefined,
  master: MasterOrder | undefined,
  own: readonly DeliverySpec[] = [],
): Promise<Result<Partial<DeliveryOrder>, AppError>> {
  if (!asked) return ok({})
  const found = await namedSpec(asked.name, own)
  if (!found.ok) return found
  const { format, ...order } = specOrder(found.value)
  return ok({
    ...order,
    ...(asked.setsFormat && format && { format }),
    master: { ...master, spec: found.value, mode: asked.mode },
  })
}

async function namedSpec(
  name: string,
  own: readonly DeliverySpec[],
): Promise<Result<DeliverySpec, AppError>> {
  const id = name.toLowerCase()
  const known = deliverySpec(id) ?? own.find((spec) => spec.id === id)
  if (known) return ok(known)
  try {
    const { size } = await stat(name)
    // Bytes, of which a character has up to four.
    if (size > SPEC_FILE_LIMIT * 4)
      return err({ code: 'spec/invalid', file: basename(name), detail: 'it is too long for a delivery spec' })
    return readSpec(await readFile(name, 'utf8'), basename(name))
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    const ids = [...DELIVERY_SPECS, ...own].map((spec) => spec.id).join(', ')
    return err({ code: 'usage', detail: `There is no delivery spec ${name}. There are ${ids}, or a file.` })
  }
}
