import { memo, useEffect, useRef } from 'react'
import type { Peaks } from '../../domain/ports.ts'
import type { Clip, MediaId } from '../../domain/session.ts'
import { useWorkspace } from '../appContext.ts'
import { useElementSize, useInSight } from './elementSize.ts'
import { type TimeView, toPixel, toSample } from './timeView.ts'
import styles from './waveCanvas.module.css'
import { chooseLevel, drawColumns, peakColumns } from './waveform.ts'

type WaveCanvasProps = {
  readonly clips: readonly Clip[]
  readonly view: TimeView
  readonly muted: boolean
  readonly selected: boolean
}

/** The waveforms of a lane: one canvas as wide as the lane, only as much of it drawn as is in view. */
export const WaveCanvas = memo(function WaveCanvas({ clips, view, muted, selected }: WaveCanvasProps) {
  const peaks = useWorkspace((state) => state.peaks)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useElementSize(box)
  const inSight = useInSight(box)
  const state = muted ? 'muted' : selected ? 'selected' : 'rest'

  useEffect(() => {
    if (!canvas.current || !inSight || width === 0) return
    drawLane(canvas.current, state, { clips, view, peaks, width, height })
  }, [clips, view, peaks, width, height, inSight, state])

  return (
    <div ref={box} className={styles.waves}>
      <canvas ref={canvas} data-state={state} />
    </div>
  )
})

type Lane = {
  readonly clips: readonly Clip[]
  readonly view: TimeView
  readonly peaks: ReadonlyMap<MediaId, Peaks>
  readonly width: number
  readonly height: number
}

function drawLane(canvas: HTMLCanvasElement, state: string, lane: Lane): void {
  const { clips, view, peaks, width, height } = lane
  const scale = window.devicePixelRatio
  const context = canvas.getContext('2d')
  if (!context) return
  // Setting a size, even the same, makes the browser allocate the canvas anew.
  const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)]
  if (canvas.width !== columns) canvas.width = columns
  if (canvas.height !== rows) canvas.height = rows
  context.clearRect(0, 0, columns, rows)
  canvas.dataset.state = state
  context.fillStyle = getComputedStyle(canvas).color
  const samplesPerColumn = view.samplesPerPixel / scale
  for (const clip of clips) {
    const x = Math.round(Math.max(0, toPixel(view, clip.start)) * scale)
    const end = Math.round(Math.min(width, toPixel(view, clip.start + clip.length)) * scale)
    if (end <= x) continue
    const from = clip.from + toSample(view, x / scale) - clip.start
    // The files of a split set are drawn over one another, as the channels of one file are.
    for (const media of clip.media) {
      const known = peaks.get(media)
      const level = known && chooseLevel(known, samplesPerColumn)
      if (!level) continue
      const columns = peakColumns(level, Math.max(clip.from, from), samplesPerColumn, end - x)
      drawColumns(context, columns, { x, middle: rows / 2, halfHeight: rows / 2 - scale })
    }
  }
}
