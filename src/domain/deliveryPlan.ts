import { err, ok, type Result } from '../lib/result.ts'
import { DELIVERABLE_LIMIT } from './deliverableProblems.ts'
import type { Deliverable, DeliverableLayout } from './deliverables/deliverable.ts'
import { DELIVERABLES } from './deliverables/registry.ts'
import type { DeliveryOrder } from './delivery.ts'
import { type DeliveryContainer, deliveryContainer, samplesIn, usualBitRate } from './deliveryContainers.ts'
import { type DeliveryFormat, deliveryFormat } from './deliveryFormat.ts'
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
import type { Marker } from './markers.ts'
import { type MarkedStretch, type PopPlan, planPart, planPops, type Stretch } from './pops.ts'
import { repeatedNames } from './repeatedNames.ts'
import { type Session, sessionLength } from './session.ts'
import { orderedDeliverables } from './sessionDeliverables.ts'
import { advance, type Samples } from './units.ts'

/** Files that are written at once at most: systems limit those that are open. */
export const FILE_LIMIT = 1000

/** A file of a deliverable, and what of its channels is in it. */
export type PlannedFile = { readonly name: string; readonly layout: Layout }

/** What the files of a deliverable are, chosen by itself, by the order, or as is usual. */
export type FileKind = {
  readonly container: DeliveryContainer
  readonly format: DeliveryFormat
  /** Hz. */
  readonly sampleRate: number
  /** Bits a second of each file, where the container compresses with loss. */
  readonly bitRate?: number
}

/** A deliverable as it will be made. `from` and `to`, of its files, are counted at the session's rate. */
export type PlannedDeliverable = MarkedStretch &
  FileKind & {
    readonly deliverable: Deliverable
    readonly layout: Layout
    /** One, or one for each channel of the layout, in its order. */
    readonly files: readonly PlannedFile[]
  }

export type DeliveryPlan = {
  readonly deliverables: readonly PlannedDeliverable[]
  /** Where pops of the film are, and what is measured, in samples of the session. */
  readonly pops: PopPlan
}

/**
 * What an export of a session makes: which deliverables, where each begins and ends, and the name of every file. The names
 * are all different on every system, upper and lower case told apart or not. Fails with `export/nothing` for a session
 * or an order without sound, with `export/range` for a region that is gone, a range that is empty or beyond the
 * programme or a first frame of action after the last, with `export/tooMany` beyond the limits, with `export/names` for a template that no names can be made of, and
 * with `export/format` for samples that a container does not take. Which rates and channels one takes its encoder says.
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
  if (pops.programme.from >= pops.programme.to)
    return err({
      code: 'export/range',
      deliverable: rows[0]?.name ?? '',
      detail: 'its first frame of action is not before its last',
    })
  const deliverables: PlannedDeliverable[] = []
  for (const deliverable of rows) {
    const stretch = rangeOf(session, deliverable, order, pops.file, length)
    if (!stretch.ok) return stretch
    const layout = layoutFor(session, deliverable.layout)
    const kind = fileKindOf(session, order, deliverable)
    const files = filesOf(session, order, deliverable)
    const { label, kinds } = deliveryContainer(kind.container)
    if (!kinds.includes(deliveryFormat(kind.format).kind)) {
      const detail = `it does not hold ${deliveryFormat(kind.format).label}`
      return err({ code: 'export/format', file: files[0]?.name ?? deliverable.name, format: label, detail })
    }
    deliverables.push({ deliverable, ...stretch.value, layout, ...kind, files })
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

/** The region that a deliverable holds, where it holds one that is there. */
const regionOf = ({ markers }: Session, { range }: Deliverable): Marker | undefined =>
  range.kind === 'region' ? markers?.find(({ id }) => id === range.marker) : undefined

function rangeOf(
  session: Session,
  deliverable: Deliverable,
  { pops }: DeliveryOrder,
  film: Stretch,
  length: Samples,
): Result<MarkedStretch, AppError> {
  const { name, range } = deliverable
  const refuse = (detail: string): Result<never, AppError> =>
    err({ code: 'export/range', deliverable: name, detail })
  if (range.kind === 'film') return ok(film)
  if (range.kind === 'region') {
    const region = regionOf(session, deliverable)
    if (!region?.length) return refuse('its region is no longer there')
    return within({ from: region.at, to: advance(region.at, region.length) })
  }
  return within(range)

  function within({ from, to }: Stretch): Result<MarkedStretch, AppError> {
    if (from >= to) return refuse('it has no samples')
    if (to > length) return refuse(`it ends at sample ${to}, and the programme at ${length}`)
    return ok(pops?.partMarks ? planPart(session, { from, to }, pops) : { from, to })
  }
}

/** What the files of a deliverable will be; samples that the container does not take are left for the plan to refuse. */
export function fileKindOf(session: Session, order: DeliveryOrder, deliverable: Deliverable): FileKind {
  const container = deliveryContainer(deliverable.container ?? order.container ?? 'wav')
  const asked = deliverable.format ?? order.format
  const channels = deliverable.split ? 1 : layoutFor(session, deliverable.layout).speakers.length
  const usual = usualBitRate(container, channels)
  return {
    container: container.id,
    format: samplesIn(container, asked) ?? asked,
    sampleRate: deliverable.sampleRate ?? order.sampleRate ?? session.sampleRate,
    ...(usual !== undefined && { bitRate: deliverable.bitRate ?? order.bitRate ?? usual }),
  }
}

/** The files of a deliverable as an order names them. */
export function filesOf(
  session: Session,
  order: DeliveryOrder,
  deliverable: Deliverable,
): readonly PlannedFile[] {
  const { split } = deliverable
  const layout = layoutFor(session, deliverable.layout)
  const { container, format, sampleRate } = fileKindOf(session, order, deliverable)
  const { extension, bitRates } = deliveryContainer(container)
  const { bits, float } = deliveryFormat(format)
  const base = fileNameOf(order.template ?? DEFAULT_TEMPLATE, {
    title: order.name,
    reel: order.reel ?? regionOf(session, deliverable)?.name.trim() ?? '',
    version: order.version ?? '',
    type: typeField(order, deliverable),
    layout: layoutField(layout),
    rate: rateField(sampleRate),
    // What compresses with loss has no depth.
    depth: bitRates ? '' : depthField(bits, float),
    fps: fpsField(session.frameRate, order.dropFrameMark),
  })
  // One channel is the whole of its layout: there is nothing to tell its file from.
  return split && layout.speakers.length > 1
    ? layout.speakers.map((speaker) => ({
        name: `${base}${channelSuffix(speaker)}.${extension}`,
        layout: MONO,
      }))
    : [{ name: `${base}.${extension}`, layout }]
}

/** A code that somebody typed is meant; one that is as it was ready-made gives way to that of the order. */
function typeField({ types }: DeliveryOrder, { id, code }: Deliverable): string {
  const isTyped = DELIVERABLES.find((each) => each.id === id)?.code !== code
  return isTyped ? code : (types?.[id] ?? code)
}
