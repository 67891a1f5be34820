import type { AppError } from '../../domain/errors.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { UserAction } from '../userActions/userAction.ts'
import { bindingsOf, type KeyBindings, type KeyChanges } from './keyBindings.ts'
import { isKeyName } from './keyName.ts'
import { whyReserved } from './reservedKeys.ts'

/** The version of the document. */
const VERSION = 1
/** More than any keyboard has; a file beyond it is not read. */
export const KEY_FILE_LIMIT = 100_000

/**
 * Shortcuts as a document, JSON: `{ "dubstage": "shortcuts", "version": 1, "keys": { "play": ["Space"], … } }`, with every
 * action on a line of its own. `[]`: no key. An action that is left out has the keys it came with.
 */
export function keyFile(bindings: KeyBindings): string {
  const lines = [...bindings].map(([id, keys]) => `    ${JSON.stringify(id)}: ${JSON.stringify(keys)}`)
  return `{\n  "dubstage": "shortcuts",\n  "version": ${VERSION},\n  "keys": {\n${lines.join(',\n')}\n  }\n}\n`
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (detail: string): Result<never, AppError> => err({ code: 'shortcuts/invalid', detail })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads the document. `shortcuts/invalid` says where the first thing is that is not right, and what it is. */
export function readKeyFile(text: string, actions: readonly UserAction[]): Result<KeyChanges, AppError> {
  const keys = keysOf(text)
  return keys.ok ? readKeys(keys.value, actions) : keys
}

/** What is under `keys` in the document, which is sound but for that. */
function keysOf(text: string): Result<Record<string, unknown>, AppError> {
  if (text.length > KEY_FILE_LIMIT) return invalid('it is too long')
  const document = parsed(text)
  if (!isRecord(document)) return invalid('it is not a JSON object')
  const { dubstage, version, keys, ...rest } = document
  if (dubstage !== 'shortcuts') return invalid('“dubstage” is not “shortcuts”')
  if (version !== VERSION) return invalid(`“version” is not ${VERSION}`)
  const [extra] = Object.keys(rest)
  if (extra !== undefined) return invalid(`“${extra}” is not known`)
  return isRecord(keys) ? ok(keys) : invalid('“keys” is not an object')
}

/** Keys that were understood, and a clause for each entry that was not and is left out. */
export type KeptKeys = { readonly changes: KeyChanges; readonly dropped: readonly string[] }

/**
 * Reads what this browser kept, perhaps for another version of the application: of that, entries that are not right are
 * left out one by one. Where two want one key the first has it. Refused is only what is no such document at all.
 */
export function readKeptKeys(text: string, actions: readonly UserAction[]): Result<KeptKeys, AppError> {
  const keys = keysOf(text)
  if (!keys.ok) return keys
  const dropped: string[] = []
  let kept: Record<string, unknown> = {}
  let changes: KeyChanges = {}
  for (const [id, list] of Object.entries(keys.value)) {
    const more = { ...kept, [id]: list }
    const read = readKeys(more, actions)
    if (read.ok) [kept, changes] = [more, read.value]
    else dropped.push(read.error.code === 'shortcuts/invalid' ? read.error.detail : read.error.code)
  }
  return ok({ changes, dropped })
}

/** Reads keys by actions, as the document has them in `keys`. */
export function readKeys(
  keys: Record<string, unknown>,
  actions: readonly UserAction[],
): Result<KeyChanges, AppError> {
  const known = new Map(actions.map((action) => [action.id, action]))
  const changes: [string, readonly string[]][] = []
  for (const [id, list] of Object.entries(keys)) {
    if (!known.has(id)) return invalid(`there is no action “${id}”`)
    if (!Array.isArray(list)) return invalid(`“${id}” is not a list of keys`)
    for (const key of list) {
      if (typeof key !== 'string' || !isKeyName(key))
        return invalid(`“${id}” has ${JSON.stringify(key)}, which is no key`)
      const why = whyReserved(key)
      if (why) return invalid(`“${id}” has ${key}, which cannot be a shortcut: ${why}`)
    }
    changes.push([id, list])
  }
  const read = Object.fromEntries(changes)
  const owners = new Map<string, string>()
  for (const [id, list] of bindingsOf(actions, read)) {
    for (const key of list) {
      const owner = owners.get(key)
      if (owner !== undefined) return invalid(`${key} is given to “${owner}” and to “${id}”`)
      owners.set(key, id)
    }
  }
  return ok(read)
}
