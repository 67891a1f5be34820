import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { sessionLength } from '../../domain/session.ts'
import { formatTime } from '../../domain/timeFormats.ts'
import type { SamplePosition } from '../../domain/units.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { snapToFrame } from './frameGrid.ts'
import styles from './ruler.module.css'
import { RulerCanvas } from './rulerCanvas.tsx'
import { useShownRulers } from './rulerHead.tsx'
import { toSample } from './timeView.ts'
import { useFrame } from './useFrame.ts'
import { useLoopDrag } from './useLoopDrag.ts'
import { viewNow } from './viewNow.ts'

/** Assistive technology reads the position off the page; this often is enough, and cheap, while playing. */
const ANNOUNCE_MS = 250

/** Time over the lanes, in a row for each format that is shown. Click or drag to move the playhead, with Shift to mark the loop. */
export function Ruler() {
  const app = useApp()
  const { actions, telemetry } = app
  const session = useDocument((state) => state.session)
  const { frameRate } = session
  const format = useWorkspace((state) => state.timeFormat)
  const rulers = useShownRulers()
  const ruler = useRef<HTMLDivElement>(null)
  const wanted = useRef<SamplePosition>(null)
  const announced = useRef({ at: 0, position: -1 })
  const loopDrag = useLoopDrag()

  useFrame(() => {
    // A drag asks for more places than there are frames: only the last one is worth a seek.
    if (wanted.current !== null) void actions.seek(wanted.current)
    wanted.current = null
    const now = performance.now()
    const position = telemetry.position()
    if (position === announced.current.position || now - announced.current.at < ANNOUNCE_MS) return
    announced.current = { at: now, position }
    ruler.current?.setAttribute('aria-valuenow', String(position))
    ruler.current?.setAttribute('aria-valuetext', formatTime(position, format, session))
  })

  const seekTo = (event: PointerEvent<HTMLElement>): void => {
    const { left } = event.currentTarget.getBoundingClientRect()
    wanted.current = snapToFrame(session, toSample(viewNow(app), event.clientX - left))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const second = Math.round(frameRate.num / frameRate.den)
    const steps: Readonly<Record<string, () => Promise<void>>> = {
      ArrowLeft: () => actions.stepFrames(-1),
      ArrowRight: () => actions.stepFrames(1),
      PageUp: () => actions.stepFrames(-second),
      PageDown: () => actions.stepFrames(second),
      Home: actions.toStart,
      End: actions.toEnd,
    }
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    void step()
  }

  return (
    <div
      ref={ruler}
      className={styles.ruler}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={sessionLength(session)}
      aria-valuenow={0}
      title="Click to move the playhead, Shift and drag to mark the loop"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        if (event.shiftKey) loopDrag.begin(event)
        else seekTo(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons !== 1) return
        if (loopDrag.dragging()) loopDrag.move(event)
        else seekTo(event)
      }}
      onPointerUp={loopDrag.end}
      onPointerCancel={loopDrag.end}
      onKeyDown={onKeyDown}
    >
      {rulers.map((each) => (
        <RulerCanvas key={each} format={each} />
      ))}
    </div>
  )
}
