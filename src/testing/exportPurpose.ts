import { MASTERS } from '../domain/deliverables/registry.ts'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import { type Layout, STEREO } from '../domain/layout.ts'
import type { PlanPurpose } from '../kernel/mixPlan.ts'

type ExportPurpose = PlanPurpose & { readonly kind: 'export' }

/** An export of composite and M&E from end to end, in the layout of the session. */
export const exportPurpose = (
  maxBlock: number,
  format: DeliveryFormat,
  layout: Layout = STEREO,
): ExportPurpose => ({
  kind: 'export',
  maxBlock,
  deliveries: MASTERS.map(({ id, stems }) => ({
    id,
    stems,
    layout,
    format,
    split: false,
    range: 'film',
  })),
})
