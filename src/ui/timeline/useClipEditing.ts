import type { KeyboardEvent, PointerEvent, RefObject } from 'react'
import type { Clip, ClipId, Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { clipKey } from './clipKeys.ts'
import { clickSelection, clipEnd } from './clipSelection.ts'
import { followPointer } from './followPointer.ts'
import { startMarquee } from './marqueeDrag.ts'
import { type Extent, revealView, type TimeView } from './timeView.ts'

type ClipEditing = {
  readonly view: TimeView
  readonly extent: Extent
  /** Tracks in the order of the rows that show. */
  readonly tracks: readonly Track[]
  /** As wide as the lanes and where they are. */
  readonly lanes: RefObject<HTMLElement | null>
}

/** Selecting, walking and dragging clips, by pointer and by keys. */
export function useClipEditing({ view, extent, tracks, lanes }: ClipEditing) {
  const app = useApp()
  const { actions, workspace } = app

  const element = (selector: string): HTMLElement | null | undefined =>
    lanes.current?.parentElement?.querySelector<HTMLElement>(selector)
  const focusClip = (clip: Clip): void => {
    const turned = revealView(view, { start: clip.start, end: clipEnd(clip) }, extent)
    if (turned) actions.setView(turned)
    requestAnimationFrame(() => element(`[data-clip="${CSS.escape(clip.id)}"]`)?.focus())
  }
  const place = {
    tracks,
    focusClip,
    focusRow: ({ id }: Track): void => element(`[data-row="${CSS.escape(`track:${id}`)}"]`)?.focus(),
  }

  const pressClip = (event: PointerEvent<HTMLElement>, id: ClipId): void => {
    const { selectedClips: selected, currentClip: current } = workspace.getState()
    const how = { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey }
    const plain = !how.toggle && !how.range
    // One of several stays selected with them, until it is known whether they are dragged.
    const keeps = plain && selected.has(id)
    actions.selectClips(keeps ? selected : clickSelection(tracks, { selected, current }, id, how), id)
    followPointer(event.nativeEvent, {
      move: () => undefined,
      end(moved) {
        if (!moved && keeps) actions.selectClips([id], id)
      },
      cancel: () => undefined,
    })
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0 || !(event.target instanceof Element) || !lanes.current) return
      const clip = event.target.closest<HTMLElement>('[data-clip]')
      if (clip) pressClip(event, clip.dataset.clip ?? '')
      else if (event.target.closest('[role="listbox"]')) {
        const { left } = lanes.current.getBoundingClientRect()
        startMarquee(app, event.nativeEvent, { grid: event.currentTarget, left, view })
      }
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>): boolean {
      if (!clipKey(event, app, place)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
