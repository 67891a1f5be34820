import { useSyncExternalStore } from 'react'
import { type AppError, errorText } from '../../domain/errors.ts'
import { ok, type Result } from '../../lib/result.ts'
import { USER_ACTIONS } from '../userActions/registry.ts'
import { bindingsOf, type KeyBindings, type KeyChanges } from './keyBindings.ts'
import { keyFile, readKeptKeys, readKeyFile } from './keyFile.ts'

// The shortcuts as they are in this browser: they are about a person, not a session.

const KEY = 'dubstage.shortcuts'
/** Of what was left out, so many are named. */
const NAMED = 5

export type KeySettings = {
  readonly changes: KeyChanges
  readonly bindings: KeyBindings
  /** What of what was kept is not right and was left out, as a sentence. */
  readonly problem: string | null
}

const settingsOf = (changes: KeyChanges, problem: string | null): KeySettings => ({
  changes,
  bindings: bindingsOf(USER_ACTIONS, changes),
  problem,
})

/** A browser told to keep nothing throws at the mention of its storage; the setting then lasts as long as the page. */
function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function store(text: string): void {
  try {
    localStorage.setItem(KEY, text)
  } catch {
    return
  }
}

function read(): KeySettings {
  const text = stored()
  if (text === null) return settingsOf({}, null)
  const kept = readKeptKeys(text, USER_ACTIONS)
  if (!kept.ok) return settingsOf({}, errorText(kept.error))
  const { changes, dropped } = kept.value
  const more = dropped.length > NAMED ? [`and ${dropped.length - NAMED} more`] : []
  const named = [...dropped.slice(0, NAMED), ...more].join('; ')
  return settingsOf(changes, dropped.length > 0 ? `Left out of your shortcuts: ${named}.` : null)
}

const listeners = new Set<() => void>()
let settings = read()

export function setKeyChanges(changes: KeyChanges): void {
  settings = settingsOf(changes, null)
  store(JSON.stringify({ dubstage: 'shortcuts', version: 1, keys: changes }))
  for (const listener of listeners) listener()
}

/** Takes the shortcuts of a document, or says what is wrong with it and leaves everything as it is. */
export function importKeys(text: string): Result<void, AppError> {
  const kept = readKeyFile(text, USER_ACTIONS)
  if (!kept.ok) return kept
  setKeyChanges(kept.value)
  return ok(undefined)
}

export const exportKeys = (): string => keyFile(settings.bindings)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const currentKeys = (): KeySettings => settings
export const useKeySettings = (): KeySettings => useSyncExternalStore(subscribe, currentKeys)
