import type { TrackId } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { focusDrawn } from '../primitives/focusDrawn.ts'
import { type StripRef, sameStrip, stripBeside } from './stripOrder.ts'

const find = (strip: StripRef): Element | null =>
  window.document.querySelector(`[data-strip="${strip.kind}:${CSS.escape(strip.id)}"]`)

/** Walking along the console and taking a strip out of it. */
export function stripMoves({
  actions,
  document,
  workspace,
}: Pick<App, 'actions' | 'document' | 'workspace'>) {
  // The strip becomes a stop of the Tab key in the render that follows.
  const focusName = (strip: StripRef): void => {
    focusDrawn(() => find(strip)?.querySelector<HTMLElement>('[data-strip-name]'))
  }
  const beside = (from: StripRef | null, by: number): StripRef | null =>
    stripBeside(document.getState().session.tracks, from, by)
  return {
    /** Selects the strip beside the selected one and focuses its name. */
    by(by: number): void {
      const to = beside(workspace.getState().selected, by)
      if (!to) return
      actions.select(to)
      focusName(to)
    },
    /** Removes a track and selects the strip that takes its place. */
    remove(track: TrackId): void {
      const removed: StripRef = { kind: 'track', id: track }
      const right = beside(removed, 1)
      const next = right?.kind === 'track' && !sameStrip(right, removed) ? right : beside(removed, -1)
      const heir = next && !sameStrip(next, removed) ? next : right
      const focused = find(removed)?.contains(window.document.activeElement)
      actions.select(heir)
      actions.do({ type: 'track/remove', track })
      if (focused && heir) focusName(heir)
    },
  }
}
