import { deliverable } from '../domain/deliverables/registry.ts'
import {
  type BounceProgress,
  type BounceReport,
  type DeliverableReport,
  type DeliveryOrder,
  deliverableFileName,
  deliveryFormat,
} from '../domain/delivery.ts'
import type { AppError } from '../domain/errors.ts'
import { layoutOf } from '../domain/layout.ts'
import { bytesPerFrame } from '../domain/media.ts'
import type { CancelSignal } from '../domain/ports.ts'
import { type MediaId, type Session, sessionLength } from '../domain/session.ts'
import { gainToDb, samples } from '../domain/units.ts'
import { mixLevels } from '../kernel/levels.ts'
import { compileMixPlan } from '../kernel/mixPlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { type OpenMedia, type PcmWindow, readWindow } from '../media/playlist.ts'
import type { DeliverySink } from './deliverySink.ts'
import { loadBlock } from './loadBlock.ts'
import { bounceSettings } from './report.ts'
import { type WavSpec, wavHeader, wavTrailer } from './wavHeader.ts'

/** Frames the kernel renders at once: its buffers stay in the second-level cache. */
const BLOCK = 2048
/**
 * Bytes read ahead for all tracks together; two windows are held, one mixing and one on its way. A browser pays for each
 * read of a file with a trip to another process, so reads are few and large.
 */
const WINDOW_BYTES = 24 << 20
/** The first window is small, so that mixing, progress and cancelling begin at once. */
const FIRST_WINDOW_BYTES = 2 << 20
/** How often progress is told: what a person can read, no more. */
const PROGRESS_MS = 250
/** Bytes handed to a sink at once. */
const CHUNK_BYTES = 1 << 20

export type BounceJob = {
  readonly session: Session
  readonly media: ReadonlyMap<MediaId, OpenMedia>
  readonly order: DeliveryOrder
  readonly module: WebAssembly.Module
  /** One for each deliverable of the registry, in its order. */
  readonly sinks: readonly DeliverySink[]
  readonly version: string
  readonly signal: CancelSignal
  onProgress(progress: BounceProgress): void
}

/**
 * Renders every deliverable in one pass from the first sample to the end of the longest track. Memory does not depend
 * on length. The length is known beforehand, so headers are final when written and files are written front to back.
 * On any error, and on cancelling, nothing is finished: the caller discards what the sinks hold.
 */
export async function runBounce(job: BounceJob): Promise<Result<BounceReport, AppError>> {
  const { session, order, sinks, signal } = job
  const total = sessionLength(session)
  if (total === 0) return err({ code: 'export/nothing' })
  const missing = Object.entries(session.media).find(([id]) => !job.media.has(id))
  if (missing) return err({ code: 'media/missing', file: missing[1].fileName })
  const plan = compileMixPlan(session, { kind: 'export', maxBlock: BLOCK, format: order.format })
  const renderer = new MixRenderer(job.module, plan)
  renderer.setLevels(mixLevels(plan, session), false)
  const format = deliveryFormat(order.format)
  const outputs = plan.deliveries.map((delivery, index) => {
    const sink = sinks[index]
    if (!sink) throw new RangeError(`no sink for ${delivery.id}`)
    return new ChunkedOutput(sink)
  })
  const wav: WavSpec = {
    channels: plan.channels,
    sampleRate: plan.sampleRate,
    bits: format.bits,
    float: format.float,
    samples: total,
    layout: layoutOf(session.layout),
  }
  for (const output of outputs) {
    const written = await output.append(wavHeader(wav))
    if (!written.ok) return written
  }

  const frameBytes = session.tracks
    .map(({ clips }) => clips.reduce((most, { media }) => Math.max(most, clipBytes(session, media)), 0))
    .reduce((sum, bytes) => sum + bytes, 1)
  const framesIn = (bytes: number): number => Math.max(BLOCK, Math.floor(bytes / frameBytes / BLOCK) * BLOCK)
  const started = performance.now()
  const fetchWindow = (start: number, spent?: PcmWindow) => {
    const frames = framesIn(start === 0 ? FIRST_WINDOW_BYTES : WINDOW_BYTES)
    return readWindow(session.tracks, job.media, start, Math.min(frames, total - start), spent)
  }
  let next = fetchWindow(0)
  let spent: PcmWindow | undefined
  let told = Number.NEGATIVE_INFINITY
  for (let done = 0; done < total; ) {
    const window = await next
    if (!window.ok) return window
    if (signal.aborted) return err({ code: 'cancelled' })
    const { frames } = window.value
    if (done + frames < total) next = fetchWindow(done + frames, spent)
    spent = window.value
    for (let at = 0; at < frames; at += BLOCK) {
      const block = Math.min(BLOCK, frames - at)
      const loaded = loadBlock(renderer, window.value, at, block)
      if (!loaded.ok) {
        // The read that is under way belongs to a window nobody will ask for.
        await next
        return loaded
      }
      renderer.run(block)
      for (const [index, output] of outputs.entries()) {
        if (output.hasRoom(block * (plan.deliveries[index]?.bytesPerFrame ?? 0))) {
          output.copy(renderer.packed(index, block))
        } else {
          const written = await output.append(renderer.packed(index, block))
          if (!written.ok) return written
        }
      }
    }
    done += frames
    const seconds = (performance.now() - started) / 1000
    if (done < total && seconds * 1000 - told < PROGRESS_MS) continue
    told = seconds * 1000
    job.onProgress({
      done: samples(done),
      total,
      speed: done / session.sampleRate / seconds,
      secondsLeft: (seconds * (total - done)) / done,
    })
  }

  const deliverables: DeliverableReport[] = []
  for (const [index, output] of outputs.entries()) {
    const sha256 = await output.finish(wavTrailer(wav))
    if (!sha256.ok) return sha256
    deliverables.push(deliverableReport(job, renderer, index, sha256.value))
  }
  const residual = renderer.residual()
  return ok({
    app: { name: 'Dubstage', version: job.version },
    title: session.title,
    createdAt: new Date().toISOString(),
    settings: bounceSettings(session, order),
    deliverables,
    nullResidualDbfs: residual === 0 ? null : gainToDb(residual),
    warnings: [
      ...new Set(
        Object.values(session.media).flatMap(({ fileName, warnings }) =>
          warnings.map((w) => `${fileName}: ${w}`),
        ),
      ),
      ...deliverables.flatMap(clippingWarning),
      ...deliverables.flatMap(silenceWarning),
    ],
  })
}

