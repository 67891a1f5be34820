import { useLayoutEffect, useRef } from 'react'
import type { Timebase } from '../../domain/timebase.ts'
import type { TimeFormat } from '../../domain/timeFormats.ts'
import { useDocument } from '../appContext.ts'
import { useMoreContrast } from '../primitives/contrast.ts'
import { useElementSize } from './elementSize.ts'
import { useLiveView } from './liveView.ts'
import styles from './ruler.module.css'
import { LABEL_SPACING, rulerTicks } from './rulerTicks.ts'
import type { TimeView } from './timeView.ts'

/** Of the room of a label, what is not the label: one at the edge that would be cut is left out. */
const LABEL_GAP = 16
/** CSS pixels: a label from its line, the line it stands on, and the lines that have none. */
const LABEL = { left: 6, base: 14 } as const
const MINOR_HEIGHT = 5

type Scale = {
  readonly view: TimeView
  readonly width: number
  readonly height: number
  readonly base: Timebase
  readonly format: TimeFormat
}
type Ink = { readonly font: string; readonly text: string; readonly line: string }

/** The labels that can be read, and draws them and the lines of a ruler. */
function drawTicks(context: CanvasRenderingContext2D, scale: Scale, ink: Ink): readonly string[] {
  const { view, width, height, base, format } = scale
  const ratio = window.devicePixelRatio
  const { canvas } = context
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== columns || canvas.height !== rows)
    Object.assign(canvas, { width: columns, height: rows })
  else context.clearRect(0, 0, columns, rows)
  const { major, minor } = rulerTicks(view, width, base, format)
  const at = (x: number): number => Math.round(x * ratio)
  const line = Math.max(1, Math.round(ratio))
  context.fillStyle = ink.line
  for (const x of minor) context.fillRect(at(x), rows - MINOR_HEIGHT * ratio, line, MINOR_HEIGHT * ratio)
  for (const { x } of major) context.fillRect(at(x), 0, line, rows)
  context.fillStyle = ink.text
  context.font = ink.font
  const read = major.filter(({ x }) => x >= 0 && x + LABEL_SPACING <= width + LABEL_GAP)
  for (const { x, label } of read) context.fillText(label, at(x) + LABEL.left * ratio, LABEL.base * ratio)
  return read.map(({ label }) => label)
}

/** One ruler. Drawn past React with every move of the view; its labels are its text once that rests. */
export function RulerCanvas({ format }: { readonly format: TimeFormat }) {
  const live = useLiveView()
  const frameRate = useDocument((state) => state.session.frameRate)
  const startFrame = useDocument((state) => state.session.startFrame)
  const sampleRate = useDocument((state) => state.session.sampleRate)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useElementSize(box)

  const contrast = useMoreContrast()
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more contrast the tokens have other values
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d', { willReadFrequently: true })
    if (!element || !context || width === 0) return
    const style = getComputedStyle(element)
    const ink = {
      font: `${style.fontWeight} ${Number.parseFloat(style.fontSize) * window.devicePixelRatio}px ${style.fontFamily}`,
      text: style.color,
      line: style.getPropertyValue('--line-strong'),
    }
    const base = { frameRate, startFrame, sampleRate }
    let labels = ''
    const draw = (): void => {
      labels = drawTicks(context, { view: live.now().view, width, height, base, format }, ink).join(' ')
    }
    const write = (): void => {
      if (element.textContent !== labels) element.textContent = labels
    }
    draw()
    write()
    const seat = { size: 0, place: () => setTimeout(write) }
    live.seats.add(seat)
    const stop = live.subscribe(draw)
    return () => {
      live.seats.delete(seat)
      stop()
    }
  }, [live, frameRate, startFrame, sampleRate, format, width, height, contrast])

  return (
    <div ref={box} className={styles.ticks} data-ruler={format}>
      <canvas ref={canvas} />
    </div>
  )
}
