import { useCallback, useEffect, useRef } from 'react'
import type { BusId, Telemetry } from '../../domain/ports.ts'
import { useApp } from '../appContext.ts'
import { formatDb } from '../format.ts'
import {
  advanceBallistics,
  type Ballistics,
  clearPeaks,
  createBallistics,
  followMaximum,
} from './ballistics.ts'
import { drawLevels } from './drawLevels.ts'
import { meterLoopOf } from './meterLoop.ts'
import { meterPalette, openSurface } from './meterSurface.ts'

type LevelMeterOptions = {
  readonly bus: BusId
  readonly channels: number
  /** `true`: true peak, in dBTP. Otherwise the sample peak, in dBFS. */
  readonly truePeak?: boolean
  /** What a screen reader is told when an over latches, in the element of `overRef`. */
  readonly overText?: string
}

const cleared = new WeakMap<Telemetry, Map<BusId, number>>()

/** The maxima that were cleared away, in dB: a meter that is shown anew does not bring them back. */
function clearedOf(telemetry: Telemetry): Map<BusId, number> {
  const known = cleared.get(telemetry) ?? new Map<BusId, number>()
  cleared.set(telemetry, known)
  return known
}

/** The elements of one peak meter, which may stand in different places of a strip. */
export type LevelMeterParts = ReturnType<typeof useLevelMeter>

/**
 * Runs a peak meter: the bars on the canvas, the highest peak in the readout, the values for screen readers, all
 * written to the elements without passing through React.
 */
export function useLevelMeter({ bus, channels, truePeak = false, overText = '' }: LevelMeterOptions) {
  const { telemetry } = useApp()
  const meterRef = useRef<HTMLDivElement>(null)
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const peakRef = useRef<HTMLButtonElement>(null)
  const overRef = useRef<HTMLSpanElement>(null)
  const state = useRef<Ballistics | null>(null)
  /** The engine's maximum, as it was last read. */
  const measured = useRef(Number.NEGATIVE_INFINITY)

  useEffect(() => {
    const canvas = canvasRef.current
    if (!canvas) return
    const ballistics = createBallistics(channels)
    state.current = ballistics
    const surface = openSurface(canvas)
    const palette = meterPalette()
    const unit = truePeak ? 'dBTP' : 'dBFS'
    let drawn = Number.NaN
    const away = clearedOf(telemetry)
    measured.current = away.get(bus) ?? Number.NEGATIVE_INFINITY

    const unwatch = meterLoopOf(telemetry).watch(bus, canvas, (meter, frame) => {
      const highest = (truePeak ? meter?.maxTruePeakDb : meter?.maxSamplePeakDb) ?? measured.current
      if (followMaximum(ballistics, highest, measured.current)) away.delete(bus)
      measured.current = highest
      advanceBallistics(ballistics, truePeak ? meter?.truePeakDb : meter?.samplePeakDb, frame.seconds)

      // A silent console of forty strips should cost nothing.
      let sum = ballistics.over ? 1 : 0
      for (let i = 0; i < channels; i++) {
        sum += Math.max(-200, ballistics.level[i] ?? 0) * 3 + Math.max(-200, ballistics.hold[i] ?? 0)
      }
      if (sum !== drawn || surface.blank) {
        drawLevels(surface, ballistics, palette)
        drawn = sum
        surface.blank = false
      }

      const readout = peakRef.current
      if (frame.text && readout) {
        const text = formatDb(ballistics.max)
        if (readout.textContent !== text) readout.textContent = text
        readout.toggleAttribute('data-over', ballistics.over)
      }
      const said = ballistics.over ? overText : ''
      if (overRef.current && overRef.current.textContent !== said) overRef.current.textContent = said
      const element = meterRef.current
      if (frame.spoken && element) {
        const level = Math.max(...ballistics.level)
        element.setAttribute('aria-valuenow', Math.min(0, Math.max(-60, level)).toFixed(1))
        const over = ballistics.over ? ', has been over' : ''
        element.setAttribute('aria-valuetext', `${formatDb(level)} ${unit}${over}`)
      }
    })
    return () => {
      unwatch()
      surface.release()
    }
  }, [telemetry, bus, channels, truePeak, overText])

  const clear = useCallback(() => {
    if (!state.current) return
    clearPeaks(state.current)
    clearedOf(telemetry).set(bus, measured.current)
  }, [telemetry, bus])

  return { meterRef, canvasRef, peakRef, overRef, clear }
}
