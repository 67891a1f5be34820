import { memo, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { Clip } from '../../domain/session.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { useElementSize } from './elementSize.ts'
import { SAMPLES_BELOW } from './sampleWave.ts'
import { useTimeView } from './timeViewContext.ts'
import styles from './waveCanvas.module.css'
import { drawLane, type WaveLane } from './waveLane.ts'

const NEVER = (): number => -1

type WaveCanvasProps = {
  readonly clips: readonly Clip[]
  readonly muted: boolean
  readonly selected: boolean
}

/** The waveforms of a lane: one canvas as wide as the lane, only as much of it drawn as is in view. */
export const WaveCanvas = memo(function WaveCanvas({ clips, muted, selected }: WaveCanvasProps) {
  const { view } = useTimeView()
  const peaks = useWorkspace((state) => state.peaks)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef<WaveLane | null>(null)
  const color = useRef({ state: '', value: '' })
  const { width, height } = useElementSize(box)
  const state = muted ? 'muted' : selected ? 'selected' : 'rest'

  const { samples: source } = useApp()
  const samples = view.samplesPerPixel / window.devicePixelRatio < SAMPLES_BELOW ? source : null
  const version = useSyncExternalStore(source.subscribe, samples ? source.version : NEVER)

  // Before the browser draws: the boxes of the clips are at their new places by then.
  useLayoutEffect(() => {
    if (!canvas.current || width === 0) return
    // Asking for a colour makes the browser see to all styles: not with every move of the view.
    if (color.current.state !== state) {
      color.current = { state, value: getComputedStyle(canvas.current).color }
    }
    const lane = { clips, view, peaks, samples, version, width, height, color: color.current.value }
    drawLane(canvas.current, lane, drawn.current)
    drawn.current = lane
  }, [clips, view, peaks, samples, version, width, height, state])

  return (
    <div ref={box} className={styles.waves}>
      <canvas ref={canvas} data-state={state} />
    </div>
  )
})
