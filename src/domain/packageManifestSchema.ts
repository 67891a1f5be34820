import * as z from 'zod/mini'
import { err, ok, type Result } from '../lib/result.ts'
import type { AppError } from './errors.ts'
import {
  type MadeFrom,
  PACKAGE_FORMAT,
  PACKAGE_VERSION,
  type PackagedFile,
  type PackageManifest,
} from './packageManifest.ts'
import { audioTrack, count, type Fields, LIMITS, text } from './schemaFields.ts'

const id = z.string().check(z.minLength(1), z.maxLength(1000))

const fingerprint = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const entry = z.string().check(z.maxLength(1000))

const madeFrom = z.strictObject({
  fileName: text,
  audioTrack: z.exactOptional(audioTrack),
  codec: text,
  sampleRate: count,
  bytes: z.exactOptional(count),
  fingerprint: z.exactOptional(fingerprint),
  entry: z.exactOptional(entry),
} satisfies Fields<MadeFrom>)

const file = z.strictObject({
  media: id,
  entry,
  bytes: count,
  fingerprint,
  madeFrom: z.exactOptional(madeFrom),
} satisfies Fields<PackagedFile>)

const manifest = z.strictObject({
  format: z.literal(PACKAGE_FORMAT),
  version: z.literal([1, 2, PACKAGE_VERSION]),
  files: z.array(file).check(z.maxLength(LIMITS.media)),
  leftOut: z.array(id).check(z.maxLength(LIMITS.media)),
} satisfies Fields<PackageManifest>)

/** A manifest out of anything at all. `shelf/newer` for one of a later version, `session/invalid` with what is wrong. */
export function readPackageManifest(found: unknown): Result<PackageManifest, AppError> {
  const version =
    typeof found === 'object' && found !== null && 'version' in found ? found.version : undefined
  if (typeof version === 'number' && Number.isInteger(version) && version > PACKAGE_VERSION)
    return err({ code: 'shelf/newer', version })
  const parsed = manifest.safeParse(found)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  const where = (issue?.path ?? []).join('.') || 'it'
  return err({ code: 'session/invalid', detail: `manifest, ${where.slice(0, 100)}: ${issue?.message ?? ''}` })
}
