import { deliveryFormat } from '../domain/deliveryFormat.ts'
import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { ExportTarget } from './exportTarget.ts'

/** Heads, reports and checkpoints. */
const REST_BYTES = 16 << 20

/** How many bytes the files of an export are at most. */
export const plannedBytes = ({ deliverables }: DeliveryPlan, sessionRate: number): number =>
  deliverables.reduce(
    (sum, { layout, format, sampleRate, from, to }) =>
      sum +
      ((to - from) * sampleRate * layout.speakers.length * deliveryFormat(format).bits) / (8 * sessionRate),
    REST_BYTES,
  )

/**
 * Where files for a folder are written: by way of origin-private storage where it has room for all of them, so that
 * an interrupted export goes on; else straight into the folder.
 */
export async function stagingTarget(
  target: ExportTarget,
  planned: DeliveryPlan,
  sessionRate: number,
): Promise<ExportTarget> {
  if (target.kind !== 'staged') return target
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  return quota - usage > plannedBytes(planned, sessionRate) ? target : { ...target, kind: 'folder' }
}
