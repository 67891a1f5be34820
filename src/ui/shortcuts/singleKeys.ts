import { useSyncExternalStore } from 'react'

const KEY = 'dubstage.singleKeys'
const listeners = new Set<() => void>()
let on = stored() !== 'off'

/** A browser told to keep nothing throws at the mention of its storage; the setting then lasts as long as the page. */
function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function store(value: string): void {
  try {
    localStorage.setItem(KEY, value)
  } catch {
    return
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether shortcuts of a single character act. Kept in this browser: it is about a person, not a session. */
export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, () => on)

export function setSingleKeys(to: boolean): void {
  on = to
  store(to ? 'on' : 'off')
  for (const listener of listeners) listener()
}
