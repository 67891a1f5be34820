import type { TrackId } from '../../domain/session.ts'
import type { StemId } from '../../domain/stems.ts'
import type { App } from '../appContext.ts'
import { edgeScroll } from './edgeScroll.ts'
import { followPointer } from './followPointer.ts'

/** Drags the lower edge of a lane; with Alt, that of all. Escape gives back the heights that were. */
export function startLaneResize(app: App, down: PointerEvent, track: TrackId, lane: HTMLElement): void {
  const { actions, document, workspace } = app
  const { heights } = workspace.getState().lanes
  const drawn = lane.getBoundingClientRect().height
  const every = document.getState().session.tracks.map(({ id }) => id)
  let touched: readonly TrackId[] = [track]
  followPointer(down, {
    move({ clientY, altKey }) {
      if (altKey) touched = every
      actions.setLaneHeights(touched, drawn + clientY - down.clientY)
    },
    end: () => undefined,
    cancel() {
      for (const id of touched) actions.setLaneHeights([id], heights.get(id) ?? null)
    },
  })
}

type Drop = { readonly stem: StemId; readonly before: TrackId | null; readonly y: number }

const trackOf = (row: Element | undefined): TrackId | null =>
  row instanceof HTMLElement ? (row.dataset.row?.slice('track:'.length) ?? null) : null

/** Where a track would go that is let go at a height of the window; above and below all lanes, to the first and last. */
function dropAt(grid: HTMLElement, y: number): Drop | undefined {
  const groups = [...grid.querySelectorAll<HTMLElement>('[data-stem]')].filter((group) =>
    group.matches('[role="rowgroup"]'),
  )
  const group = groups.find((each) => y < each.getBoundingClientRect().bottom) ?? groups.at(-1)
  if (!group) return undefined
  const stem = group.dataset.stem as StemId
  const rows = [...group.querySelectorAll('[data-row^="track:"]')]
  const next = rows.findIndex((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return y < (top + bottom) / 2
  })
  const below = next < 0 ? undefined : rows[next]
  const edge = below?.getBoundingClientRect().top ?? (rows.at(-1) ?? group).getBoundingClientRect().bottom
  return { stem, before: trackOf(below), y: edge }
}

/** Drags a track by its head to another place in its stem, or into another. */
export function startTrackDrag(app: App, down: PointerEvent, track: TrackId, grid: HTMLElement): void {
  const { actions } = app
  const { left, right, top, bottom } = grid.getBoundingClientRect()
  let last = down.clientY
  let drop: Drop | undefined
  const show = (): void => {
    drop = dropAt(grid, Math.max(top, Math.min(bottom - 1, last)))
    actions.setDropLine(drop ? { left, right, y: Math.max(top, Math.min(bottom, drop.y)) } : null)
  }
  // Past both sides of the lanes: a track is dragged up and down only.
  const edges = edgeScroll(app, { left: -1e6, width: 2e6, body: grid }, show)
  const finish = (): void => {
    edges.stop()
    actions.setDropLine(null)
  }
  followPointer(down, {
    move(pointer) {
      last = pointer.clientY
      edges.at(pointer)
      show()
    },
    end(moved) {
      finish()
      if (!moved || !drop || drop.before === track) return
      actions.do({ type: 'track/reorder', track, stem: drop.stem, before: drop.before })
    },
    cancel: finish,
  })
}
