import type { ClipId, Track } from '../../domain/session.ts'
import type { App } from '../appContext.ts'
import { clipsWithin } from './clipSelection.ts'
import { edgeScroll } from './edgeScroll.ts'
import { followPointer } from './followPointer.ts'
import { toPixel, toSample } from './timeView.ts'
import { viewNow } from './viewNow.ts'

type Lanes = {
  /** What scrolls up and down. */
  readonly grid: HTMLElement
  /** The window's x of the first sample in view. */
  readonly left: number
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
export function startMarquee(app: App, down: PointerEvent, { grid, left }: Lanes): void {
  const { actions, document, workspace } = app
  const adds = down.shiftKey || down.ctrlKey || down.metaKey
  const before = workspace.getState()
  const kept: readonly ClipId[] = adds ? [...before.selectedClips] : []
  // The corner where it began stays with what lies there when the lanes scroll.
  const corner = { sample: toSample(viewNow(app), down.clientX - left), y: down.clientY + grid.scrollTop }
  const bounds = grid.getBoundingClientRect()
  let last: { readonly clientX: number; readonly clientY: number } = down

  function select(): void {
    const view = viewNow(app)
    const [x, y] = [toPixel(view, corner.sample) + left, corner.y - grid.scrollTop]
    const box = {
      left: Math.max(left, Math.min(x, last.clientX)),
      right: Math.max(left, x, last.clientX),
      top: Math.min(y, last.clientY),
      bottom: Math.max(y, last.clientY),
    }
    const tracks = tracksAcross(grid, document.getState().session.tracks, box.top, box.bottom)
    const reach = [corner.sample, toSample(view, Math.max(0, last.clientX - left))]
    const found = clipsWithin(tracks, { from: Math.min(...reach), to: Math.max(...reach) })
    actions.setMarquee({
      left: box.left,
      right: Math.min(bounds.right, box.right),
      top: Math.max(bounds.top, box.top),
      bottom: Math.min(bounds.bottom, box.bottom),
    })
    actions.selectClips([...kept, ...found], found[0] ?? before.currentClip)
  }

  const edges = edgeScroll(app, { left, width: before.lanesWidth, body: grid }, select)
  followPointer(down, {
    move(pointer) {
      last = pointer
      edges.at(pointer)
      select()
    },
    end() {
      edges.stop()
      actions.setMarquee(null)
    },
    cancel() {
      edges.stop()
      actions.setMarquee(null)
      actions.selectClips(before.selectedClips, before.currentClip)
    },
  })
}
