import { deliveryFormat } from './delivery.ts'
import type { PlannedDeliverable } from './deliveryPlan.ts'

/** Bytes of samples that these come to: the files have a few kilobytes more each. */
export const deliverySize = (planned: readonly PlannedDeliverable[]): number =>
  planned.reduce(
    (sum, { from, to, layout, format }) =>
      sum + (to - from) * layout.speakers.length * (deliveryFormat(format).bits / 8),
    0,
  )
