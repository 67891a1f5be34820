import type { Result } from '../lib/result.ts'
import type { CheckReport } from './checks.ts'
import type { BounceProgress, DeliveryOrder } from './delivery.ts'
import type { BounceReport } from './deliveryReport.ts'
import type { AppError } from './errors.ts'
import type { CancelSignal, FileLike, FolderReference } from './ports.ts'
import type { MediaId, Session } from './session.ts'

/** An export as it was ordered: the session as it was then, which does not change with the mix. */
export type ExportRun = {
  readonly id: string
  /** Milliseconds since 1970 when it was ordered: the date and time of its files. */
  readonly addedAt: number
  readonly session: Session
  readonly media: ReadonlyMap<MediaId, FileLike>
  readonly order: DeliveryOrder
  readonly destination: ExportDestination
  /** Files of the folder that it may replace, by name; another that is there by the end is left, and the export fails. */
  readonly replaces: readonly string[]
  /** To go on where an earlier run under this id was interrupted, if that can be; else from the beginning. */
  readonly resume: boolean
}

/** What holds an export, or ends it. */
export type BounceControl = {
  readonly signal: CancelSignal
  onPause(listener: (paused: boolean) => void): void
}

/** What the editor asks of the exporter. */
export type ExportPort = {
  /** Gets ready what takes a while: an export is likely to be ordered soon. */
  prepare(): void
  /**
   * One pass over the session of the run. Nothing that could pass for a finished file is at the destination unless every
   * file is whole. Resolves with `cancelled` when the signal aborts: nothing is kept then. After any other failure what
   * is made so far may be kept, for another run to go on from.
   */
  bounce(
    run: ExportRun,
    onProgress: (progress: BounceProgress) => void,
    control: BounceControl,
  ): Promise<Result<BounceResult, AppError>>
  /** How much of an interrupted export is made, 0…1; `null` when it would begin anew. */
  kept(id: string): Promise<number | null>
  /** Whether it was interrupted while its files took their names: those that are there may be its own. */
  wasPublishing(id: string): Promise<boolean>
  /** Makes an export this page's own for as long as the page is open. `false`: another page has it. */
  claim(id: string): Promise<boolean>
  /** Removes all that is kept of an export, finished files that were to be downloaded too, and gives it up. */
  discard(id: string): Promise<void>
  /** Removes what closed pages left, but for the exports to be kept. */
  sweep(keep: ReadonlySet<string>): Promise<void>
}

/** A mix to be looked at: an order without deliverables. `pops`: where the film begins and ends, and what of it is measured. */
export type CheckRequest = {
  readonly session: Session
  readonly order: Pick<DeliveryOrder, 'master' | 'pops' | 'checks'>
}

/** What the editor asks of whoever checks mixes. */
export type CheckPort = {
  /** One pass over the session that leaves nothing; `onProgress` from 0 to 1. `cancelled` when the signal aborts. */
  check(
    request: CheckRequest,
    files: ReadonlyMap<MediaId, FileLike>,
    onProgress: (done: number) => void,
    signal: CancelSignal,
  ): Promise<Result<CheckReport, AppError>>
}

/**
 * `folder`: a directory the user picked. `downloads`: kept in origin-private storage and handed over as Files. `zip`: one
 * archive of that name, in a file that the user picked, or handed over where `handle` is `null`.
 */
export type ExportDestination =
  | { readonly kind: 'downloads' }
  | { readonly kind: 'folder'; readonly handle: FolderReference }
  | { readonly kind: 'zip'; readonly handle: unknown; readonly name: string }

export type BounceResult = {
  readonly report: BounceReport
  /** What is handed over: the finished files, to be saved one by one, or the archive. Empty for what was picked. */
  readonly files: readonly FileLike[]
  /** What was found in the sound, and where; `null` where nothing was looked for. */
  readonly checks: CheckReport | null
}
