import type { MarkerCommand } from '../../domain/markerCommands.ts'
import { isRegion, type Marker, type MarkerId, markerEnd } from '../../domain/markers.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import type { App } from '../appContext.ts'
import { followPointer } from '../timeline/followPointer.ts'
import { type Snap, snapMove } from '../timeline/snap.ts'
import { snapNow } from '../timeline/startClipDrag.ts'
import type { TimeView } from '../timeline/timeView.ts'

/** What of a marker was taken hold of. */
export type MarkerPart = 'body' | 'start' | 'end'

/** What a drag by about so many samples amounts to; `null` for nothing. Markers stop at the start, ends before each other. */
export function markerDrag(
  dragged: readonly Marker[],
  held: Marker,
  part: MarkerPart,
  by: number,
  snap: Snap,
): MarkerCommand | null {
  if (part === 'body') {
    const earliest = Math.min(...dragged.map(({ at }) => at))
    const edges = isRegion(held) ? [held.at, markerEnd(held)] : [held.at]
    const step = Math.max(-earliest, snapMove(by, edges, snap))
    return step === 0 ? null : { type: 'markers/move', markers: dragged.map(({ id }) => id), by: step }
  }
  const end = markerEnd(held)
  const edge = part === 'start' ? held.at : end
  const to = edge + snapMove(by, [edge], snap)
  const [from, until] =
    part === 'start' ? [Math.max(0, Math.min(to, end - 1)), end] : [held.at, Math.max(to, held.at + 1)]
  if (from === held.at && until === end) return null
  return { type: 'marker/setRange', marker: held.id, at: samplePosition(from), length: samples(until - from) }
}

/** Drags markers that are selected, or an end of a region. One step when it is let go; Escape leaves all as it was. */
export function startMarkerDrag(
  app: App,
  down: PointerEvent,
  {
    markers,
    held,
    part,
  }: { readonly markers: readonly Marker[]; readonly held: Marker; readonly part: MarkerPart },
  ground: {
    readonly view: TimeView
    readonly preview: (command: MarkerCommand | null) => void
    readonly onClick: () => void
  },
): void {
  const { actions, workspace } = app
  const { selectedMarkers } = workspace.getState()
  const dragged = part === 'body' ? markers.filter(({ id }) => selectedMarkers.has(id)) : [held]
  const snap = snapNow(app, ground.view, new Set<MarkerId>(dragged.map(({ id }) => id)))
  let command: MarkerCommand | null = null
  followPointer(down, {
    move({ clientX }) {
      const by = (clientX - down.clientX) * ground.view.samplesPerPixel
      command = markerDrag(dragged, held, part, by, snap)
      ground.preview(command)
    },
    end(moved) {
      ground.preview(null)
      if (!moved) ground.onClick()
      else if (command) actions.editMarkers(command)
    },
    cancel: () => ground.preview(null),
  })
}
