import { type DeliveryPlan, planDelivery } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { soundName } from '../domain/soundName.ts'
import { err, type Result } from '../lib/result.ts'
import type { MixJob } from './bounceJob.ts'

/** The plan of a job that has all its files at hand, or by name the first that it has not. */
export function planJob({ session, order, media }: MixJob): Result<DeliveryPlan, AppError> {
  const planned = planDelivery(session, order)
  if (!planned.ok) return planned
  const missing = Object.entries(session.media).find(([id]) => !media.has(id))
  if (missing) return err({ code: 'media/missing', file: soundName(missing[1]) })
  const guide = order.checks?.guide
  if (guide && !media.has(guide.id)) return err({ code: 'guide/missing', file: guide.info.fileName })
  return planned
}
