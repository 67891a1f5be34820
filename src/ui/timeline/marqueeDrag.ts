import type { ClipId, Track } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { clipsWithin } from './clipSelection.ts'
import { followPointer } from './followPointer.ts'
import { type TimeView, toSample } from './timeView.ts'

type Lanes = {
  readonly grid: HTMLElement
  /** The window's x of sample `view.start`. */
  readonly left: number
  readonly view: TimeView
}

/** Tracks whose lanes reach into a stretch of the window's height. */
function tracksAcross(grid: HTMLElement, tracks: readonly Track[], top: number, bottom: number): Track[] {
  const rows = [...grid.querySelectorAll<HTMLElement>('[data-row^="track:"]')]
  return rows.flatMap((row) => {
    const box = row.getBoundingClientRect()
    if (box.top >= bottom || box.bottom <= top) return []
    return tracks.filter(({ id }) => row.dataset.row === `track:${id}`)
  })
}

/** Selects what a box is dragged around; with Shift, Control or Command on top of what is selected. */
export function startMarquee(app: App, down: PointerEvent, { grid, left, view }: Lanes): void {
  const { actions, document, workspace } = app
  const adds = down.shiftKey || down.ctrlKey || down.metaKey
  const before = workspace.getState()
  const kept: readonly ClipId[] = adds ? [...before.selectedClips] : []
  followPointer(down, {
    move({ clientX, clientY }) {
      const box = {
        left: Math.max(left, Math.min(down.clientX, clientX)),
        right: Math.max(left, down.clientX, clientX),
        top: Math.min(down.clientY, clientY),
        bottom: Math.max(down.clientY, clientY),
      }
      const tracks = tracksAcross(grid, document.getState().session.tracks, box.top, box.bottom)
      const found = clipsWithin(tracks, {
        from: toSample(view, box.left - left),
        to: toSample(view, box.right - left),
      })
      actions.setMarquee(box)
      actions.selectClips([...kept, ...found], found[0] ?? before.currentClip)
    },
    end: () => actions.setMarquee(null),
    cancel() {
      actions.setMarquee(null)
      actions.selectClips(before.selectedClips, before.currentClip)
    },
  })
}
