import { CLIP_ACTIONS } from './clipActions.ts'
import { EDIT_ACTIONS } from './editActions.ts'
import { HELP_ACTIONS } from './helpActions.ts'
import { LANE_ACTIONS } from './laneActions.ts'
import { MARKER_ACTIONS } from './markerUserActions.ts'
import { MONITOR_ACTIONS } from './monitorActions.ts'
import { SESSION_ACTIONS } from './sessionActions.ts'
import { TRACK_ACTIONS } from './trackActions.ts'
import { TRANSPORT_ACTIONS } from './transportActions.ts'
import type { MenuName, UserAction } from './userAction.ts'
import { VIEW_ACTIONS } from './viewActions.ts'

const ALL = [
  ...SESSION_ACTIONS,
  ...EDIT_ACTIONS,
  ...CLIP_ACTIONS,
  ...MARKER_ACTIONS,
  ...TRACK_ACTIONS,
  ...VIEW_ACTIONS,
  ...LANE_ACTIONS,
  ...TRANSPORT_ACTIONS,
  ...MONITOR_ACTIONS,
  ...HELP_ACTIONS,
]

export type ActionId = (typeof ALL)[number]['id']

/** Everything that a menu, a key or the palette can do, in the order of the menus. A new one is a line of its group. */
export const USER_ACTIONS: readonly UserAction<ActionId>[] = ALL

const BY_ID: ReadonlyMap<string, UserAction<ActionId>> = new Map(
  USER_ACTIONS.map((action) => [action.id, action]),
)

/** `undefined` for an id of another version. */
export const actionOf = (id: string): UserAction<ActionId> | undefined => BY_ID.get(id)

/** The entries of a menu by its sections. */
export function menuSections(menu: MenuName): readonly (readonly UserAction<ActionId>[])[] {
  const entries = USER_ACTIONS.filter((action) => action.menu === menu)
  const sections = [...new Set(entries.map(({ section }) => section))].toSorted((a, b) => a - b)
  return sections.map((section) => entries.filter((action) => action.section === section))
}