/** Bytes of one frame of a clip, of all its files. */
const clipBytes = ({ media }: Session, ids: readonly MediaId[]): number =>
  ids.reduce((sum, id) => sum + (media[id] ? bytesPerFrame(media[id].pcm) : 0), 0)

function silenceWarning({ file, maxSamplePeakDbfs }: DeliverableReport): string[] {
  return maxSamplePeakDbfs === null
    ? [`${file}: it is silent from end to end. Check mutes, faders and stems.`]
    : []
}

function clippingWarning({ file, clippedSamples }: DeliverableReport): string[] {
  if (clippedSamples === 0) return []
  return [
    `${file}: ${clippedSamples} samples went over full scale and were held at it. Lower the mix and export again.`,
  ]
}

function deliverableReport(
  { order, session }: BounceJob,
  renderer: MixRenderer,
  index: number,
  sha256: string,
): DeliverableReport {
  const { plan } = renderer
  const delivery = plan.deliveries[index]
  const meter = renderer.meters[plan.buses.findIndex(({ id }) => id === `deliverable:${delivery?.id}`)]
  if (!delivery || !meter) throw new RangeError(`no delivery ${index}`)
  const figure = (value: number): number | null => (Number.isFinite(value) ? value : null)
  return {
    id: deliverable(delivery.id).id,
    file: deliverableFileName(order.name, delivery.id),
    channels: plan.channels,
    sampleRate: plan.sampleRate,
    bitDepth: deliveryFormat(order.format).bits,
    samples: sessionLength(session),
    integratedLufs: figure(meter.integratedLufs()),
    loudnessRangeLu: figure(meter.loudnessRangeLu()),
    maxTruePeakDbtp: figure(meter.maxTruePeakDb()),
    maxSamplePeakDbfs: figure(meter.maxSamplePeakDb()),
    maxMomentaryLufs: figure(meter.maxMomentaryLufs()),
    maxShortTermLufs: figure(meter.maxShortTermLufs()),
    clippedSamples: renderer.clipped(index),
    sha256,
  }
}

/** Gathers blocks into chunks worth a write of their own. */
class ChunkedOutput {
  readonly #sink: DeliverySink
  #chunk = new Uint8Array(CHUNK_BYTES)
  #fill = 0

  constructor(sink: DeliverySink) {
    this.#sink = sink
  }

  hasRoom(bytes: number): boolean {
    return this.#fill + bytes <= CHUNK_BYTES
  }

  copy(bytes: Uint8Array): void {
    this.#chunk.set(bytes, this.#fill)
    this.#fill += bytes.length
  }

  async append(bytes: Uint8Array): Promise<Result<void, AppError>> {
    let at = 0
    while (at < bytes.length) {
      const part = bytes.subarray(at, at + CHUNK_BYTES - this.#fill)
      this.copy(part)
      at += part.length
      if (this.#fill === CHUNK_BYTES) {
        const written = await this.#flush()
        if (!written.ok) return written
      }
    }
    return ok(undefined)
  }

  async finish(padding: Uint8Array): Promise<Result<string, AppError>> {
    const padded = await this.append(padding)
    if (!padded.ok) return padded
    const written = await this.#flush()
    return written.ok ? this.#sink.finish() : written
  }

  async #flush(): Promise<Result<void, AppError>> {
    if (this.#fill === 0) return ok(undefined)
    const written = await this.#sink.write(this.#chunk.subarray(0, this.#fill))
    if (!written.ok) return written
    this.#chunk = new Uint8Array(written.value ?? new ArrayBuffer(CHUNK_BYTES))
    this.#fill = 0
    return ok(undefined)
  }
}
