import type { Layout } from '../domain/layout.ts'
import * as memory from './assembly/layout.ts'
import type { DeliveryCompiler } from './deliveryProgram.ts'
import type { DeliveryRequest } from './mixPlan.ts'

/** Each of the three means that smooth the curve: 1.5 ms. A fade of 4.5 ms, and no corner in it. */
const BOX_SECONDS = 0.0015

/** Where the parts of a plan's limiter are. */
export type PlanLimiter = {
  /** f64, one a sample: what every deliverable of the block is multiplied by. */
  readonly curve: number
  readonly state: number
  readonly taps: number
  readonly queue: number
  readonly boxes: number
  /** Samples that everything delivered comes after what is mixed. */
  readonly delay: number
  readonly ceilingDbtp: number
  /** Of each delivery, those of its channels one after the other. */
  readonly detectors: readonly { readonly address: number; readonly channels: number }[]
  /** What waits: a run of bytes for each channel of a stem. */
  readonly waiting: readonly { readonly address: number; readonly bytes: number }[]
}

/** Lengths of a limiter, in samples. */
export function limiterLengths(sampleRate: number) {
  const box = Math.round(sampleRate * BOX_SECONDS)
  const smoothing = 3 * (box - 1) + 1
  // Around a peak, the samples that a meter's filter makes it of have its gain, as far as that filter reaches.
  const margin = memory.DETECTOR_TAPS / 2
  return {
    box,
    hold: smoothing + 2 * margin,
    delay: smoothing - 1 + margin + memory.DETECTOR_DELAY,
  }
}

/**
 * The limiter: detectors on every channel of every deliverable as it is mixed now, the gain that the most demanding of
 * them needs, and delay lines on the stems, so that whatever is made of those afterwards comes when the gain is there.
 */
export function compileLimiter(
  compiler: DeliveryCompiler,
  {
    layout,
    requests,
    pops,
    ceilingDbtp,
    sampleRate,
  }: {
    readonly layout: Layout
    readonly requests: readonly DeliveryRequest[]
    readonly pops: number | null
    readonly ceilingDbtp: number
    readonly sampleRate: number
  },
): PlanLimiter {
  const { plan } = compiler
  const { box, hold, delay } = limiterLengths(sampleRate)
  const curve = plan.buffer(1)
  const envelope = plan.buffer(1)
  const state = plan.arena.take(memory.LIMITER_BYTES)
  const scratch = plan.arena.take(plan.maxBlock * 4 + memory.DETECTOR_SCRATCH_BYTES)
  const sum = plan.buffer()
  const folded = plan.buffer(Math.max(2, plan.channels))
  plan.emit(memory.OP_CLEAR, envelope)
  const detectors = requests.map((request, index) => {
    const channels = request.layout.speakers.length
    const address = plan.arena.take(channels * memory.DETECTOR_BYTES)
    const folds = request.layout.id !== layout.id
    plan.gate({ deliveries: [index], ahead: true })
    const only = pops === null ? compiler.onlyStem(request.stems) : undefined
    const whole = only ?? compiler.sumOf(request.stems, 'wav24', sum)
    const bus = folds ? compiler.fold(whole, layout, request.layout, folded) : whole
    if (pops !== null && !request.withoutPops) {
      plan.gate({ deliveries: [index], during: 'pops', ahead: true })
      for (const [c, speaker] of request.layout.speakers.entries())
        if (speaker !== 'LFE') plan.emit(memory.OP_ADD, bus + c * plan.stride, pops)
      plan.gate({ deliveries: [index], ahead: true })
    }
    for (let c = 0; c < channels; c++) {
      const detector = address + c * memory.DETECTOR_BYTES
      plan.emit(memory.OP_DETECT, bus + c * plan.stride, detector, envelope, state, scratch)
    }
    return { address, channels }
  })
  plan.gate({ deliveries: [] })
  plan.emit(memory.OP_LIMIT, curve, envelope, state)
  const late = compiler.stemBuses.flatMap((bus) =>
    Array.from({ length: plan.channels }, (_, c) => bus + c * plan.stride),
  )
  const waiting = [...late, ...(pops === null ? [] : [pops])].map((buffer) => {
    const address = plan.arena.take((delay + plan.maxBlock) * 8)
    plan.emit(memory.OP_DELAY, buffer, address, delay)
    return { address, bytes: delay * 8 }
  })
  return {
    curve,
    state,
    taps: plan.arena.take((memory.DETECTOR_TAPS / 2) * 12),
    queue: plan.arena.take(hold * 16),
    boxes: plan.arena.take(3 * box * 8),
    delay,
    ceilingDbtp,
    detectors,
    waiting,
  }
}
