import { useEffect, useRef } from 'react'
import type { BusId, BusMeter } from '../../domain/ports.ts'
import { useApp } from '../appContext.ts'
import { formatDb } from '../format.ts'
import styles from './levelMeter.module.css'
import { meterLoopOf } from './meterLoop.ts'
import { loudnessHeight } from './meterScale.ts'
import { type MeterSurface, meterPalette, openSurface } from './meterSurface.ts'

type LoudnessMeterProps = { readonly bus: BusId; readonly label: string }

const SILENT = Number.NEGATIVE_INFINITY

function draw(surface: MeterSurface, momentary: number, shortTerm: number, integrated: number): void {
  const { context, width, height, ratio } = surface
  const palette = meterPalette()
  const gap = Math.round(2 * ratio)
  const bar = Math.floor((width - 2 * gap) / 3)
  const one = (index: number, lufs: number, colour: string): void => {
    const x = index * (bar + gap)
    const top = Math.round((1 - loudnessHeight(lufs)) * height)
    context.fillStyle = palette.well
    context.fillRect(x, 0, bar, height)
    context.fillStyle = colour
    context.fillRect(x, top, bar, height - top)
  }
  context.clearRect(0, 0, width, height)
  one(0, momentary, palette.low)
  one(1, shortTerm, palette.low)
  one(2, integrated, palette.main)
}

const spoken = (meter: BusMeter | undefined): string =>
  `momentary ${formatDb(meter?.momentaryLufs ?? null)}, short-term ${formatDb(meter?.shortTermLufs ?? null)}, integrated ${formatDb(meter?.integratedLufs ?? null)} LUFS`

/** Momentary, short-term and integrated loudness as three bars. They are drawn as measured, without ballistics. */
export function LoudnessMeter({ bus, label }: LoudnessMeterProps) {
  const { telemetry } = useApp()
  const meterRef = useRef<HTMLDivElement>(null)
  const canvasRef = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const canvas = canvasRef.current
    if (!canvas) return
    const surface = openSurface(canvas)
    let drawn = Number.NaN
    const unwatch = meterLoopOf(telemetry).watch(bus, canvas, (meter, frame) => {
      const m = meter?.momentaryLufs ?? SILENT
      const s = meter?.shortTermLufs ?? SILENT
      const i = meter?.integratedLufs ?? SILENT
      const sum = loudnessHeight(m) + loudnessHeight(s) * 3 + loudnessHeight(i) * 7
      if (sum !== drawn || surface.blank) {
        draw(surface, m, s, i)
        drawn = sum
        surface.blank = false
      }
      const element = meterRef.current
      if (frame.spoken && element) {
        element.setAttribute('aria-valuenow', Math.min(-9, Math.max(-45, i)).toFixed(1))
        element.setAttribute('aria-valuetext', spoken(meter))
      }
    })
    return () => {
      unwatch()
      surface.release()
    }
  }, [telemetry, bus])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be painted
    <div
      ref={meterRef}
      className={styles.levelMeter}
      role="meter"
      aria-label={label}
      aria-valuemin={-45}
      aria-valuemax={-9}
      aria-valuenow={-45}
      aria-valuetext="not measured"
    >
      <canvas ref={canvasRef} />
    </div>
  )
}
