import type { App } from '../appContext.ts'
import { focusMarkers } from '../markers/focusMarkers.ts'

export type MarkerShortcutId =
  | 'addMarker'
  | 'addRegion'
  | 'previousMarker'
  | 'nextMarker'
  | 'toMarkers'
  | 'loopRegion'
  | 'markerList'

type Entry = readonly [id: MarkerShortcutId, label: string, key: string]

/** What acts on markers and regions. */
export const MARKER_SHORTCUTS = (
  [
    ['addMarker', 'Add a marker at the playhead', 'M'],
    ['addRegion', 'Make a region of the loop', 'R'],
    ['previousMarker', 'Go to the marker before', 'Q'],
    ['nextMarker', 'Go to the next marker', 'W'],
    ['toMarkers', 'To the marker row', 'Shift+C'],
    ['loopRegion', 'Loop the region', 'Shift+R'],
    ['markerList', 'Marker list', 'Shift+W'],
  ] as const satisfies readonly Entry[]
).map(([id, label, key]) => ({
  id,
  group: 'Markers' as const,
  label,
  keys: [key],
  reach: 'control' as const,
}))

export const MARKER_COMMANDS: Readonly<Record<MarkerShortcutId, (app: App) => unknown>> = {
  addMarker: ({ actions }) => actions.addMarker(),
  addRegion: ({ actions }) => actions.addRegionFromLoop(),
  previousMarker: ({ actions }) => actions.goToMarkerBeside('previous'),
  nextMarker: ({ actions }) => actions.goToMarkerBeside('next'),
  toMarkers: focusMarkers,
  loopRegion: ({ actions }) => actions.loopRegion(),
  markerList: ({ actions }) => actions.setMarkersOpen(true),
}
