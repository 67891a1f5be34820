import type { TrackId } from '../../domain/session.ts'

/** To the box of a track, which is there whatever becomes of the control that had the focus. */
export function focusTrack(id: TrackId): void {
  const rows = [...document.querySelectorAll<HTMLElement>('tbody[data-track]')]
  rows
    .find(({ dataset }) => dataset.track === id)
    ?.querySelector<HTMLElement>('input[type=checkbox]')
    ?.focus()
}
