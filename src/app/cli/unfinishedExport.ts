import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { DeliveryPlan } from '../../domain/deliveryPlan.ts'
import type { AppError } from '../../domain/errors.ts'
import { encodedAgain } from '../../domain/exportQueue.ts'
import type { JobState } from '../../export/bounceJob.ts'
import {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  filesToOpen,
  keptFiles,
} from '../../export/checkpoint.ts'
import type { FileState } from '../../export/fileWriter.ts'
import { ok, type Result } from '../../lib/result.ts'
import { claimDeadParts, partPath } from './deadParts.ts'
import type { DiskSink } from './diskSink.ts'

/**
 * Beside the unfinished files of an export, and named as they are: how far it is. Written in turn, so that there is a
 * whole one whenever the process is killed. A folder has one export at a time, of which the reports have the same names.
 */
export const CHECKPOINTS = ['checkpoint-0', 'checkpoint-1'] as const

/**
 * What is at most made again after a run was killed, in milliseconds of work. Less often than in a browser, which is closed by
 * a hand: five files behind a limiter take up to a tenth of a second to keep.
 */
export const KEEP_EVERY_MS = 5000

/** Puts a checkpoint in the place of the last but one. Whether there was room for it: if not, the one before is still there. */
async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<boolean> {
  const bytes = await encodeCheckpoint(checkpoint)
  const slot = CHECKPOINTS[checkpoint.serial % 2 === 0 ? 0 : 1]
  return writeFile(partPath(folder, slot), bytes).then(
    () => true,
    () => false,
  )
}

/** Whether a run that was killed has kept anything in a folder. */
export async function holdsCheckpoint(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  return names.some((name) => CHECKPOINTS.some((slot) => name.startsWith(`.${slot}.`)))
}

/** What cannot be removed is of no use without the files. */
export async function removeCheckpoints(folder: string): Promise<void> {
  await Promise.allSettled(CHECKPOINTS.map((slot) => rm(partPath(folder, slot), { force: true })))
}

/** Keeps how far an export is, beside its unfinished files. */
export class ExportKeeper {
  /** How much is made, 0…1. */
  part = 0
  readonly #of: Pick<Checkpoint, 'job' | 'startedAt'>
  readonly #folder: string
  readonly #sinks: readonly DiskSink[]
  #serial: number

  /** `serial`: of the checkpoint that it goes on from, 0 for none. */
  constructor(
    { folder, serial, ...of }: Pick<Checkpoint, 'job' | 'startedAt' | 'serial'> & { readonly folder: string },
    sinks: readonly DiskSink[],
  ) {
    this.#of = of
    this.#folder = folder
    this.#serial = serial
    this.#sinks = sinks
  }

  /** `state` is the pass's, all of it given to the sinks. */
  async keep(state: JobState): Promise<Result<void, AppError>> {
    const states = (await Promise.all(this.#sinks.map((sink) => sink.state()))).flatMap((one) => one ?? [])
    if (states.length < this.#sinks.length) return ok(undefined)
    const serial = this.#serial + 1
    const files = keptFiles(state, states)
    // Only then is the other place free: it has the one that holds.
    if (await writeCheckpoint(this.#folder, { ...this.#of, serial, part: this.part, state, files }))
      this.#serial = serial
    return ok(undefined)
  }
}

type Unfinished = {
  readonly folder: string
  /** Of the mixes, in their order. */
  readonly names: readonly string[]
  /** `jobIdentity` of what is asked for. */
  readonly job: string
  readonly plan: DeliveryPlan
}

/** Bytes of what `checkRoom` counts that are there already; it counts nothing of FLAC. */
export const bytesThere = ({ deliverables }: DeliveryPlan, { files }: Checkpoint): number =>
  deliverables
    .flatMap(({ container, files: own }) => own.map(() => container))
    .reduce((sum, container, index) => sum + (container === 'flac' ? 0 : (files[index]?.bytes ?? 0)), 0)

/** Goes on from `checkpoint`, with all files as it has them; or why everything begins anew: a clause. */
export type TakenUp =
  | {
      readonly checkpoint: Checkpoint
      readonly sinks: readonly DiskSink[]
      /** As `encodedAgain`. */
      readonly again: string | null
    }
  | { readonly anew: string }

export const takenUpLine = (left: TakenUp): string =>
  'anew' in left
    ? `Begins anew: ${left.anew}.`
    : `Goes on where it was interrupted, at ${Math.floor(100 * left.checkpoint.part)} %.${left.again === null ? '' : ` ${left.again}.`}`

/**
 * Takes an export up where a run that was killed has left it: with the latest of its checkpoints that is of the very same job
 * and of which the files hold what they held then.
 */
export async function takeUp(
  { folder, names, job, plan }: Unfinished,
  open: (name: string, from: FileState) => Promise<Result<DiskSink, AppError>>,
): Promise<TakenUp> {
  const claimed = await claimDeadParts(folder, [...names, ...CHECKPOINTS])
  if (claimed.size === 0) return { anew: 'nothing is there that it could go on with' }
  const kept = await readCheckpoints(folder)
  if (kept.length === 0) return { anew: 'it was interrupted before anything of it was kept' }
  const same = kept.filter((checkpoint) => checkpoint.job === job && checkpoint.files.length === names.length)
  if (same.length === 0)
    return { anew: 'the mix, a file of it, what is asked for or Dubstage itself has changed since' }
  for (const checkpoint of same) {
    const sinks = await openAll(names, checkpoint, open)
    if (sinks) return { checkpoint, sinks, again: encodedAgain(plan) }
  }
  return { anew: 'the unfinished files do not hold any more what was written to them' }
}

/** All files as a checkpoint has them; `null` when one cannot be gone on with, and then none is open. */
async function openAll(
  names: readonly string[],
  checkpoint: Checkpoint,
  open: (name: string, from: FileState) => Promise<Result<DiskSink, AppError>>,
): Promise<readonly DiskSink[] | null> {
  const sinks: DiskSink[] = []
  for (const [index, from] of filesToOpen(checkpoint).entries()) {
    const sink = await open(names[index] ?? '', from)
    if (sink.ok) sinks.push(sink.value)
    else {
      await Promise.all(sinks.map((one) => one.release()))
      return null
    }
  }
  return sinks
}

/** What is kept, the latest first; of what is damaged, nothing. */
async function readCheckpoints(folder: string): Promise<readonly Checkpoint[]> {
  const found: Checkpoint[] = []
  for (const slot of CHECKPOINTS) {
    const bytes = await readFile(partPath(folder, slot)).catch(() => null)
    const checkpoint = bytes && (await decodeCheckpoint(Uint8Array.from(bytes)))
    if (checkpoint) found.push(checkpoint)
  }
  return found.sort((a, b) => b.serial - a.serial)
}
