import type { CheckOrder } from './checks.ts'
import type { DeliverableId } from './deliverables/deliverable.ts'
import type { DeliveryContainer } from './deliveryContainers.ts'
import type { DeliveryFormat } from './deliveryFormat.ts'
import type { PopsOrder } from './pops.ts'
import type { MasterOrder } from './specs/deliverySpec.ts'
import type { Samples } from './units.ts'

/** What a person asks of an export. Container, rate and bit rate, like the format, are of deliverables without their own. */
export type DeliveryOrder = {
  /** `{title}` of every file name, already made safe by `safeFileName`. */
  readonly name: string
  /** Of every deliverable that has none of its own. */
  readonly format: DeliveryFormat
  /** WAV when absent. */
  readonly container?: DeliveryContainer
  /** One of `SESSION_RATES`; that of the session when absent. */
  readonly sampleRate?: number
  /** What is usual in the container when absent. */
  readonly bitRate?: number
  /** Which of the session's deliverables are made, in its order; those that are included when absent. */
  readonly deliverables?: readonly DeliverableId[]
  /** How files are named: `DEFAULT_TEMPLATE` when absent. */
  readonly template?: string
  /** `{type}` by ready-made deliverable, while nobody has typed another code for it than it came with. */
  readonly types?: Readonly<Record<DeliverableId, string>>
  /** Whether `{fps}` says that timecode drops frames (`2997df`): it does when absent. */
  readonly dropFrameMark?: boolean
  /** `{reel}` of every file name; without it, of a deliverable whose range is a region, that region's name. */
  readonly reel?: string
  /** `{version}`. */
  readonly version?: string
  readonly master?: MasterOrder
  readonly pops?: PopsOrder
  /** Looked into while it is made when present. */
  readonly checks?: CheckOrder
}

export type BounceProgress = {
  readonly done: Samples
  readonly total: Samples
  /** Times real time, as it goes now: pauses and sleep are not work. */
  readonly speed: number
  readonly secondsLeft: number
  /** How far each deliverable is, 0 … 1, in the order of the plan. */
  readonly parts: readonly number[]
}
