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
  if (text.length > KEY_FILE_LIMIT) return invalid('it is too long')
  const document = parsed(text)
  if (!isRecord(document)) return invalid('it is not a JSON object')
  const { dubstage, version, keys, ...rest } = document
  if (dubstage !== 'shortcuts') return invalid('“dubstage” is not “shortcuts”')
  if (version !== VERSION) return invalid(`“version” is not ${VERSION}`)
  const [extra] = Object.keys(rest)
  if (extra !== undefined) return invalid(`“${extra}” is not known`)
  if (!isRecord(keys)) return invalid('“keys” is not an object')
  return readKeys(keys, actions)
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
