import type { DeliveryOrder } from '../domain/delivery.ts'
import { planDelivery } from '../domain/deliveryPlan.ts'
import type { BounceJob } from '../export/bounceJob.ts'
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, keptFiles } from '../export/checkpoint.ts'
import { err, ok } from '../lib/result.ts'
import { bounceToMemory, memorySink, type Programme } from './bounceFixture.ts'

/**
 * Runs a job that is interrupted where its pass first asks, and so does every run that goes on from there, until `times` were:
 * by turns at once, and after it has written more. What goes on has a checkpoint and the files as it has them, and nothing else.
 * `before`: how often each run asked in passes that no other can go on from.
 */
export async function interruptedBounce(
  module: WebAssembly.Module,
  programme: Programme,
  order: DeliveryOrder,
  times: number,
  change: Partial<BounceJob> = {},
) {
  const planned = planDelivery(programme.session, order)
  if (!planned.ok) throw new Error(planned.error.code)
  const count = planned.value.deliverables.reduce((sum, { files }) => sum + files.length, 0)
  const checkpoints: Checkpoint[] = []
  const before: number[] = []
  let begun = Array.from({ length: count }, () => new Uint8Array(0))
  for (;;) {
    const sinks = begun.map((bytes) => memorySink(bytes))
    const from = checkpoints.at(-1)?.state
    const kept: Checkpoint[] = []
    let unkept = 0
    const { result } = await bounceToMemory(module, programme, order.format, {
      ...change,
      order,
      sinks,
      ...(from && { from }),
      async between(take) {
        if (!take) unkept += 1
        if (!take || checkpoints.length === times) return ok(undefined)
        if (kept.length > 0) return err({ code: 'cancelled' })
        const state = await take()
        if (!state.ok) return state
        const written = sinks.map((sink) => ({ bytes: sink.bytes().length, hash: new Uint8Array(0) }))
        const files = keptFiles(state.value, written)
        kept.push({ serial: checkpoints.length, job: '', part: 0, state: state.value, files })
        return checkpoints.length % 2 === 0 ? ok(undefined) : err({ code: 'cancelled' })
      },
    })
    before.push(unkept)
    if (checkpoints.length === times)
      return { result, files: sinks.map((sink) => sink.bytes()), checkpoints, before }
    const checkpoint = kept[0] && (await decodeCheckpoint(await encodeCheckpoint(kept[0])))
    if (!checkpoint) throw new Error(`only ${checkpoints.length} interruptions: the job ended before`)
    checkpoints.push(checkpoint)
    begun = sinks.map((sink, index) =>
      Uint8Array.from(sink.bytes().subarray(0, checkpoint.files[index]?.bytes)),
    )
  }
}
