import { userActions } from './userAction.ts'

export const HELP_ACTIONS = userActions([
  {
    id: 'palette',
    label: 'Find a command…',
    menu: 'Help',
    section: 0,
    keys: ['Mod+/'],
    reach: 'text',
    anywhere: true,
    run: ({ actions }) => actions.ask('palette'),
  },
  {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    alsoCalled: 'keys keyboard help',
    menu: 'Help',
    section: 0,
    keys: ['?'],
    reach: 'control',
    anywhere: true,
    run: ({ actions }) => actions.setShortcutsOpen(true),
  },
])
