import { useEffect, useEffectEvent } from 'react'
import { useApp } from '../appContext.ts'
import { meterLoopOf } from '../meters/meterLoop.ts'

/** Calls back once a screen frame, from the loop that moves everything that follows the sound. */
export function useFrame(callback: () => void): void {
  const { telemetry } = useApp()
  const onFrame = useEffectEvent(callback)
  useEffect(() => meterLoopOf(telemetry).onFrame(() => onFrame()), [telemetry])
}
