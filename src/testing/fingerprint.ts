import { createHash, type Hash } from 'node:crypto'
import type { Session } from '../domain/session.ts'
import { mixLevels } from '../kernel/levels.ts'
import type { PlanPurpose } from '../kernel/mixPlan.ts'
import { renderBlocks, rendererOf } from './mixRun.ts'

/** The session as it is from a position on: what a person moving faders does. */
export type Move = { readonly at: number; readonly session: Session }

/** Everything that comes out of a mix. Buses and bytes as SHA-256 over the whole length, block by block. */
export type Fingerprint = {
  readonly buses: Readonly<Record<string, string>>
  readonly packed: readonly string[]
  readonly figures: readonly (readonly number[])[]
  readonly clipped: readonly number[]
  readonly residuals: readonly number[]
  readonly trackPeaks: readonly number[]
}

const bytesOf = (samples: Float64Array): Uint8Array =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)

/** Mixes `inputs` in blocks of `lengths` in turn, starting from `session` and ramping to each move at its position. */
export function fingerprint(
  module: WebAssembly.Module,
  session: Session,
  purpose: PlanPurpose,
  inputs: readonly (readonly Float64Array[])[],
  lengths: readonly number[],
  moves: readonly Move[] = [],
): Fingerprint {
  const renderer = rendererOf(module, session, purpose)
  const { plan } = renderer
  const channelHashes = plan.buses.map(({ channels }) =>
    Array.from({ length: channels }, () => createHash('sha256')),
  )
  const packedHashes = plan.deliveries.map(() => createHash('sha256'))
  renderBlocks(
    renderer,
    inputs,
    lengths,
    ({ frames }) => {
      channelHashes.forEach((hashes, bus) => {
        hashes.forEach((hash, c) => {
          hash.update(bytesOf((renderer.bus(bus)[c] ?? new Float64Array(0)).subarray(0, frames)))
        })
      })
      packedHashes.forEach((hash, index) => {
        hash.update(renderer.packed(index, frames))
      })
    },
    moves.map(({ at }) => at),
    (start) => {
      for (const move of moves) if (move.at === start) renderer.setLevels(mixLevels(plan, move.session), true)
    },
  )
  const hex = (hash: Hash): string => hash.digest('hex')
  return {
    buses: Object.fromEntries(
      plan.buses.map(({ id }, bus) => [id, (channelHashes[bus] ?? []).map(hex).join()]),
    ),
    packed: packedHashes.map(hex),
    figures: renderer.meters.map((meter) =>
      meter
        ? [
            meter.momentaryLufs(),
            meter.shortTermLufs(),
            meter.maxMomentaryLufs(),
            meter.maxShortTermLufs(),
            meter.integratedLufs(),
            meter.loudnessRangeLu(),
            meter.maxTruePeakDb(),
            meter.maxSamplePeakDb(),
            ...Array.from({ length: meter.channels }, (_, c) => [
              meter.samplePeak(c),
              meter.truePeak(c),
            ]).flat(),
          ]
        : [],
    ),
    clipped: plan.deliveries.map((_, index) => renderer.clipped(index)),
    residuals: plan.residuals.map((_, index) => renderer.residual(index)),
    trackPeaks: [...(renderer.trackPeaks ?? [])],
  }
}
