import { EDIT_SHORTCUTS, type EditShortcutId } from './editShortcuts.ts'
import { VIEW_SHORTCUTS, type ViewShortcutId } from './viewShortcuts.ts'

/** Where the focus is when a key is pressed. */
export type KeyPlace = 'page' | 'control' | 'text'

export type KeyPress = {
  readonly key: string
  readonly shift: boolean
  /** Control, or Command on a Mac. */
  readonly command: boolean
  readonly alt: boolean
}

export type ShortcutId =
  | 'play'
  | 'toStart'
  | 'toEnd'
  | 'stepBack'
  | 'stepForward'
  | 'loop'
  | 'timecode'
  | 'monitor1'
  | 'monitor2'
  | 'monitor3'
  | 'monitor4'
  | 'monitor5'
  | 'monitor6'
  | 'dim'
  | 'previousStrip'
  | 'nextStrip'
  | 'mute'
  | 'solo'
  | 'removeTrack'
  | 'nudgeFrameBack'
  | 'nudgeFrameOn'
  | 'nudgeSampleBack'
  | 'nudgeSampleOn'
  | EditShortcutId
  | ViewShortcutId
  | 'zoomIn'
  | 'zoomOut'
  | 'undo'
  | 'redo'
  | 'history'
  | 'files'
  | 'export'
  | 'shortcuts'
  | 'nextRegion'
  | 'previousRegion'

export type Shortcut = {
  readonly id: ShortcutId
  readonly group: 'Transport' | 'Monitor' | 'Console' | 'Timeline' | 'Clips' | 'Session'
  readonly label: string
  /** Any of these; `Mod` is Control, or Command on a Mac. The first is the one that is shown. */
  readonly keys: readonly string[]
  /** The most demanding place in which it still works. */
  readonly reach: KeyPlace
}

/** Of the selected clips, or of the selected track while no clip is. */
const NUDGES: readonly Shortcut[] = (
  [
    ['nudgeFrameBack', 'Clips or track a frame earlier', ','],
    ['nudgeFrameOn', 'Clips or track a frame later', '.'],
    ['nudgeSampleBack', 'Clips or track a sample earlier', '<'],
    ['nudgeSampleOn', 'Clips or track a sample later', '>'],
  ] as const
).map(([id, label, key]) => ({ id, group: 'Timeline', label, keys: [key], reach: 'control' }))

/** Every shortcut: what the keyboard does, and what the dialog lists. */
export const SHORTCUTS: readonly Shortcut[] = [
  { id: 'play', group: 'Transport', label: 'Play or stop', keys: ['Space'], reach: 'control' },
  { id: 'toStart', group: 'Transport', label: 'Go to start', keys: ['Home', 'Enter'], reach: 'page' },
  { id: 'toEnd', group: 'Transport', label: 'Go to end', keys: ['End'], reach: 'page' },
  { id: 'stepBack', group: 'Transport', label: 'Back one frame', keys: ['ArrowLeft'], reach: 'page' },
  { id: 'stepForward', group: 'Transport', label: 'Forward one frame', keys: ['ArrowRight'], reach: 'page' },
  { id: 'loop', group: 'Transport', label: 'Loop on or off', keys: ['L'], reach: 'control' },
  { id: 'timecode', group: 'Transport', label: 'Type a timecode', keys: ['G'], reach: 'control' },
  ...([1, 2, 3, 4, 5, 6] as const).map(
    (n): Shortcut => ({
      id: `monitor${n}`,
      group: 'Monitor',
      label: `Monitor source ${n}`,
      keys: [`${n}`],
      reach: 'control',
    }),
  ),
  { id: 'dim', group: 'Monitor', label: 'Dim', keys: ['D'], reach: 'control' },
  { id: 'previousStrip', group: 'Console', label: 'Strip to the left', keys: ['['], reach: 'control' },
  { id: 'nextStrip', group: 'Console', label: 'Strip to the right', keys: [']'], reach: 'control' },
  { id: 'mute', group: 'Console', label: 'Mute the selected strip', keys: ['M'], reach: 'control' },
  { id: 'solo', group: 'Console', label: 'Solo the selected strip', keys: ['S'], reach: 'control' },
  {
    id: 'removeTrack',
    group: 'Console',
    label: 'Remove the selected clips, or the track',
    keys: ['Delete', 'Backspace'],
    reach: 'control',
  },
  ...NUDGES,
  ...EDIT_SHORTCUTS,
  ...VIEW_SHORTCUTS,
  { id: 'zoomIn', group: 'Timeline', label: 'Zoom in', keys: ['+', '='], reach: 'control' },
  { id: 'zoomOut', group: 'Timeline', label: 'Zoom out', keys: ['\u2212', '-'], reach: 'control' },
  { id: 'undo', group: 'Session', label: 'Undo', keys: ['Mod+Z'], reach: 'control' },
  { id: 'redo', group: 'Session', label: 'Redo', keys: ['Mod+Shift+Z', 'Mod+Y'], reach: 'control' },
  { id: 'history', group: 'Session', label: 'History', keys: ['Shift+Y'], reach: 'control' },
  { id: 'files', group: 'Session', label: 'Files', keys: ['Shift+F'], reach: 'control' },
  { id: 'export', group: 'Session', label: 'Export', keys: ['Shift+E'], reach: 'control' },
  { id: 'shortcuts', group: 'Session', label: 'Keyboard shortcuts', keys: ['?'], reach: 'control' },
  { id: 'nextRegion', group: 'Session', label: 'Next part of the screen', keys: ['F6'], reach: 'text' },
  {
    id: 'previousRegion',
    group: 'Session',
    label: 'Previous part of the screen',
    keys: ['Shift+F6'],
    reach: 'text',
  },
]

const RANK: Readonly<Record<KeyPlace, number>> = { page: 0, control: 1, text: 2 }

/** `Mod+Shift+Z`, `[`, `Space`: how a key press is written in the table. */
export function keyName({ key, shift, command }: KeyPress): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
  // A sign is its own key wherever the layout puts it: Shift belongs to `?`, not to the shortcut.
  const shifts = shift && !/^[^\p{L}]$/u.test(name)
  return `${command ? 'Mod+' : ''}${shifts ? 'Shift+' : ''}${name}`
}

/** Whether a shortcut is one printing character, which speech input can set off by accident (WCAG 2.1.4). */
export const isSingleKey = ({ keys }: Shortcut): boolean =>
  keys.some((key) => key.replace('Shift+', '').length === 1)

/** The shortcut of a key press, if it may act where the focus is. */
export function shortcutFor(press: KeyPress, place: KeyPlace, singleKeys = true): ShortcutId | undefined {
  if (press.alt) return undefined
  const name = keyName(press)
  const found = SHORTCUTS.find((shortcut) => shortcut.keys.includes(name))
  if (!found || RANK[place] > RANK[found.reach]) return undefined
  if (!singleKeys && !press.command && isSingleKey(found)) return undefined
  return found.id
}
