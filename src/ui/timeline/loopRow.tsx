import { type KeyboardEvent, useRef } from 'react'
import type { LoopOrNot } from '../../domain/ports.ts'
import { positionOfFrame, sessionLength } from '../../domain/session.ts'
import { formatTime } from '../../domain/timeFormats.ts'
import { frames, type SamplePosition } from '../../domain/units.ts'
import { useApp, useDocument, useWorkspace } from '../appContext.ts'
import { classNames } from '../primitives/classNames.ts'
import { type EdgeScroll, edgeScroll } from './edgeScroll.ts'
import { frameAt } from './frameGrid.ts'
import { loopEdge } from './loopEdge.ts'
import styles from './loopRow.module.css'
import moved from './movedView.module.css'
import { useMovedView } from './movedView.ts'
import { type TimeView, toPixel, toSample } from './timeView.ts'
import { useLoopDrag } from './useLoopDrag.ts'
import { viewNow } from './viewNow.ts'

/** The loop under the ruler: drag to mark it, drag its ends or press arrows on them to trim it. */
export function LoopRow() {
  const loop = useWorkspace((state) => state.loop)
  const drag = useLoopDrag()
  return (
    <div
      className={styles.loopRow}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.target !== event.currentTarget) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.begin(event)
      }}
      onPointerMove={drag.move}
      onPointerUp={drag.end}
      onPointerCancel={drag.end}
    >
      {loop && <LoopRange loop={loop} />}
    </div>
  )
}

function LoopRange({ loop }: { readonly loop: NonNullable<LoopOrNot> }) {
  const box = useRef<HTMLDivElement>(null)
  const { view, style } = useMovedView(box)
  const loopOn = useWorkspace((state) => state.loopOn)
  const left = toPixel(view, loop.start)
  return (
    <div className={moved.row} data-loop>
      <div ref={box} style={style}>
        <div
          className={classNames(styles.range, !loopOn && styles.off)}
          style={{ left, width: toPixel(view, loop.end) - left }}
        />
        <LoopHandle end="start" view={view} />
        <LoopHandle end="end" view={view} />
      </div>
    </div>
  )
}

function LoopHandle({ end, view }: { readonly end: 'start' | 'end'; readonly view: TimeView }) {
  const app = useApp()
  const { actions } = app
  const session = useDocument((state) => state.session)
  const loop = useWorkspace((state) => state.loop)
  const format = useWorkspace((state) => state.timeFormat)
  const edges = useRef<{ readonly drag: EdgeScroll; readonly left: number }>(null)
  const x = useRef(0)
  if (!loop) return null

  const moveTo = (sample: SamplePosition): void => {
    // While it is dragged it is this one that moves on, however often this was drawn meanwhile.
    const now = app.workspace.getState().loop ?? loop
    const next = { ...now, [end]: sample }
    if (next.end > next.start) actions.setLoop(next)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const second = Math.round(session.frameRate.num / session.frameRate.den)
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -second,
      PageUp: second,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    moveTo(positionOfFrame(session, frames(Math.max(0, frameAt(session, loop[end]) + step))))
  }
  return (
    <div
      className={styles.handle}
      style={{ left: toPixel(view, loop[end]) }}
      role="slider"
      tabIndex={0}
      aria-label={end === 'start' ? 'Loop start' : 'Loop end'}
      aria-valuemin={0}
      aria-valuemax={Math.max(sessionLength(session), loop.end)}
      aria-valuenow={loop[end]}
      aria-valuetext={formatTime(loop[end], format, session)}
      title={`Loop ${end} ${formatTime(loop[end], format, session)}`}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        const row = event.currentTarget.closest('[data-loop]')?.getBoundingClientRect()
        if (!row) return
        const { left, width } = row
        const toPointer = (): void => moveTo(loopEdge(app, toSample(viewNow(app), x.current - left)))
        edges.current = { drag: edgeScroll(app, { left, width, body: null }, toPointer), left }
      }}
      onPointerMove={(event) => {
        if (event.buttons !== 1 || !edges.current) return
        x.current = event.clientX
        edges.current.drag.at(event)
        moveTo(loopEdge(app, toSample(viewNow(app), event.clientX - edges.current.left)))
      }}
      onPointerUp={() => edges.current?.drag.stop()}
      onPointerCancel={() => edges.current?.drag.stop()}
      onKeyDown={onKeyDown}
    />
  )
}
