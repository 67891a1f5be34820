import { measuredPart } from '../domain/certificate.ts'
import { deliveryContainer } from '../domain/deliveryContainers.ts'
import { type DeliveryFormat, deliveryFormat } from '../domain/deliveryFormat.ts'
import type { DeliveryPlan, PlannedDeliverable } from '../domain/deliveryPlan.ts'
import type { AppError } from '../domain/errors.ts'
import { type Samples, samples } from '../domain/units.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import type { Rounding } from '../kernel/roundingStage.ts'
import { ok, type Result } from '../lib/result.ts'
import type { MixJob } from './bounceJob.ts'
import { type DeliveredFigures, figuresOf, UNMEASURED } from './deliveredFigures.ts'
import type { FileOutput } from './fileOutput.ts'
import { openRateConversion, type RateConversion } from './rateConversion.ts'

const ROUNDING: Readonly<Record<DeliveryFormat, Rounding>> = {
  wav16: 'int16 TPDF',
  wav16shaped: 'int16 shaped',
  wav24: 'int24',
  wav32f: 'float32',
}

/** What the kernel makes of a deliverable: what is written, or floats of all channels to be converted to another rate. */
export const packedAs = (
  { format, sampleRate, deliverable }: PlannedDeliverable,
  sessionRate: number,
): { readonly format: DeliveryFormat; readonly split: boolean } =>
  sampleRate === sessionRate ? { format, split: deliverable.split } : { format: 'wav32f', split: false }

/** A finished deliverable. */
export type DeliveredFiles = {
  readonly figures: DeliveredFigures
  readonly samples: Samples
  /** SHA-256 of each file. */
  readonly hashes: readonly string[]
  readonly warnings: readonly string[]
}

type Taking = Promise<Result<void, AppError>>

/** A deliverable on its way from the kernel into its files. */
export class DeliverableOutput {
  readonly #planned: PlannedDeliverable
  readonly #index: number
  readonly #renderer: MixRenderer
  readonly #files: readonly FileOutput[]
  readonly #conversion: RateConversion | null
  #samples: number

  /**
   * `index`: of the delivery in the plan. `conversion`: where it is at another rate than the session. `begun`: samples that
   * its files hold from an earlier run.
   */
  constructor(
    planned: PlannedDeliverable,
    index: number,
    renderer: MixRenderer,
    files: readonly FileOutput[],
    conversion: RateConversion | null,
    begun = 0,
  ) {
    this.#planned = planned
    this.#index = index
    this.#renderer = renderer
    this.#files = files
    this.#conversion = conversion
    this.#samples = begun
  }

