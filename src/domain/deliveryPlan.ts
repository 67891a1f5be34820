import { err, ok, type Result } from '../lib/result.ts'
import { DELIVERABLE_LIMIT } from './deliverableProblems.ts'
import type { Deliverable, DeliverableLayout } from './deliverables/deliverable.ts'
import { type DeliveryFormat, type DeliveryOrder, deliveryFormat } from './delivery.ts'
import type { AppError } from './errors.ts'
import {
  channelSuffix,
  DEFAULT_TEMPLATE,
  depthField,
  fileNameOf,
  fpsField,
  layoutField,
  rateField,
  unknownFields,
} from './fileNameTemplate.ts'
import { type Layout, layoutOf, MONO, STEREO } from './layout.ts'
import { type PopPlan, planPops, type Stretch } from './pops.ts'
import { repeatedNames } from './repeatedNames.ts'
import { type Session, sessionLength } from './session.ts'
import { orderedDeliverables } from './sessionDeliverables.ts'
import { advance, type Samples } from './units.ts'

/** Files that are written at once at most: systems limit those that are open. */
export const FILE_LIMIT = 1000

/** A file of a deliverable, and what of its channels is in it. */
export type PlannedFile = { readonly name: string; readonly layout: Layout }

/** A deliverable as it will be made. */
export type PlannedDeliverable = Stretch & {
  readonly deliverable: Deliverable
  readonly layout: Layout
  readonly format: DeliveryFormat
  /** One, or one for each channel of the layout, in its order. */
  readonly files: readonly PlannedFile[]
}

export type DeliveryPlan = {
  readonly deliverables: readonly PlannedDeliverable[]
  /** Where pops are, and what is measured, in samples of the session. */
  readonly pops: PopPlan
}

/**
 * What an export of a session makes: which deliverables, where each begins and ends, and the name of every file. The names
 * are all different on every system, upper and lower case told apart or not. Fails with `export/nothing` for a session
 * or an order without sound, with `export/range` for a region that is gone or a range that is empty or beyond the
 * programme, with `export/tooMany` beyond the limits, and with `export/names` for a template that no names can be made of.
 */
export function planDelivery(session: Session, order: DeliveryOrder): Result<DeliveryPlan, AppError> {
  const length = sessionLength(session)
  const rows = orderedDeliverables(session, order.deliverables)
  if (length === 0) return err({ code: 'export/nothing' })
  if (rows.length === 0) return err({ code: 'export/none' })
  if (rows.length > DELIVERABLE_LIMIT)
    return err({ code: 'export/tooMany', what: 'deliverables', count: rows.length, limit: DELIVERABLE_LIMIT })
  const [unknown] = unknownFields(order.template ?? '')
  if (unknown !== undefined) return err({ code: 'export/names', detail: `there is no field {${unknown}}` })
  const pops = planPops(session, length, order.pops)
  const deliverables: PlannedDeliverable[] = []
  for (const deliverable of rows) {
    const stretch = rangeOf(session, deliverable, pops, length)
    if (!stretch.ok) return stretch
    const layout = layoutFor(session, deliverable.layout)
    const format = deliverable.format ?? order.format
    deliverables.push({
      deliverable,
      ...stretch.value,
      layout,
      format,
      files: filesOf(session, order, deliverable),
    })
  }
  const names = deliverables.flatMap(({ files }) => files.map(({ name }) => name))
  if (names.length > FILE_LIMIT)
    return err({ code: 'export/tooMany', what: 'files', count: names.length, limit: FILE_LIMIT })
  const [twice] = repeatedNames(names)
  if (twice !== undefined)
    return err({ code: 'export/names', detail: `two files would be called “${twice}”` })
  return ok({ deliverables, pops })
}

function layoutFor(session: Session, layout: DeliverableLayout): Layout {
  if (layout === 'mono') return MONO
  return layout === 'stereo' ? STEREO : layoutOf(session.layout)
}

function rangeOf(
  { markers }: Session,
  { name, range }: Deliverable,
  pops: PopPlan,
  length: Samples,
): Result<Stretch, AppError> {
  const refuse = (detail: string): Result<never, AppError> =>
    err({ code: 'export/range', deliverable: name, detail })
  if (range.kind === 'film') return ok(pops.file)
  if (range.kind === 'region') {
    const region = markers?.find(({ id }) => id === range.marker)
    if (!region?.length) return refuse('its region is no longer there')
    return within({ from: region.at, to: advance(region.at, region.length) })
  }
  return within(range)

  function within({ from, to }: Stretch): Result<Stretch, AppError> {
    if (from >= to) return refuse('it has no samples')
    return to > length ? refuse(`it ends at sample ${to}, and the programme at ${length}`) : ok({ from, to })
  }
}

/** The files of a deliverable as an order names them. */
export function filesOf(
  session: Session,
  order: DeliveryOrder,
  { id, code, split, layout: wanted, format: own }: Deliverable,
): readonly PlannedFile[] {
  const layout = layoutFor(session, wanted)
  const format = own ?? order.format
  const { bits, float } = deliveryFormat(format)
  const base = fileNameOf(order.template ?? DEFAULT_TEMPLATE, {
    title: order.name,
    reel: order.reel ?? '',
    version: order.version ?? '',
    type: order.types?.[id] ?? code,
    layout: layoutField(layout),
    rate: rateField(session.sampleRate),
    depth: depthField(bits, float),
    fps: fpsField(session.frameRate),
  })
  return split
    ? layout.speakers.map((speaker) => ({ name: `${base}${channelSuffix(speaker)}.wav`, layout: MONO }))
    : [{ name: `${base}.wav`, layout }]
}
