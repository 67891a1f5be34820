import type { KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react'
import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip, Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { focusDrawn } from '../primitives/focusDrawn.ts'
import { type ClipGrip, clipAt } from './clipAt.ts'
import { clipKey, focusClipName } from './clipKeys.ts'
import { clickSelection, inTime } from './clipSelection.ts'
import { liveViewOf } from './liveView.ts'
import { startMarquee } from './marqueeDrag.ts'
import { startClipDrag } from './startClipDrag.ts'
import { startGainDrag } from './startGainDrag.ts'
import { revealView } from './timeView.ts'

type ClipEditing = {
  /** Tracks in the order of the rows that show. */
  readonly tracks: readonly Track[]
  /** As wide as the lanes and where they are. */
  readonly lanes: RefObject<HTMLElement | null>
}

/** Selecting, walking and dragging clips, by pointer and by keys. */
export function useClipEditing({ tracks, lanes }: ClipEditing) {
  const app = useApp()
  const { actions, workspace } = app
  const live = liveViewOf(app)

  const element = (selector: string): HTMLElement | null | undefined =>
    lanes.current?.parentElement?.querySelector<HTMLElement>(selector)
  const focusClip = (clip: Clip): void => {
    const { view, extent } = live.now()
    const turned = revealView(view, { start: clip.start, end: clipEnd(clip) }, extent)
    if (turned) actions.setView(turned)
    focusDrawn(() => element(`[data-clip="${CSS.escape(clip.id)}"]`))
  }
  const place = {
    tracks,
    focusClip,
    focusRow: ({ id }: Track): void => element(`[data-row="${CSS.escape(`track:${id}`)}"]`)?.focus(),
  }

  /** Told by where clips are, and not by their elements, which may not have come there yet. */
  const gripAt = ({ target, clientX, clientY }: MouseEvent<HTMLElement>): ClipGrip | undefined => {
    const list = target instanceof Element ? target.closest<HTMLElement>('[role="listbox"]') : null
    const row = list?.closest<HTMLElement>('[role="row"]')?.dataset.row
    const track = tracks.find(({ id }) => row === `track:${id}`)
    if (!list || !track) return undefined
    const { left, top, height } = list.getBoundingClientRect()
    return clipAt(inTime(track.clips), live.now(), { x: clientX - left, y: clientY - top }, height)
  }

  const pressClip = (event: PointerEvent<HTMLElement>, grip: ClipGrip, left: number): void => {
    const { zone } = grip
    const { id } = grip.clip
    const { selectedClips: selected, currentClip: current } = workspace.getState()
    // On the gain, Shift means a finer drag.
    const range = event.shiftKey && zone !== 'gain'
    const how = { toggle: event.ctrlKey || event.metaKey, range }
    const plain = !how.toggle && !how.range
    // One of several stays selected with them, until it is known whether they are dragged.
    const keeps = plain && selected.has(id)
    actions.selectClips(keeps ? selected : clickSelection(tracks, { selected, current }, id, how), id)
    if (!workspace.getState().selectedClips.has(id)) return
    if (zone === 'gain') {
      startGainDrag(app, event.nativeEvent, id)
      return
    }
    startClipDrag(
      app,
      event.nativeEvent,
      { clip: id, zone },
      {
        grid: event.currentTarget,
        left,
        rows: tracks,
        onClick() {
          if (keeps) actions.selectClips([id], id)
        },
      },
    )
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0 || !(event.target instanceof Element) || !lanes.current) return
      // What is being typed belongs to what is selected still: a field that is left commits it.
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
      // The focus goes to the element that is under the pointer.
      live.settle()
      const { left } = lanes.current.getBoundingClientRect()
      const grip = gripAt(event)
      if (grip) pressClip(event, grip, left)
      else if (event.target.closest('[role="listbox"]')) {
        startMarquee(app, event.nativeEvent, { grid: event.currentTarget, left })
      }
    },
    onDoubleClick(event: MouseEvent<HTMLElement>): void {
      const grip = gripAt(event)
      if (grip?.zone === 'gain') actions.resetClipGain()
      else if (grip) focusClipName()
    },
    /** Whether a click was on a clip; one that no pointer made, on its element. */
    isOnClip(event: MouseEvent<HTMLElement>): boolean {
      const { target, detail } = event
      if (detail === 0) return target instanceof Element && target.closest('[data-clip]') !== null
      return gripAt(event) !== undefined
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>): boolean {
      if (!clipKey(event, app, place)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
