import type { TrackId } from '../../domain/session.ts'
import type { App } from '../appContext.ts'

/** Hides a track. The focus that was in its lane goes to the lane beside it, or to the way back when there is none. */
export function hideLane({ actions }: App, id: TrackId): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row^="track:"]')]
  const at = rows.findIndex((row) => row.dataset.row === `track:${id}`)
  const hadFocus = rows[at]?.contains(document.activeElement) ?? false
  actions.hideTrack(id)
  if (!hadFocus) return
  requestAnimationFrame(() => {
    const beside = rows[at + 1] ?? rows[at - 1]
    const wayBack = document.querySelector<HTMLElement>('[data-hidden-tracks] button')
    ;(beside ?? wayBack)?.focus()
  })
}
