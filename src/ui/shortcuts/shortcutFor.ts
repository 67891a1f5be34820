import { actionOf } from '../userActions/registry.ts'
import type { KeyPlace, UserAction } from '../userActions/userAction.ts'
import { type KeyBindings, ownerOf } from './keyBindings.ts'
import { isSingleKey, type KeyPress, keyName, reachOfKey } from './keyName.ts'

const RANK: Readonly<Record<KeyPlace, number>> = { page: 0, control: 1, text: 2 }

/**
 * The action of a key press, if it may act where the focus is. A digit of the keypad that has no shortcut of its own is
 * that digit. `singleKeys`: whether keys that are one character act (WCAG 2.1.4).
 */
export function shortcutFor(
  press: KeyPress,
  place: KeyPlace,
  bindings: KeyBindings,
  singleKeys = true,
): UserAction | undefined {
  const names = [keyName(press), keyName({ ...press, numpad: false })]
  for (const name of new Set(names)) {
    const id = name === null ? undefined : ownerOf(bindings, name)
    const action = id === undefined ? undefined : actionOf(id)
    if (!name || !action) continue
    // What an action came with is known to leave controls their own keys.
    const reach = action.keys.includes(name) ? action.reach : reachOfKey(name, action.reach)
    if (RANK[place] > RANK[reach]) return undefined
    return singleKeys || press.command || !isSingleKey(name) ? action : undefined
  }
  return undefined
}
