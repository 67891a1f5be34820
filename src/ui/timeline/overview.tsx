import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import type { Track } from '../../domain/session.ts'
import { STEMS } from '../../domain/stems.ts'
import { useApp, useDocument } from '../appContext.ts'
import { useElementSize } from './elementSize.ts'
import styles from './overview.module.css'
import { type Extent, fitView, resolveView, scrollView, type TimeView } from './timeView.ts'

const LINE = 3
const GAP = 2

/** The whole programme in little, a line per stem, with the part in view framed: the timeline's scroll bar. */
export function Overview({ view, extent }: { readonly view: TimeView; readonly extent: Extent }) {
  const { actions } = useApp()
  const tracks = useDocument((state) => state.session.tracks)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useElementSize(box)
  const shown = extent.width * view.samplesPerPixel
  // The same at every zoom, or it would be drawn anew with each.
  const total = Math.max(extent.length, extent.width * fitView(extent).samplesPerPixel)

  useEffect(() => {
    if (canvas.current) drawProgramme(canvas.current, tracks, { width, height, total })
  }, [tracks, width, height, total])

  const centreOn = (event: PointerEvent<HTMLElement>): void => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const middle = ((event.clientX - left) / width) * total
    actions.scrollTo(resolveView({ ...view, start: middle - shown / 2 }, extent))
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
      aria-valuenow={total > shown ? Math.round((view.start / (total - shown)) * 100) : 0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        centreOn(event)
      }}
      onPointerMove={(event) => event.buttons === 1 && centreOn(event)}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} />
      {shown < total && (
        <i style={{ left: `${(view.start / total) * 100}%`, width: `${(shown / total) * 100}%` }} />
      )}
    </div>
  )
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
