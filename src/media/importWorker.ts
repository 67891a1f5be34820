import { expose, transfer } from 'comlink'
import type { AppError } from '../domain/errors.ts'
import type { ConformSource, MediaInfo, ProbedMedia } from '../domain/media.ts'
import type { FileLike, Peaks, SampleBlock } from '../domain/ports.ts'
import type { Result } from '../lib/result.ts'
import { fileByteSource } from './byteSource.ts'
import { conformFile } from './conform/conformFile.ts'
import { keepPeaks, keptPeaks } from './peaksStore.ts'
import { probeMedia } from './probe.ts'
import { readSamples } from './readSamples.ts'
import { StreamedFile } from './streamedFile.ts'
import { measureWaveform } from './waveform.ts'

/** How often a waveform in the making is shown. */
const SNAPSHOT_MS = 400
/** How often the page hears of a conform. */
const PROGRESS_MS = 100

export type ConformRequest = {
  readonly module: WebAssembly.Module
  readonly file: FileLike
  readonly source: ConformSource
  readonly sampleRate: number
  /** What the copy is called while it is written. */
  readonly part: string
}

let cancelled = false

/** Probing, conforming and waveforms, off the page's thread: one job at a time. */
const importWorker = {
  probe: (file: FileLike, sampleRate: number): Promise<Result<ProbedMedia, AppError>> =>
    probeMedia(fileByteSource(file), sampleRate),

  conform(request: ConformRequest, onProgress: (done: number) => void): Promise<Result<MediaInfo, AppError>> {
    cancelled = false
    let told = performance.now()
    return conformFile(request, (done) => {
      const now = performance.now()
      if (now - told > PROGRESS_MS) {
        told = now
        onProgress(done)
      }
      return !cancelled
    })
  },

  async waveform(
    module: WebAssembly.Module,
    file: FileLike,
    info: MediaInfo,
    part: string,
    onProgress: (done: number, peaks: Peaks | null) => void,
  ): Promise<Result<Peaks, AppError>> {
    cancelled = false
    const kept = await keptPeaks(info)
    if (kept) return { ok: true, value: kept }
    let shown = performance.now()
    const source = new StreamedFile(file)
    const result = await measureWaveform(module, source, info, (done, snapshot) => {
      const now = performance.now()
      if (now - shown > SNAPSHOT_MS) {
        shown = now
        onProgress(done, snapshot())
      }
      return !cancelled
    }).finally(() => source.close())
    if (result.ok) await keepPeaks(info, result.value, part)
    return result
  },

  async samples(
    module: WebAssembly.Module,
    file: FileLike,
    info: MediaInfo,
    from: number,
    length: number,
  ): Promise<Result<SampleBlock, AppError>> {
    const read = await readSamples(module, fileByteSource(file), info, from, length)
    return read.ok ? transfer(read, [...read.value.channels.map(({ buffer }) => buffer)]) : read
  },

  /** Stops the job that runs. */
  cancel(): void {
    cancelled = true
  },
}

export type ImportWorker = typeof importWorker

expose(importWorker)
