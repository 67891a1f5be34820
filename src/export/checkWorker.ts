import { expose } from 'comlink'
import type { CheckReport } from '../domain/checks.ts'
import type { AppError } from '../domain/errors.ts'
import type { CheckRequest } from '../domain/exportPorts.ts'
import type { FileLike } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import type { Result } from '../lib/result.ts'
import { openMedia, startReader } from './openMedia.ts'
import { runPreflight } from './preflight.ts'

const controller = new AbortController()
const reader = startReader()

/** One look at a mix. The worker is used once. */
const checkWorker = {
  check(
    { session, order }: CheckRequest,
    files: ReadonlyMap<MediaId, FileLike>,
    module: WebAssembly.Module,
    onProgress: (done: number) => void,
  ): Promise<Result<CheckReport, AppError>> {
    const media = openMedia(reader, session, files, order.checks?.guide)
    return runPreflight({ session, order, media, module, signal: controller.signal, onProgress })
  },

  cancel(): void {
    controller.abort()
  },
}

export type CheckWorker = typeof checkWorker

expose(checkWorker)
