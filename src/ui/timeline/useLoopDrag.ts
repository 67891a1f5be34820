import { type PointerEvent, useRef } from 'react'
import { useApp, useDocument } from '../appContext.ts'
import { snapToFrame } from './frameGrid.ts'
import { type TimeView, toSample } from './timeView.ts'

type Move = Pick<PointerEvent<HTMLElement>, 'clientX' | 'currentTarget'>

/** Marks the loop by dragging from one end to the other, either way. Ends snap to picture frames. */
export function useLoopDrag(view: TimeView) {
  const { actions } = useApp()
  const session = useDocument((state) => state.session)
  const from = useRef<number>(null)
  const sampleAt = ({ clientX, currentTarget }: Move): number =>
    toSample(view, clientX - currentTarget.getBoundingClientRect().left)

  return {
    dragging: (): boolean => from.current !== null,
    begin(event: Move): void {
      from.current = sampleAt(event)
    },
    move(event: Move): void {
      if (from.current === null) return
      const to = sampleAt(event)
      const start = snapToFrame(session, Math.min(from.current, to))
      const end = snapToFrame(session, Math.max(from.current, to))
      if (end > start) actions.setLoop({ start, end })
    },
    end(): void {
      from.current = null
    },
  }
}
