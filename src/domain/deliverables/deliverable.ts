import { type FileChoice, isLossy } from '../deliveryContainers.ts'
import type { DeliveryFormat } from '../deliveryFormat.ts'
import type { StemId } from '../stems.ts'
import type { SamplePosition } from '../units.ts'

/** Of a ready-made deliverable (`registry.ts`), or of one that the user made. */
export type DeliverableId = string

/** `session`: as the mix is. Stereo and mono are folded down by `foldMatrix`. */
export const DELIVERABLE_LAYOUTS = ['session', 'stereo', 'mono'] as const
export type DeliverableLayout = (typeof DELIVERABLE_LAYOUTS)[number]

/** The part of the programme that a deliverable holds. `to` is the first sample after it. */
export type DeliveryRange =
  | { readonly kind: 'film' }
  /** A region by the id of its marker, wherever it is when the export begins. */
  | { readonly kind: 'region'; readonly marker: string }
  | { readonly kind: 'span'; readonly from: SamplePosition; readonly to: SamplePosition }

/** One row of the deliverables matrix: a set of stems, summed at unity, and how it is written. */
export type Deliverable = Partial<FileChoice> & {
  readonly id: DeliverableId
  readonly name: string
  /** Stands for it in file names: `{type}`. */
  readonly code: string
  /** In console order, each once; never none. */
  readonly stems: readonly StemId[]
  readonly layout: DeliverableLayout
  /** A mono file for each channel, instead of one that holds them all. */
  readonly split: boolean
  readonly range: DeliveryRange
  /** That of the order when absent, as container, rate and bit rate. */
  readonly format?: DeliveryFormat
  /** Whether it is made when nobody says which. */
  readonly included: boolean
}

/**
 * Whether a row by itself was given a container that compresses with loss: it is for looking at the film with, beside what is
 * delivered, and no spec asks for its form.
 */
export const isViewingCopy = ({ container }: Pick<Deliverable, 'container'>): boolean =>
  container !== undefined && isLossy(container)

/** What a session must have before a deliverable differs from another: see `isOffered`. */
export type DeliverableNeed = 'dips'

/** A deliverable that everybody knows, ready to be made as it is or to be changed. */
export type DeliverableSpec = {
  readonly id: DeliverableId
  readonly name: string
  /** On a master of the console, and on a chip. */
  readonly short: string
  readonly purpose: string
  /** Ends the file name: `NAME_<code>.wav`. Lower-case letters, digits and hyphens. */
  readonly code: string
  readonly stems: readonly StemId[]
  readonly layout: DeliverableLayout
  /** Made where nothing else was chosen. */
  readonly included: boolean
  readonly needs?: DeliverableNeed
}

/** The row of the matrix that a ready-made deliverable begins as. */
export const deliverableOf = ({ id, name, code, stems, layout, included }: DeliverableSpec): Deliverable => ({
  id,
  name,
  code,
  stems,
  layout,
  split: false,
  range: { kind: 'film' },
  included,
})
