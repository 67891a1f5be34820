import { focusRegion } from '../shortcuts/focusRegions.ts'
import { noClips, noSound } from './conditions.ts'
import { userActions } from './userAction.ts'

const ZOOM = { menu: 'View', section: 0, reach: 'control' } as const

export const VIEW_ACTIONS = userActions([
  {
    id: 'zoomIn',
    label: 'Zoom in',
    ...ZOOM,
    keys: ['+', '='],
    unavailable: noSound,
    run: ({ actions }) => actions.zoom(1),
  },
  {
    id: 'zoomOut',
    label: 'Zoom out',
    ...ZOOM,
    keys: ['\u2212', '-'],
    unavailable: noSound,
    run: ({ actions }) => actions.zoom(-1),
  },
  {
    id: 'zoomToClips',
    label: 'Zoom to the selected clips',
    ...ZOOM,
    keys: ['Z'],
    unavailable: noClips,
    run: ({ actions }) => actions.zoomToClips(),
  },
  {
    id: 'zoomToAll',
    label: 'Show the whole programme',
    ...ZOOM,
    keys: ['Shift+Z'],
    unavailable: noSound,
    run: ({ actions }) => actions.setView(null),
  },
  {
    id: 'timeDisplay',
    label: 'Time display…',
    alsoCalled: 'ruler feet frames samples',
    menu: 'View',
    section: 1,
    keys: [],
    reach: 'control',
    run: ({ actions }) => actions.ask('timeDisplay'),
  },
  {
    id: 'nextRegion',
    label: 'Next part of the screen',
    menu: 'View',
    section: 9,
    keys: ['F6'],
    reach: 'text',
    run: () => focusRegion(1),
  },
  {
    id: 'previousRegion',
    label: 'Previous part of the screen',
    menu: 'View',
    section: 9,
    keys: ['Shift+F6'],
    reach: 'text',
    run: () => focusRegion(-1),
  },
])
