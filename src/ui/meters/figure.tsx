import { useEffect, useRef } from 'react'
import type { BusId, BusMeter } from '../../domain/ports.ts'
import { useApp } from '../appContext.ts'
import { formatDb } from '../format.ts'
import { meterLoopOf } from './meterLoop.ts'
import { CEILING_DB } from './meterScale.ts'

type MeterValue = 'momentaryLufs' | 'shortTermLufs' | 'integratedLufs' | 'loudnessRangeLu' | 'maxTruePeakDb'

type FigureProps = {
  readonly bus: BusId
  readonly value: MeterValue
}

const read = (meter: BusMeter | undefined, value: MeterValue): string => {
  const figure = meter?.[value]
  // A range of −∞ LU would be nonsense: it is just not known yet.
  if (value === 'loudnessRangeLu' && (figure === undefined || !Number.isFinite(figure))) return '–'
  return formatDb(figure ?? null)
}

/** One figure of a bus, as text that follows the measurement ten times a second. */
export function Figure({ bus, value }: FigureProps) {
  const { telemetry } = useApp()
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    return meterLoopOf(telemetry).watch(bus, element, (meter, frame) => {
      if (!frame.text) return
      const text = read(meter, value)
      if (element.textContent !== text) element.textContent = text
      const high = value === 'maxTruePeakDb' && meter !== undefined && meter.maxTruePeakDb > CEILING_DB
      element.toggleAttribute('data-over', high)
    })
  }, [telemetry, bus, value])
  return <span ref={ref}>{value === 'loudnessRangeLu' ? '–' : '−∞'}</span>
}
