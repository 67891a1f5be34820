import { isRegion, markersOf } from '../../domain/markers.ts'
import type { App } from '../appContext.ts'
import { focusMarkers } from '../markers/focusMarkers.ts'
import { noLoop, readOnly } from './conditions.ts'
import { userActions } from './userAction.ts'

const ADD = { menu: 'Marker', section: 0, reach: 'control' } as const
const GO = { menu: 'Marker', section: 1, reach: 'control' } as const
const FILES = { menu: 'Marker', section: 2, reach: 'control' } as const

const noMarkers = ({ document }: App): string | null =>
  markersOf(document.getState().session).length > 0 ? null : 'There are no markers yet.'
const noRegions = ({ document }: App): string | null =>
  markersOf(document.getState().session).some(isRegion) ? null : 'There are no regions yet.'

/** What acts on markers and regions. */
export const MARKER_ACTIONS = userActions([
  {
    id: 'addMarker',
    label: 'Add a marker at the playhead',
    alsoCalled: 'memory location cue',
    ...ADD,
    keys: ['M'],
    unavailable: readOnly,
    run: ({ actions }) => actions.addMarker(),
  },
  {
    id: 'addRegion',
    label: 'Make a region of the loop',
    ...ADD,
    keys: ['R'],
    unavailable: (app) => readOnly(app) ?? noLoop(app),
    run: ({ actions }) => actions.addRegionFromLoop(),
  },
  {
    id: 'previousMarker',
    label: 'Go to the marker before',
    ...GO,
    keys: ['Q'],
    unavailable: noMarkers,
    run: ({ actions }) => actions.goToMarkerBeside('previous'),
  },
  {
    id: 'nextMarker',
    label: 'Go to the next marker',
    ...GO,
    keys: ['W'],
    unavailable: noMarkers,
    run: ({ actions }) => actions.goToMarkerBeside('next'),
  },
  {
    id: 'toMarkers',
    label: 'To the marker row',
    ...GO,
    keys: ['Shift+C'],
    unavailable: noMarkers,
    run: focusMarkers,
  },
  {
    id: 'loopRegion',
    label: 'Loop the region',
    ...GO,
    keys: ['Shift+R'],
    unavailable: noRegions,
    run: ({ actions }) => actions.loopRegion(),
  },
  {
    id: 'markerList',
    label: 'Marker list',
    ...FILES,
    keys: ['Shift+W'],
    run: ({ actions }) => actions.setMarkersOpen(true),
  },
  {
    id: 'saveMarkerTable',
    label: 'Save markers as CSV',
    ...FILES,
    keys: [],
    unavailable: noMarkers,
    run: ({ actions }) => actions.saveMarkers('csv'),
  },
  {
    id: 'saveMarkerWave',
    label: 'Save markers as WAV cue file',
    ...FILES,
    keys: [],
    unavailable: noMarkers,
    run: ({ actions }) => actions.saveMarkers('wav'),
  },
])
