import type { App } from '../appContext.ts'
import { noLoop, noSound } from './conditions.ts'
import { type Press, userActions } from './userAction.ts'

const T = { menu: 'Transport', unavailable: noSound } as const

/** While the key that stops is held, by single frames; otherwise a key that is held counts once. */
const shuttle =
  (direction: 1 | -1) =>
  ({ actions }: App, { held, repeated }: Press): unknown => {
    if (held.has('shuttleStop')) return actions.stepFrames(direction)
    return repeated || actions.shuttle(direction)
  }

export const TRANSPORT_ACTIONS = userActions([
  {
    id: 'play',
    label: 'Play or stop',
    ...T,
    section: 0,
    keys: ['Space', 'Num0'],
    reach: 'control',
    checked: ({ workspace }) => workspace.getState().playing,
    run: ({ actions }, { repeated }) => repeated || actions.togglePlay(),
  },
  {
    id: 'loop',
    label: 'Loop on or off',
    alsoCalled: 'cycle repeat',
    ...T,
    section: 0,
    keys: ['Mod+Shift+L', 'Num4'],
    reach: 'control',
    checked: ({ workspace }) => workspace.getState().loopOn,
    run: ({ actions }) => actions.toggleLoop(),
  },
  {
    id: 'loopStart',
    label: 'Loop from the playhead on',
    alsoCalled: 'mark in left locator',
    ...T,
    section: 0,
    keys: ['T'],
    reach: 'control',
    run: ({ actions }) => actions.loopFromPlayhead('start'),
  },
  {
    id: 'loopEnd',
    label: 'Loop up to the playhead',
    alsoCalled: 'mark out right locator',
    ...T,
    section: 0,
    keys: ['Y'],
    reach: 'control',
    run: ({ actions }) => actions.loopFromPlayhead('end'),
  },
  {
    id: 'removeLoop',
    label: 'Remove the loop',
    menu: 'Transport',
    section: 0,
    keys: [],
    reach: 'control',
    unavailable: noLoop,
    run: ({ actions }) => actions.setLoop(null),
  },
  {
    id: 'shuttleBack',
    label: 'Shuttle backwards, or faster',
    ...T,
    section: 1,
    keys: ['J', 'Num1'],
    reach: 'control',
    run: shuttle(-1),
  },
  {
    id: 'shuttleStop',
    label: 'Stop',
    ...T,
    section: 1,
    keys: ['K'],
    reach: 'control',
    run: ({ actions }, { repeated }) => repeated || actions.stop(),
  },
  {
    id: 'shuttleForward',
    label: 'Shuttle forwards, or faster',
    ...T,
    section: 1,
    keys: ['L', 'Num2'],
    reach: 'control',
    run: shuttle(1),
  },
  {
    id: 'toStart',
    label: 'Go to start',
    ...T,
    section: 2,
    keys: ['Home', 'Enter'],
    reach: 'page',
    run: ({ actions }) => actions.toStart(),
  },
  {
    id: 'toEnd',
    label: 'Go to end',
    ...T,
    section: 2,
    keys: ['End'],
    reach: 'page',
    run: ({ actions }) => actions.toEnd(),
  },
  {
    id: 'stepBack',
    label: 'Back one frame',
    ...T,
    section: 2,
    keys: ['ArrowLeft'],
    reach: 'page',
    run: ({ actions }) => actions.stepFrames(-1),
  },
  {
    id: 'stepForward',
    label: 'Forward one frame',
    ...T,
    section: 2,
    keys: ['ArrowRight'],
    reach: 'page',
    run: ({ actions }) => actions.stepFrames(1),
  },
  {
    id: 'timecode',
    label: 'Type a timecode',
    alsoCalled: 'locate',
    menu: 'Transport',
    section: 2,
    keys: ['G'],
    reach: 'control',
    run: ({ actions }) => actions.ask('timecode'),
  },
])
