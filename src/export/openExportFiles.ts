import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { ok, type Result } from '../lib/result.ts'
import type { BounceRequest } from './bounceWorker.ts'
import { type Checkpoint, filesToOpen } from './checkpoint.ts'
import { readCheckpoints, removeExport } from './checkpointFiles.ts'
import type { ExportTarget } from './exportTarget.ts'
import type { FileState, WrittenFile } from './fileWriter.ts'
import { stagingTarget } from './stagingTarget.ts'

/** Another thread that writes files: `WriterWorker`. */
export type FileOpener = {
  open(
    module: WebAssembly.Module,
    target: ExportTarget,
    files: readonly WrittenFile[],
    from?: readonly FileState[],
  ): Promise<Result<void, AppError>>
}

/**
 * Opens all files of an export: as the latest checkpoint of the very same job that holds left them, which is given then, or
 * anew. Only then is there asked whether storage has room for all of them: what is made has its room.
 */
export async function openExportFiles(
  writer: FileOpener,
  { id, resume, module, session }: Pick<BounceRequest, 'id' | 'resume' | 'module' | 'session'>,
  {
    job,
    planned,
    names,
  }: { readonly job: string; readonly planned: DeliveryPlan; readonly names: readonly WrittenFile[] },
  target: ExportTarget,
): Promise<Result<Checkpoint | null, AppError>> {
  const kept = resume ? await readCheckpoints(id) : []
  for (const checkpoint of kept) {
    if (checkpoint.job !== job) continue
    const opened = await writer.open(module, target, names, filesToOpen(checkpoint))
    if (opened.ok) return ok(checkpoint)
  }
  await removeExport(id)
  const room = await stagingTarget(target, planned, session.sampleRate)
  const opened = await writer.open(module, room, names)
  return opened.ok ? ok(null) : opened
}
