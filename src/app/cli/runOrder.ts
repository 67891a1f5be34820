import type { AppError } from '../../domain/errors.ts'
import type { Result } from '../../lib/result.ts'
import type { BounceArguments } from './arguments.ts'
import { type BounceEnvironment, bounce } from './bounce.ts'
import { bounceZip } from './bounceZip.ts'
import { checkOnly } from './checkOnly.ts'

/** Makes, or only checks, what is asked of one session or of stems. */
export function runOrder(
  order: BounceArguments,
  environment: BounceEnvironment,
): Promise<Result<unknown, AppError>> {
  if (order.checkOnly) return checkOnly(order, environment)
  return order.zip ? bounceZip(order, environment) : bounce(order, environment)
}
