import type { DeliveryOrder } from '../../domain/delivery.ts'
import { type DeliveryPlan, planDelivery } from '../../domain/deliveryPlan.ts'
import type { AppError } from '../../domain/errors.ts'
import { orderOf } from '../../domain/exportSettings.ts'
import { emptySession, type Session } from '../../domain/session.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { BounceArguments } from './arguments.ts'
import { askedSession } from './askedSession.ts'
import { askedSettings } from './askedSettings.ts'
import { openGuide } from './guideFile.ts'
import { namedDeliverables } from './orderArguments.ts'
import { findSession, openSession } from './sessionFiles.ts'
import type { StemFiles } from './stemFiles.ts'

export type OpenOrder = {
  /** As it is to be mixed. */
  readonly session: Session
  readonly order: DeliveryOrder
  /** What the order makes. */
  readonly plan: DeliveryPlan
}

/** Opens what a command line wants mixed, into `files`, and says what that comes to. */
export async function openOrder(
  files: StemFiles,
  line: BounceArguments,
): Promise<Result<OpenOrder, AppError>> {
  const { stems, session, rate, order: asked } = line
  const added = session
    ? await openSession(files, session.path, session.media)
    : await files.addTo(
        { ...emptySession(asked.settings?.name ?? 'mix'), ...(rate && { sampleRate: rate }) },
        stems,
      )
  return added.ok ? orderedOf(files, added.value, line) : added
}

/**
 * What the order of a session will come to: its document is read, and its files are found and looked into, of which none is
 * converted yet.
 */
export async function foreseeOrder(
  files: StemFiles,
  line: BounceArguments & Required<Pick<BounceArguments, 'session'>>,
): Promise<Result<OpenOrder, AppError>> {
  const { path, media } = line.session
  const found = await findSession(files, path, media)
  return found.ok ? orderedOf(files, found.value.session, line) : found
}

async function orderedOf(
  files: StemFiles,
  added: Session,
  { session, order: asked, guide: against }: BounceArguments,
): Promise<Result<OpenOrder, AppError>> {
  const chosen = namedDeliverables(added, asked.deliverables)
  if (!chosen.ok) return chosen
  const settings = await askedSettings(added, session !== undefined, asked)
  if (!settings.ok) return settings
  const mixed = askedSession(added, settings.value, asked)
  if (!mixed.ok) return mixed
  if (against !== undefined && !settings.value.checks)
    return err({ code: 'usage', detail: 'The session asks for no checks: --guide goes with --checks' })
  const guide = against === undefined ? null : await openGuide(files, against, mixed.value)
  if (guide?.ok === false) return guide
  const ordered = orderOf(mixed.value, settings.value, guide?.value)
  const order: DeliveryOrder = {
    ...ordered,
    ...(asked.gainDb !== undefined && { master: { ...ordered.master, gainDb: asked.gainDb } }),
    ...(chosen.value && { deliverables: chosen.value }),
  }
  const plan = planDelivery(mixed.value, order)
  return plan.ok ? ok({ session: mixed.value, order, plan: plan.value }) : plan
}
