import type { Listening } from '../domain/listening.ts'
import type { BusId } from '../domain/ports.ts'
import type { Session } from '../domain/session.ts'
import { compileMixPlan } from '../kernel/compileMixPlan.ts'
import { mixLevels } from '../kernel/levels.ts'
import type { Meter } from '../kernel/meter.ts'
import type { PlanPurpose } from '../kernel/mixPlan.ts'
import { MixRenderer } from '../kernel/mixRenderer.ts'

/** A renderer of a session at its levels, ready for the first block. */
export function rendererOf(
  module: WebAssembly.Module,
  session: Session,
  purpose: PlanPurpose,
  listening?: Listening,
): MixRenderer {
  const plan = compileMixPlan(session, purpose)
  const renderer = new MixRenderer(module, plan)
  renderer.setLevels(mixLevels(plan, session, listening), false)
  return renderer
}

export type RenderedBlock = { readonly start: number; readonly frames: number }

/**
 * Renders planar inputs, one a track of the plan, in blocks of `lengths` in turn and over again; the last block is
 * what is left. `cuts` are positions where a block ends besides; `before` is called at each start of a block.
 */
export function renderBlocks(
  renderer: MixRenderer,
  inputs: readonly (readonly Float64Array[])[],
  lengths: readonly number[],
  after: (block: RenderedBlock) => void,
  cuts: readonly number[] = [],
  before: (start: number) => void = () => undefined,
): void {
  const total = inputs[0]?.[0]?.length ?? 0
  let start = 0
  for (let turn = 0; start < total; turn++) {
    const end = Math.min(
      total,
      start + (lengths[turn % lengths.length] ?? total),
      ...cuts.filter((cut) => cut > start),
    )
    before(start)
    inputs.forEach((channels, index) => {
      channels.forEach((channel, c) => {
        renderer.input(index)[c]?.set(channel.subarray(start, end))
      })
    })
    renderer.run(end - start)
    after({ start, frames: end - start })
    start = end
  }
}

/** A copy of what a bus carries over the whole of the inputs. */
export function renderBus(
  renderer: MixRenderer,
  id: BusId,
  inputs: readonly (readonly Float64Array[])[],
): Float64Array[] {
  const bus = renderer.bus(busIndex(renderer, id))
  const out = bus.map(() => new Float64Array(inputs[0]?.[0]?.length ?? 0))
  renderBlocks(renderer, inputs, [renderer.plan.maxBlock], ({ start, frames }) => {
    out.forEach((channel, c) => {
      channel.set(bus[c]?.subarray(0, frames) ?? [], start)
    })
  })
  return out
}

export function busIndex(renderer: MixRenderer, id: BusId): number {
  const index = renderer.plan.buses.findIndex((bus) => bus.id === id)
  if (index < 0) throw new RangeError(`no bus ${id}`)
  return index
}

export function meterOf(renderer: MixRenderer, id: BusId): Meter {
  const meter = renderer.meters[busIndex(renderer, id)]
  if (!meter) throw new RangeError(`${id} is not metered`)
  return meter
}
