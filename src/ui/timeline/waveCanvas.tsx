import { memo, useEffect, useRef, useSyncExternalStore } from 'react'
import { clipEnd } from '../../domain/clipShape.ts'
import type { Peaks, SampleSource } from '../../domain/ports.ts'
import type { Clip, MediaId } from '../../domain/session.ts'
import { useApp, useWorkspace } from '../appContext.ts'
import { columnGains, fadesAt } from './clipEnvelope.ts'
import { drawSamples } from './drawSamples.ts'
import { useElementSize, useInSight } from './elementSize.ts'
import { SAMPLES_BELOW, sampleColumns, samplesBetween } from './sampleWave.ts'
import { type TimeView, toPixel, toSample } from './timeView.ts'
import styles from './waveCanvas.module.css'
import { chooseLevel, drawColumns, peakColumns } from './waveform.ts'

const NEVER = (): number => -1

/** How much of its waveform a muted clip keeps. */
const MUTED_ALPHA = 0.35

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

  const { samples: source } = useApp()
  const samples = view.samplesPerPixel / window.devicePixelRatio < SAMPLES_BELOW ? source : null
  const version = useSyncExternalStore(source.subscribe, samples ? source.version : NEVER)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` tells that `samples` has more to give
  useEffect(() => {
    if (!canvas.current || !inSight || width === 0) return
    drawLane(canvas.current, state, { clips, view, peaks, samples, width, height })
  }, [clips, view, peaks, samples, version, width, height, inSight, state])

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
  /** Close enough to tell samples. */
  readonly samples: SampleSource | null
  readonly width: number
  readonly height: number
}

function drawLane(canvas: HTMLCanvasElement, state: string, lane: Lane): void {
  const { clips, view, peaks, samples, width, height } = lane
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
    const gains = columnGains(
      clip,
      Math.max(clip.start, toSample(view, x / scale)),
      samplesPerColumn,
      end - x,
    )
    context.globalAlpha = clip.mute ? MUTED_ALPHA : 1
    const place = { x, middle: rows / 2, halfHeight: rows / 2 - scale }
    // The files of a split set are drawn over one another, as the channels of one file are.
    for (const media of clip.media) {
      const curve = { ...place, end, samplesPerColumn, from, scale }
      if (samples && samplesPerColumn <= 1 && drawSamples(context, samples, media, clip, curve)) continue
      const first = Math.max(clip.from, Math.floor(from))
      const last = Math.min(clip.from + clip.length, Math.ceil(from + (end - x) * samplesPerColumn))
      const exact = samples && samplesBetween(samples, media, first, last)
      if (exact) {
        const columns = sampleColumns(exact, from - first, samplesPerColumn, end - x)
        drawColumns(context, columns, place, gains)
        continue
      }
      const known = peaks.get(media)
      const level = known && chooseLevel(known, samplesPerColumn)
      if (!level) continue
      const columns = peakColumns(level, Math.max(clip.from, from), samplesPerColumn, end - x)
      drawColumns(context, columns, place, gains)
    }
    drawFades(context, clip, { x, end, height: rows, sampleAt: (column) => toSample(view, column / scale) })
  }
}

type FadeBox = {
  /** The columns that the clip takes, in device pixels. */
  readonly x: number
  readonly end: number
  readonly height: number
  sampleAt(column: number): number
}

/** A line along each fade that is in view, as it sounds: at the bottom nothing, at the top all. */
function drawFades(context: CanvasRenderingContext2D, clip: Clip, box: FadeBox): void {
  const { fadeIn, fadeOut, start } = clip
  const inEnd = start + (fadeIn?.length ?? 0)
  const outStart = clipEnd(clip) - (fadeOut?.length ?? 0)
  if (!fadeIn && !fadeOut) return
  context.beginPath()
  let drawing = false
  for (let column = box.x; column <= box.end; column++) {
    const at = Math.min(clipEnd(clip), Math.max(start, box.sampleAt(column)))
    const inside = (fadeIn && at <= inEnd) || (fadeOut && at >= outStart)
    const y = (1 - fadesAt(clip, at - start)) * (box.height - 1) + 0.5
    if (inside && drawing) context.lineTo(column, y)
    else if (inside) context.moveTo(column, y)
    drawing = Boolean(inside)
  }
  context.strokeStyle = context.fillStyle
  context.lineWidth = window.devicePixelRatio
  context.stroke()
}
