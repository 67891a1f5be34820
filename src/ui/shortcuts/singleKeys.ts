import { useSyncExternalStore } from 'react'

const KEY = 'dubstage.singleKeys'
const listeners = new Set<() => void>()
let on = localStorage.getItem(KEY) !== 'off'

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether shortcuts of a single character act. Kept in this browser: it is about a person, not a session. */
export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, () => on)

export function setSingleKeys(to: boolean): void {
  on = to
  localStorage.setItem(KEY, to ? 'on' : 'off')
  for (const listener of listeners) listener()
}
