import { useMemo } from 'react'
import type { DeliveryOrder } from '../../domain/delivery.ts'
import { orderOf } from '../../domain/exportSettings.ts'
import { useDocument } from '../appContext.ts'
import { useExportSettings } from './useExportSettings.ts'

/** What the screen asks for as it stands. */
export function useOrder(): DeliveryOrder {
  const title = useDocument((state) => state.session.title)
  const frameRate = useDocument((state) => state.session.frameRate)
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const startFrame = useDocument((state) => state.session.startFrame)
  const settings = useExportSettings()
  return useMemo(
    () => orderOf({ title, frameRate, sampleRate, startFrame }, settings),
    [title, frameRate, sampleRate, startFrame, settings],
  )
}
