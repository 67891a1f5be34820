import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { AppError } from '../../domain/errors.ts'
import {
  DEFAULT_EXPORT_SETTINGS,
  type ExportSettings,
  exportSettingsOf,
  marksFilm,
  withSpec,
} from '../../domain/exportSettings.ts'
import type { Session } from '../../domain/session.ts'
import type { DeliverySpec } from '../../domain/specs/deliverySpec.ts'
import { DELIVERY_SPECS, deliverySpec } from '../../domain/specs/registry.ts'
import { readSpec, SPEC_FILE_LIMIT } from '../../domain/specs/specDocument.ts'
import { typedPlace } from '../../domain/typedTime.ts'
import type { SamplePosition } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { OrderArguments } from './orderArguments.ts'

/** Of a mix of stems, which has none of its own: checks take their time, and are for who asks for them. */
const STEM_SETTINGS: ExportSettings = { ...DEFAULT_EXPORT_SETTINGS, checks: false }

/**
 * The settings of an export: those of the session, where it comes from a document, with the spec that is asked for and what
 * that decides, and with what the command line says.
 */
export async function askedSettings(
  session: Session,
  isDocument: boolean,
  { settings: said = {}, spec: name, ffoa, lfoa, gainDb }: OrderArguments,
): Promise<Result<ExportSettings, AppError>> {
  const own = isDocument ? exportSettingsOf(session) : STEM_SETTINGS
  const spec = name === undefined || name === 'none' ? ok(null) : await namedSpec(name, session.specs)
  if (!spec.ok) return spec
  // A spec that is asked for is applied; what the session did with another is no matter.
  const based =
    name === undefined ? own : { ...withSpec(own, spec.value, session), masterMode: 'linked' as const }
  const usage = (detail: string): Result<never, AppError> => err({ code: 'usage', detail })
  const first = markOf(session, ffoa, based.ffoa)
  const last = markOf(session, lfoa, based.lfoa)
  if (first === undefined) return usage(`--ffoa is a timecode of the session, or none, not ${ffoa}`)
  if (last === undefined) return usage(`--lfoa is a timecode of the session, or none, not ${lfoa}`)
  if (first !== null && last !== null && last < first)
    return usage('The last frame of action is before the first')
  const settings = { ...based, ...said, ffoa: first, lfoa: last }
  if (said.measure && !marksFilm(settings))
    return usage('--measure goes with --pops, --ffoa, --lfoa or --leader')
  const { twoPop, tailPop, leaderSeconds } = settings
  if (said.partMarks && !twoPop && !tailPop && leaderSeconds === null)
    return usage('--part-pops goes with --pops or --leader')
  if (said.masterMode && !settings.spec)
    return usage(`${said.masterMode === 'measure' ? '--measure-only' : '--no-limit'} goes with --spec`)
  if (gainDb !== undefined && settings.spec && settings.masterMode === 'measure')
    return usage('The session only measures: --gain goes with --spec, or with --spec none')
  return ok(settings)
}

/** A frame of action as it was said, or as it is otherwise; `undefined` for what is no timecode. */
function markOf(
  session: Session,
  said: string | undefined,
  own: SamplePosition | null,
): SamplePosition | null | undefined {
  if (said === undefined) return own
  return said === 'none' ? null : typedPlace(said, 'timecode', session)
}

async function namedSpec(
  name: string,
  own: readonly DeliverySpec[] = [],
): Promise<Result<DeliverySpec, AppError>> {
  const id = name.toLowerCase()
  const known = deliverySpec(id) ?? own.find((spec) => spec.id === id)
  if (known) return ok(known)
  try {
    const { size } = await stat(name)
    // Bytes, of which a character has up to four.
    if (size > SPEC_FILE_LIMIT * 4)
      return err({ code: 'spec/invalid', file: basename(name), detail: 'it is too long for a delivery spec' })
    return readSpec(await readFile(name, 'utf8'), basename(name))
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    const ids = [...DELIVERY_SPECS, ...own].map((spec) => spec.id).join(', ')
    return err({ code: 'usage', detail: `There is no delivery spec ${name}. There are ${ids}, or a file.` })
  }
}