  /** What its files were given, at their rate. */
  get samples(): Samples {
    return samples(this.#samples)
  }

  /** Whether another one goes on with its files; else they are made from their beginning. */
  get keepsPlace(): boolean {
    return deliveryContainer(this.#planned.container).keepsPlace
  }

  /** What its conversion keeps, of which no block is on its way; `null` without one, or where it would be of no use. */
  conversionState(): Uint8Array | null {
    return this.keepsPlace ? (this.#conversion?.state() ?? null) : null
  }

  /** What the encoder of each of its files keeps, as `FileOutput.state`. */
  encoderStates(): readonly (Uint8Array | null)[] {
    return this.#files.map((file) => file.state())
  }

  /** Of each of its files that is gone on with the first bytes, where finishing it writes others over them. */
  patchedHeads(): readonly (Uint8Array | null)[] {
    const { appendOnly } = deliveryContainer(this.#planned.container)
    return this.#files.map(({ head }) => (this.keepsPlace && !appendOnly ? head : null))
  }

  /** Takes the block that was rendered last; `null` when that is done at once. No other may be rendered before. */
  take(block: number): Taking | null {
    if (this.#conversion) return this.#convert(this.#conversion.push(this.#packed(block, 0)))
    this.#samples += block
    let taking: Taking | null = null
    for (const [index, file] of this.#files.entries()) {
      const taken = file.take(this.#packed(block, index))
      if (taken) taking = taking ? both(taking, taken) : taken
    }
    return taking
  }

  /** All that was taken is written when it resolves. */
  async settle(): Promise<Result<void, AppError>> {
    for (const file of this.#files) {
      const settled = await file.settle()
      if (!settled.ok) return settled
    }
    return ok(undefined)
  }

  async finish(): Promise<Result<DeliveredFiles, AppError>> {
    if (this.#conversion) {
      const rest = await this.#convert(this.#conversion.finish())
      if (!rest.ok) return rest
    }
    const figures = this.#conversion?.measured() ?? this.#measured()
    // A file of one channel of several has a loudness of its own, which nobody has measured.
    const whole = this.#files.length === 1
    const hashes: string[] = []
    for (const file of this.#files) {
      const sha256 = await file.finish(whole ? figures : UNMEASURED)
      if (!sha256.ok) return sha256
      hashes.push(sha256.value)
    }
    const { files } = this.#planned
    return ok({
      figures,
      samples: this.samples,
      hashes,
      warnings: this.#files.flatMap(({ warnings }, index) =>
        warnings.map((warning) => `${files[index]?.name}: ${warning}`),
      ),
    })
  }

  /** Gives memory and Workers back. */
  close(): void {
    this.#conversion?.close()
    for (const file of this.#files) file.close()
  }

  #packed(block: number, file: number): Uint8Array {
    return this.#renderer.packed(this.#index, block, file)
  }

  async #convert(parts: Generator<Uint8Array>): Taking {
    const { layout, format } = this.#planned
    const channels = layout.speakers.length
    const width = deliveryFormat(format).bits / 8
    for (const part of parts) {
      this.#samples += part.length / (channels * width)
      for (const [index, file] of this.#files.entries()) {
        const taken = await file.take(
          this.#files.length === 1 ? part : channelOf(part, index, channels, width),
        )
        if (taken && !taken.ok) return taken
      }
    }
    return ok(undefined)
  }

  #measured(): DeliveredFigures {
    const { meters, plan } = this.#renderer
    const id = `deliverable:${this.#planned.deliverable.id}`
    const meter = meters[plan.buses.findIndex((bus) => bus.id === id)]
    if (!meter) throw new RangeError(`no delivery ${this.#index}`)
    return figuresOf(meter, this.#renderer.clipped(this.#index))
  }
}

/** The conversion of each deliverable that is at another rate than the session, `null` for others. `from`: where each goes on. */
export async function openConversions(
  { session, order, module }: MixJob,
  { deliverables, pops }: DeliveryPlan,
  { plan }: MixRenderer,
  from: readonly (Uint8Array | null)[] = [],
): Promise<readonly (RateConversion | null)[]> {
  const { sampleRate: sessionRate } = session
  const conversions: (RateConversion | null)[] = []
  let firstSeed = plan.quantisers.length
  for (const [index, planned] of deliverables.entries()) {
    const { layout, format, sampleRate } = planned
    if (sampleRate === sessionRate) {
      conversions.push(null)
      continue
    }
    const rounding = { sampleRate, speakers: layout.speakers, rounding: ROUNDING[format], firstSeed }
    const place = (sample: number): number => Math.round(((sample - planned.from) * sampleRate) / sessionRate)
    const measured = planned.marks ? measuredPart(planned, pops.programme, 'programme') : pops.programme
    const part =
      order.pops?.measure === 'programme' ? { from: place(measured.from), to: place(measured.to) } : null
    const length = samples(planned.to - planned.from)
    const begun = from[index] ?? null
    conversions.push(await openRateConversion(module, sessionRate, length, rounding, part, begun))
    firstSeed += layout.speakers.length
  }
  return conversions
}

/** One channel of interleaved samples of `width` bytes. */
function channelOf(pcm: Uint8Array, channel: number, channels: number, width: number): Uint8Array {
  const own = new Uint8Array(pcm.length / channels)
  const step = channels * width
  for (let to = 0, at = channel * width; to < own.length; to += width, at += step)
    for (let byte = 0; byte < width; byte++) own[to + byte] = pcm[at + byte] ?? 0
  return own
}

async function both(one: Taking, other: Taking): Taking {
  const [first, second] = await Promise.all([one, other])
  return first.ok ? second : first
}
