import { useMemo } from 'react'
import type { TrackId } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { type StripRef, sameStrip, stripBeside } from './stripOrder.ts'

/** Walking along the console and taking a strip out of it. */
export function useStripMoves() {
  const { actions, document, workspace } = useApp()
  return useMemo(() => {
    const beside = (from: StripRef | null, by: number): StripRef | null =>
      stripBeside(document.getState().session.tracks, from, by)
    return {
      /** Selects the strip beside the selected one and focuses its name. */
      by(by: number): void {
        const to = beside(workspace.getState().selected, by)
        if (!to) return
        actions.select(to)
        // The strip becomes a stop of the Tab key in the render that follows.
        requestAnimationFrame(() => {
          const name = window.document.querySelector(
            `[data-strip="${to.kind}:${CSS.escape(to.id)}"] [data-strip-name]`,
          )
          if (name instanceof HTMLElement) name.focus()
        })
      },
      /** Removes a track and selects the strip that takes its place. */
      remove(track: TrackId): void {
        const removed: StripRef = { kind: 'track', id: track }
        const right = beside(removed, 1)
        const next = right?.kind === 'track' && !sameStrip(right, removed) ? right : beside(removed, -1)
        actions.select(next && !sameStrip(next, removed) ? next : right)
        actions.do({ type: 'track/remove', track })
      },
    }
  }, [actions, document, workspace])
}
