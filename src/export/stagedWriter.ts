import type { AppError } from '../domain/errors.ts'
import type { StreamHash } from '../kernel/hashLanes.ts'
import { err, ok, type Result } from '../lib/result.ts'
import type { ExportTarget } from './exportTarget.ts'
import { attempt, type FileState, type FileWriter } from './fileWriter.ts'
import { folderWriter } from './folderWriter.ts'
import { storageWriter } from './storageWriter.ts'

/**
 * Bytes copied at once. Chromium closes the pipe to a writer that finds no room; of a write that does not fit into the pipe
 * whole the page may then hear that it was aborted, and not why.
 */
const PIECE = 2 ** 19
/** Bytes read at once. */
const SLICE = 16 * PIECE

/**
 * Into a folder on disk by way of origin-private storage: whatever ends the page, or takes the folder away, what was made
 * is there still and another writer goes on from it. `hash`: of nothing yet, for this file alone.
 */
export async function stagedWriter(
  target: Exclude<ExportTarget, { kind: 'storage' }>,
  file: string,
  hash: StreamHash,
  from?: FileState,
): Promise<FileWriter> {
  const stage = await storageWriter(target.folder, file, hash, from)
  let sha256 = ''
  let outside: FileWriter | null = null
  const takeBack = async (): Promise<void> => {
    await outside?.discard()
    outside = null
  }
  return {
    write: stage.write,
    state: stage.state,
    async finish(patches) {
      const finished = await stage.finish(patches)
      if (finished.ok) sha256 = finished.value
      return finished
    },
    async deliver() {
      const made = await stage.publish()
      if (!made.ok) return made
      hash.reset()
      const opened = await folderWriter(target, file, hash)
      if (!opened.ok) return opened
      outside = opened.value
      return copy(made.value, opened.value, sha256)
    },
    async publish() {
      if (!outside) throw new Error(`${file} is published before it is delivered`)
      return outside.publish()
    },
    async discard() {
      await takeBack()
      await stage.discard()
    },
    async release() {
      await takeBack()
      await stage.release()
    },
  }
}

async function copy(made: File, to: FileWriter, sha256: string): Promise<Result<void, AppError>> {
  for (let at = 0; at < made.size; at += SLICE) {
    const slice = await attempt(made.name, () => made.slice(at, at + SLICE).arrayBuffer())
    if (!slice.ok) return slice
    for (let from = 0; from < slice.value.byteLength; from += PIECE) {
      const length = Math.min(PIECE, slice.value.byteLength - from)
      const written = await to.write(new Uint8Array(slice.value, from, length))
      if (!written.ok) return written
    }
  }
  const copied = await to.finish([])
  if (!copied.ok) return copied
  if (copied.value === sha256) return ok(undefined)
  return err({ code: 'export/write', file: made.name, detail: 'its copy is not the same; check the disk' })
}
