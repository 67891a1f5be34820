import type { UserAction } from '../userActions/userAction.ts'

/** Keys that a person gave actions in place of their own, by the actions' ids. */
export type KeyChanges = Readonly<Record<string, readonly string[]>>

/** What keys act and show by: every action with the keys it has now. */
export type KeyBindings = ReadonlyMap<string, readonly string[]>

/** An action that was not changed gives up those of its own keys that another was given. */
export function bindingsOf(actions: readonly UserAction[], changes: KeyChanges): KeyBindings {
  const given = new Set(actions.flatMap(({ id }) => changes[id] ?? []))
  return new Map(actions.map(({ id, keys }) => [id, changes[id] ?? keys.filter((key) => !given.has(key))]))
}

/** The action that a key belongs to. */
export function ownerOf(bindings: KeyBindings, key: string): string | undefined {
  for (const [id, keys] of bindings) if (keys.includes(key)) return id
  return undefined
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index])

/** Without what says nothing that the actions do not say themselves. */
function pruned(actions: readonly UserAction[], changes: KeyChanges): KeyChanges {
  const own = new Map(actions.map(({ id, keys }) => [id, keys]))
  return Object.fromEntries(Object.entries(changes).filter(([id, keys]) => !same(keys, own.get(id) ?? [])))
}

/** Gives an action a key; who had it loses it. */
export function withKey(
  actions: readonly UserAction[],
  changes: KeyChanges,
  id: string,
  key: string,
): KeyChanges {
  const owner = ownerOf(bindingsOf(actions, changes), key)
  const free = owner === undefined ? changes : withoutKey(actions, changes, owner, key)
  const keys = bindingsOf(actions, free).get(id) ?? []
  return pruned(actions, { ...free, [id]: [...keys, key] })
}

export function withoutKey(
  actions: readonly UserAction[],
  changes: KeyChanges,
  id: string,
  key: string,
): KeyChanges {
  const keys = bindingsOf(actions, changes).get(id) ?? []
  return pruned(actions, { ...changes, [id]: keys.filter((each) => each !== key) })
}

/** Gives an action the keys back that it came with; who has any of them now loses it. */
export function withOwnKeys(actions: readonly UserAction[], changes: KeyChanges, id: string): KeyChanges {
  const own = actions.find((action) => action.id === id)?.keys ?? []
  const cleared: KeyChanges = { ...changes, [id]: [] }
  return own.reduce((so, key) => withKey(actions, so, id, key), cleared)
}
