import { expose } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { MediaInfo, ProbedMedia } from '../domain/media.ts'
import type { FileLike, Peaks } from '../domain/ports.ts'
import type { Result } from '../lib/result.ts'
import { fileByteSource } from './byteSource.ts'
import { probeMedia } from './probe.ts'
import { measureWaveform } from './waveform.ts'

/** How often a waveform in the making is shown. */
const SNAPSHOT_MS = 400

const cancelled = new Set<string>()

/** Probing and waveforms, off the page's thread. Jobs are named by the caller, to be cancelled by name. */
const importWorker = {
  probe: (file: FileLike, sampleRate: number): Promise<Result<ProbedMedia, AppError>> =>
    probeMedia(fileByteSource(file), sampleRate),

  async waveform(
    job: string,
    module: WebAssembly.Module,
    file: FileLike,
    info: MediaInfo,
    onProgress: (done: number, peaks: Peaks | null) => void,
  ): Promise<Result<Peaks, AppError>> {
    let shown = performance.now()
    const result = await measureWaveform(module, fileByteSource(file), info, (done, snapshot) => {
      const now = performance.now()
      if (now - shown > SNAPSHOT_MS) {
        shown = now
        onProgress(done, snapshot())
      }
      return !cancelled.has(job)
    })
    cancelled.delete(job)
    return result
  },

  cancel(job: string): void {
    cancelled.add(job)
  },
}

export type ImportWorker = typeof importWorker

expose(importWorker)
