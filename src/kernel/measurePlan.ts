import { loudnessWeight, type Speaker } from '../domain/layout.ts'
import * as memory from './assembly/layout.ts'
import type { MixPlan } from './mixPlan.ts'
import { PlanCompiler } from './planCompiler.ts'

/**
 * A plan that mixes nothing: one input, measured as a file of an export is. Its samples are in the input after decoding.
 * Throws RangeError for a rate that has no whole 10 ms.
 */
export function compileMeasurePlan(
  sampleRate: number,
  speakers: readonly Speaker[],
  maxBlock: number,
): MixPlan {
  if (sampleRate % memory.HOPS_PER_SECOND !== 0) {
    throw new RangeError(`${sampleRate} Hz has no whole number of samples in 10 ms`)
  }
  const channels = speakers.length
  const plan = new PlanCompiler(channels, maxBlock, 0)
  const address = plan.buffer()
  const staging = plan.arena.take(maxBlock * channels * 8 + 16)
  const meterScratch = plan.arena.take(memory.METER_SCRATCH_BYTES)
  const meter = plan.meter()
  plan.emit(memory.OP_METER, meter)
  const program = plan.program()
  return {
    sampleRate,
    channels,
    maxBlock,
    stride: plan.stride,
    memoryBytes: plan.arena.size,
    program,
    ramps: { address: plan.rampBase, sources: [] },
    inputs: [{ track: 'file', channels, address }],
    staging,
    buses: [{ id: 'deliverable:file', address, channels, weights: speakers.map(loudnessWeight), meter }],
    trackPeaks: null,
    solo: null,
    deliveries: [],
    quantisers: [],
    residuals: [],
    pops: null,
    masterCurve: null,
    limiter: null,
    meterScratch,
    truePeakMaxOnly: true,
  }
}
