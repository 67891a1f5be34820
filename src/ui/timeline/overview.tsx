import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { Track } from '../../domain/session.ts'
import { STEMS } from '../../domain/stems.ts'
import { useApp, useDocument } from '../appContext.ts'
import { useMoreContrast } from '../primitives/contrast.ts'
import { useElementSize } from './elementSize.ts'
import { useLiveView, type ViewOnTime } from './liveView.ts'
import styles from './overview.module.css'
import { fitView, resolveView, scrollView } from './timeView.ts'

const LINE = 3
const GAP = 2

/** CSS pixels: as narrow as the frame gets. */
const NARROWEST = 8

/** The whole programme in little, a line per stem, with the part in view framed: the timeline's scroll bar. */
export function Overview() {
  const { actions } = useApp()
  const live = useLiveView()
  const tracks = useDocument((state) => state.session.tracks)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLCanvasElement>(null)
  const { width, height } = useElementSize(box)
  // The same at every zoom, or it would be drawn anew with each.
  const total = useSyncExternalStore(live.subscribe, () => totalOf(live.now()))
  const now = useSyncExternalStore(live.subscribe, () => percentOf(live.now()))

  const contrast = useMoreContrast()
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more contrast the tokens have other values
  useEffect(() => {
    // With the next frame: thousands of clips are not to hold up the key that has changed one of them.
    const frame = requestAnimationFrame(() => {
      if (canvas.current) drawProgramme(canvas.current, tracks, { width, height, total })
    })
    return () => cancelAnimationFrame(frame)
  }, [tracks, width, height, total, contrast])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more contrast the tokens have other values
  useLayoutEffect(() => {
    const context = frame.current?.getContext('2d', { willReadFrequently: true })
    if (!context || width === 0) return
    const style = getComputedStyle(context.canvas)
    const ink = { line: style.getPropertyValue('--accent'), fill: style.getPropertyValue('--accent-soft') }
    const draw = (): void => drawFrame(context, live.now(), { width, height }, ink)
    draw()
    return live.subscribe(draw)
  }, [live, width, height, contrast])

  const centreOn = (event: PointerEvent<HTMLElement>): void => {
    const { view, extent } = live.now()
    const { left } = event.currentTarget.getBoundingClientRect()
    const middle = ((event.clientX - left) / width) * total
    if (event.type === 'pointermove') live.glide()
    actions.scrollTo(resolveView({ ...view, start: middle - shownOf({ view, extent }) / 2 }, extent))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const pages: Readonly<Record<string, number>> = {
      ArrowLeft: -0.1,
      ArrowRight: 0.1,
      PageUp: -1,
      PageDown: 1,
      Home: Number.NEGATIVE_INFINITY,
      End: Number.POSITIVE_INFINITY,
    }
    const by = pages[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const { view, extent } = live.now()
    actions.scrollTo(scrollView(view, by * extent.width, extent))
  }

  return (
    <div
      ref={box}
      className={styles.overview}
      role="scrollbar"
      tabIndex={0}
      aria-label="Part of the programme in view"
      aria-controls="timeline-lanes"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={now}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        centreOn(event)
      }}
      onPointerMove={(event) => event.buttons === 1 && centreOn(event)}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} />
      <canvas ref={frame} />
    </div>
  )
}

const shownOf = ({ view, extent }: ViewOnTime): number => extent.width * view.samplesPerPixel
const totalOf = ({ extent }: ViewOnTime): number =>
  Math.max(extent.length, extent.width * fitView(extent).samplesPerPixel)
function percentOf(now: ViewOnTime): number {
  const [total, shown] = [totalOf(now), shownOf(now)]
  return total > shown ? Math.round((now.view.start / (total - shown)) * 100) : 0
}

/** A frame around what is in view, unless that is all. */
function drawFrame(
  context: CanvasRenderingContext2D,
  now: ViewOnTime,
  { width, height }: { readonly width: number; readonly height: number },
  ink: { readonly line: string; readonly fill: string },
): void {
  const { canvas } = context
  const scale = window.devicePixelRatio
  const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)]
  if (canvas.width !== columns || canvas.height !== rows)
    Object.assign(canvas, { width: columns, height: rows })
  context.clearRect(0, 0, columns, rows)
  const [total, shown] = [totalOf(now), shownOf(now)]
  if (shown >= total) return
  const x = Math.round((now.view.start / total) * columns)
  const across = Math.round(Math.max(NARROWEST * scale, (shown / total) * columns))
  const line = Math.max(1, Math.round(scale))
  context.fillStyle = ink.fill
  context.fillRect(x, line, across, rows - 2 * line)
  context.strokeStyle = ink.line
  context.lineWidth = line
  context.strokeRect(x + line / 2, 1.5 * line, across - line, rows - 3 * line)
}

function drawProgramme(
  canvas: HTMLCanvasElement,
  tracks: readonly Track[],
  { width, height, total }: { readonly width: number; readonly height: number; readonly total: number },
): void {
  const scale = window.devicePixelRatio
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return
  context.scale(scale, scale)
  const style = getComputedStyle(canvas)
  const used = STEMS.filter((stem) => tracks.some((track) => track.stem === stem.id))
  const top = (height - used.length * (LINE + GAP) + GAP) / 2
  used.forEach((stem, line) => {
    context.fillStyle = style.getPropertyValue(`--stem-${stem.code.toLowerCase()}`)
    context.globalAlpha = 0.62
    for (const track of tracks) {
      if (track.stem !== stem.id || track.mute) continue
      for (const clip of track.clips) {
        const x = (clip.start / total) * width
        context.fillRect(x, top + line * (LINE + GAP), Math.max(1, (clip.length / total) * width - 0.5), LINE)
      }
    }
  })
}
