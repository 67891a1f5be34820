import { err, ok, type Result } from '../lib/result.ts'
import type { AppError } from './errors.ts'
import { SESSION_VERSION } from './session.ts'

type Versioned = { readonly version: number }

/** By the version that each starts from: what makes the next version of it. Nothing has been looked into but the version. */
const MIGRATIONS: Readonly<Record<number, (session: Versioned) => Versioned>> = {}

/**
 * A session of any version, made one of this program's. Fails with `shelf/newer`, or with `session/invalid` for what has
 * no version that ever was.
 */
export function migrateSession(
  found: unknown,
  migrations = MIGRATIONS,
  current = SESSION_VERSION,
): Result<object, AppError> {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    return err({ code: 'session/invalid', detail: 'it is not an object' })
  }
  if (!('version' in found) || !isVersion(found.version)) {
    return err({ code: 'session/invalid', detail: 'version is not a whole number from 1 on' })
  }
  let session: Versioned = { ...found, version: found.version }
  if (session.version > current) return err({ code: 'shelf/newer', version: session.version })
  while (session.version < current) {
    const migrate = migrations[session.version]
    if (!migrate) throw new Error(`there is no way from version ${session.version} of a session`)
    session = migrate(session)
  }
  return ok(session)
}

const isVersion = (version: unknown): version is number =>
  Number.isSafeInteger(version) && Number(version) >= 1
