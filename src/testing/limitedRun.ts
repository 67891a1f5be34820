import type { Session } from '../domain/session.ts'
import type { DeliveryRequest } from '../kernel/mixPlan.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import { renderBlocks, rendererOf } from './mixRun.ts'

export type LimitedRun = {
  readonly renderer: MixRenderer
  /** By delivery and channel, as long as the inputs, as their files hold them. */
  readonly outputs: readonly (readonly Float64Array[])[]
  readonly curve: Float64Array
}

/** Renders inputs through the limiter and takes its delay out again, as an export does. */
export function renderLimited(
  module: WebAssembly.Module,
  session: Session,
  deliveries: readonly DeliveryRequest[],
  inputs: readonly (readonly Float64Array[])[],
  ceilingDbtp: number,
  lengths: readonly number[] = [2048],
): LimitedRun {
  const maxBlock = Math.max(...lengths)
  const renderer = rendererOf(module, session, { kind: 'export', maxBlock, deliveries, ceilingDbtp })
  const delay = renderer.limiter?.delay ?? 0
  const length = inputs[0]?.[0]?.length ?? 0
  const padded = inputs.map((channels) =>
    channels.map((channel) => {
      const longer = new Float64Array(length + delay)
      longer.set(channel)
      return longer
    }),
  )
  const outputs = deliveries.map(({ layout }) => layout.speakers.map(() => new Float64Array(length)))
  const curve = new Float64Array(length)
  const keep = (into: Float64Array, from: Float64Array | undefined, start: number, frames: number): void => {
    const skipped = Math.max(0, delay - start)
    if (from && skipped < frames) into.set(from.subarray(skipped, frames), start + skipped - delay)
  }
  renderBlocks(renderer, padded, lengths, ({ start, frames }) => {
    for (const [index, own] of outputs.entries()) {
      const bus = renderer.bus(renderer.plan.buses.length - deliveries.length + index)
      for (const [c, channel] of own.entries()) keep(channel, bus[c], start, frames)
    }
    keep(curve, renderer.masterCurve ?? undefined, start, frames)
  })
  return { renderer, outputs, curve }
}
