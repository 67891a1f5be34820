import type { KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react'
import { clipEnd } from '../../domain/clipShape.ts'
import type { Clip, ClipId, Track } from '../../domain/session.ts'
import { useApp } from '../appContext.ts'
import { clipKey, focusClipName } from './clipKeys.ts'
import { fadeReach } from './clipPlacer.ts'
import { clickSelection } from './clipSelection.ts'
import { type ClipZone, clipZone } from './clipZone.ts'
import { startMarquee } from './marqueeDrag.ts'
import { startClipDrag } from './startClipDrag.ts'
import { startGainDrag } from './startGainDrag.ts'
import { type Extent, revealView, type TimeView } from './timeView.ts'

type ClipEditing = {
  readonly view: TimeView
  readonly extent: Extent
  /** Tracks in the order of the rows that show. */
  readonly tracks: readonly Track[]
  /** As wide as the lanes and where they are. */
  readonly lanes: RefObject<HTMLElement | null>
}

function zoneAt({ clientX, clientY }: MouseEvent, element: HTMLElement): ClipZone {
  const { left, top, width, height } = element.getBoundingClientRect()
  const { fadeIn, fadeOut } = fadeReach(element)
  const fades = { fadeInEnd: fadeIn, fadeOutStart: width - fadeOut }
  return clipZone({ x: clientX - left, y: clientY - top }, { width, height, ...fades })
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

  const pressClip = (
    event: PointerEvent<HTMLElement>,
    grip: { readonly clip: ClipId; readonly zone: ClipZone },
    left: number,
  ): void => {
    const { clip: id, zone } = grip
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
      const clip = event.target.closest<HTMLElement>('[data-clip]')
      const { left } = lanes.current.getBoundingClientRect()
      if (clip) pressClip(event, { clip: clip.dataset.clip ?? '', zone: zoneAt(event, clip) }, left)
      else if (event.target.closest('[role="listbox"]')) {
        startMarquee(app, event.nativeEvent, { grid: event.currentTarget, left })
      }
    },
    onDoubleClick(event: MouseEvent<HTMLElement>): void {
      const clip = event.target instanceof Element && event.target.closest<HTMLElement>('[data-clip]')
      if (!clip) return
      if (zoneAt(event, clip) === 'gain') actions.resetClipGain()
      else focusClipName()
    },
    /** The cursor tells what a press would take hold of. */
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const clip = event.target instanceof Element && event.target.closest<HTMLElement>('[data-clip]')
      if (clip && event.buttons === 0) clip.dataset.zone = zoneAt(event, clip)
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>): boolean {
      if (!clipKey(event, app, place)) return false
      event.preventDefault()
      event.stopPropagation()
      return true
    },
  }
}
