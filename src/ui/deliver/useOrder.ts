import { useMemo } from 'react'
import type { DeliveryOrder } from '../../domain/delivery.ts'
import { orderOf } from '../../domain/exportSettings.ts'
import { useDocument, useWorkspace } from '../appContext.ts'

/** What the screen asks for as it stands. */
export function useOrder(): DeliveryOrder {
  const title = useDocument((state) => state.session.title)
  const settings = useWorkspace((state) => state.exportSettings)
  return useMemo(() => orderOf({ title }, settings), [title, settings])
}
