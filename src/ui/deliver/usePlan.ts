import { useMemo } from 'react'
import { type DeliveryPlan, planDelivery } from '../../domain/deliveryPlan.ts'
import type { AppError } from '../../domain/errors.ts'
import { withExportRange } from '../../domain/exportRange.ts'
import type { Result } from '../../lib/result.ts'
import { useDocument, useWorkspace } from '../appContext.ts'
import { useOrder } from './useOrder.ts'

/** What the screen asks for would make, or why it makes nothing. A loop that is not marked is said when it is exported. */
export function usePlan(): Result<DeliveryPlan, AppError> {
  const session = useDocument((state) => state.session)
  const range = useWorkspace((state) => state.exportRange)
  const loop = useWorkspace((state) => state.loop)
  const order = useOrder()
  return useMemo(
    () => planDelivery(withExportRange(session, range, loop) ?? session, order),
    [session, range, loop, order],
  )
}
