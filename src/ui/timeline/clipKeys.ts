import type { KeyboardEvent } from 'react'
import type { Clip, ClipId, Track } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { clickSelection, findClip, inTime, nearestClip, trackOfClip } from './clipSelection.ts'

export type ClipKeyPlace = {
  /** Tracks in the order of the rows that show. */
  readonly tracks: readonly Track[]
  /** Brings a clip into view and gives it the focus, once it is drawn. */
  focusClip(clip: Clip): void
  focusRow(track: Track): void
}

/** Where a key leads to from a clip. */
function clipAt(key: string, from: Clip, track: Track, tracks: readonly Track[]): Clip | undefined {
  const ordered = inTime(track.clips)
  const at = ordered.findIndex(({ id }) => id === from.id)
  const row = tracks.indexOf(track)
  const middle = from.start + Math.floor(from.length / 2)
  const nearestOf = (among: readonly Track[]): Clip | undefined => {
    const near = among.find(({ clips }) => clips.length > 0)
    return near && nearestClip(near, middle)
  }
  switch (key) {
    case 'ArrowLeft':
      return ordered[at - 1]
    case 'ArrowRight':
      return ordered[at + 1]
    case 'Home':
      return ordered[0]
    case 'End':
      return ordered.at(-1)
    case 'ArrowUp':
      return nearestOf(tracks.slice(0, row).toReversed())
    case 'ArrowDown':
      return nearestOf(tracks.slice(row + 1))
    default:
      return undefined
  }
}

/** Its field is among the facts of the selected clip, once they are drawn. */
export function focusClipName(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>('[data-clip-facts] input')
    field?.focus()
    field?.select()
  })
}

const WALKS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']

/**
 * Keys of a clip that has the focus. Arrows walk and select, with Shift all between, with Control or Command without
 * selecting; Enter selects, with Control or Command one more or less; F2 goes to its name; Escape selects none, then goes back to the row.
 */
export function clipKey(
  event: KeyboardEvent<HTMLElement>,
  { actions, workspace }: App,
  place: ClipKeyPlace,
): boolean {
  const id: ClipId | undefined = (event.target as HTMLElement).closest<HTMLElement>('[data-clip]')?.dataset
    .clip
  const track = id && trackOfClip(place.tracks, id)
  const clip = id && findClip(place.tracks, id)
  if (!track || !clip || event.altKey) return false
  const { selectedClips: selected, currentClip: current } = workspace.getState()
  const toggle = event.ctrlKey || event.metaKey
  // That is the clip's gain.
  if (toggle && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) return false
  if (WALKS.includes(event.key)) {
    const to = clipAt(event.key, clip, track, place.tracks)
    if (to) {
      const how = { toggle: false, range: event.shiftKey }
      const next = toggle
        ? selected
        : clickSelection(place.tracks, { selected, current: current ?? clip.id }, to.id, how)
      actions.selectClips(next, to.id)
      place.focusClip(to)
    } else if (event.key === 'ArrowLeft' && !event.shiftKey) place.focusRow(track)
    return true
  }
  if (event.key === 'F2') {
    actions.selectClips([clip.id], clip.id)
    focusClipName()
    return true
  }
  if (event.key === 'Enter') {
    const how = { toggle, range: false }
    actions.selectClips(clickSelection(place.tracks, { selected, current }, clip.id, how), clip.id)
    return true
  }
  if (event.key === 'Escape') {
    if (selected.size > 0) actions.selectClips([], clip.id)
    else place.focusRow(track)
    return true
  }
  return false
}
