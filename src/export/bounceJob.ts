import type { CheckReport } from '../domain/checks.ts'
import type { BounceProgress, DeliveryOrder } from '../domain/delivery.ts'
import type { AppError } from '../domain/errors.ts'
import type { CancelSignal } from '../domain/ports.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { Result } from '../lib/result.ts'
import type { OpenMedia } from '../media/playlist.ts'
import type { DeliverySink } from './deliverySink.ts'
import type { MasterPlan } from './masterPass.ts'

/** An export: what it is of, where it goes, and how it is told of. */
export type BounceJob = {
  readonly session: Session
  readonly media: ReadonlyMap<MediaId, OpenMedia>
  readonly order: DeliveryOrder
  readonly module: WebAssembly.Module
  /** One for each file of `planDelivery`, in its order. */
  readonly sinks: readonly DeliverySink[]
  readonly version: string
  /** Date and time of the files; now when absent. */
  readonly startedAt?: Date
  readonly signal: CancelSignal
  onProgress(progress: BounceProgress): void
  /** Called with what the checks have found, where they were ordered, before the report is there. */
  onChecked?(report: CheckReport): void
  /** Where an earlier run of the very same job was: its sinks hold what it had written by then, and no more. */
  readonly from?: JobState
  /**
   * Called between windows of samples; the pass goes on when it resolves, and ends where it fails. `state` writes out
   * what is on its way first; it is `null` in a pass that no other run can go on from: one before that in which files are written.
   */
  between?(state: TakeState | null): Promise<Result<void, AppError>>
}

/** What it takes to mix, and write nothing. */
export type MixJob = Pick<BounceJob, 'session' | 'media' | 'order' | 'module' | 'signal'>

/** A pass between two blocks: with what its files hold by then, another run can go on from there, to the same bytes. */
export type JobState = {
  /** Samples of the pass that are made, and the place of the session up to which they are. */
  readonly done: number
  readonly at: number
  /** What each deliverable has been given, in samples. */
  readonly samples: readonly number[]
  readonly kernel: Uint8Array<ArrayBuffer>
  /** Of each deliverable what its conversion to another rate keeps; `null` where it has none, or is made from its beginning. */
  readonly conversions: readonly (Uint8Array | null)[]
  /** Of each file what its encoder keeps; `null` where that keeps no place, and the file is made from its beginning. */
  readonly encoders: readonly (Uint8Array | null)[]
  /** Of each file that is gone on with its first bytes, where finishing it writes others over them; `null` where they are final. */
  readonly heads: readonly (Uint8Array | null)[]
  /** What the passes before have come to, which are not made again. */
  readonly master: Pick<MasterPlan, 'loudness' | 'limiterDbtp'>
}

export type TakeState = () => Promise<Result<JobState, AppError>>
