import { type PointerEvent, useRef } from 'react'
import { useApp } from '../appContext.ts'
import { type EdgeScroll, edgeScroll } from './edgeScroll.ts'
import { loopEdge } from './loopEdge.ts'
import { toSample } from './timeView.ts'
import { viewNow } from './viewNow.ts'

type Move = Pick<PointerEvent<HTMLElement>, 'clientX' | 'clientY' | 'currentTarget'>

type Drag = {
  /** The sample that it began at. */
  readonly from: number
  readonly left: number
  readonly edges: EdgeScroll
  x: number
}

/** Marks the loop by dragging from one end to the other, either way. Ends snap as clips do, else to picture frames. */
export function useLoopDrag() {
  const app = useApp()
  const drag = useRef<Drag>(null)

  function mark(): void {
    if (!drag.current) return
    const { from, left, x } = drag.current
    const to = toSample(viewNow(app), x - left)
    const start = loopEdge(app, Math.min(from, to))
    const end = loopEdge(app, Math.max(from, to))
    if (end > start) app.actions.setLoop({ start, end })
  }

  return {
    dragging: (): boolean => drag.current !== null,
    begin({ clientX, currentTarget }: Move): void {
      const { left, width } = currentTarget.getBoundingClientRect()
      drag.current = {
        from: toSample(viewNow(app), clientX - left),
        left,
        edges: edgeScroll(app, { left, width, body: null }, mark),
        x: clientX,
      }
    },
    move(pointer: Move): void {
      if (!drag.current) return
      drag.current.x = pointer.clientX
      drag.current.edges.at(pointer)
      mark()
    },
    end(): void {
      drag.current?.edges.stop()
      drag.current = null
    },
  }
}
