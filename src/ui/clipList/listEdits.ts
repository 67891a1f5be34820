import { selectedClips } from '../../state/selectedClips.ts'
import type { App } from '../appContext.ts'
import type { KeyBindings } from '../shortcuts/keyBindings.ts'
import type { KeyPress } from '../shortcuts/keyName.ts'
import { shortcutFor } from '../shortcuts/shortcutFor.ts'
import { isOnClips } from '../userActions/editActions.ts'
import type { Press, UserAction } from '../userActions/userAction.ts'
import type { ClipRow } from './clipRows.ts'
import { listedSelection } from './listSelection.ts'

type ListApp = Pick<App, 'actions' | 'document' | 'workspace'>

/**
 * Removes the selected clips that are listed. What a filter hides stays, and stays selected; the current clip is then the
 * next one after row `at`.
 */
export function removeListed({ actions, workspace }: ListApp, rows: readonly ClipRow[], at: number): void {
  const { selectedClips: selected } = workspace.getState()
  const clips = listedSelection(rows, selected)
  if (clips.length === 0 || !actions.edit({ type: 'clips/remove', clips })) return
  const gone = new Set(clips)
  const stays = ({ clip }: ClipRow): boolean => !gone.has(clip.id)
  const next = rows.slice(Math.max(0, at)).find(stays) ?? rows.findLast(stays)
  const kept = [...selected].filter((id) => !gone.has(id))
  actions.selectClips(kept, next?.clip.id ?? null)
}

/** What would show behind the list, which is a dialog. */
const ELSEWHERE: readonly string[] = ['history', 'toClips']

/** The action of a key that the list has no use for itself: what the Edit and Clip menus do to clips they do here too. */
export function listAction(
  press: KeyPress,
  bindings: KeyBindings,
  singleKeys: boolean,
): UserAction | undefined {
  const action = shortcutFor(press, 'control', bindings, singleKeys)
  const isOfClips = action?.menu === 'Edit' || action?.menu === 'Clip'
  return isOfClips && !ELSEWHERE.includes(action.id) ? action : undefined
}

/** Does an action, to the selected clips that are listed where it is clips that it acts on. `false` when its key is the browser's now. */
export function actOnListed(app: App, rows: readonly ClipRow[], action: UserAction, press: Press): boolean {
  const { document, workspace } = app
  const { selectedClips: before } = workspace.getState()
  const listed = listedSelection(rows, before)
  const hasHidden = listed.length < selectedClips(document.getState().session, workspace.getState()).length
  // Not even the others of their groups, which `selectClips` would add.
  if (hasHidden && isOnClips(action)) workspace.setState({ selectedClips: new Set(listed) })
  if (action.yields && action.unavailable?.(app)) {
    workspace.setState({ selectedClips: before })
    return false
  }
  action.run(app, press)
  return true
}
