import { NULL_LAWS, type NullLaw } from '../domain/deliverables/nullLaws.ts'
import { deliveryFormat } from '../domain/delivery.ts'
import type { Layout } from '../domain/layout.ts'
import type { StemId } from '../domain/stems.ts'
import * as memory from './assembly/layout.ts'
import type { DeliveryCompiler } from './deliveryProgram.ts'
import type { DeliveryRequest, PlanResidual } from './mixPlan.ts'

/**
 * Each law's whole less its parts, all as their files hold them: what the rounding of separate files leaves. A part that
 * is delivered with the whole is taken from there; others are summed and rounded as if they were. For wholes that are not
 * asked for, and in another layout than the session's, there is no test.
 */
export function compileNullTests(
  compiler: DeliveryCompiler,
  layout: Layout,
  requests: readonly DeliveryRequest[],
  outputs: readonly number[],
  masterCurve: number | null,
): readonly PlanResidual[] {
  return NULL_LAWS.flatMap((law) => {
    const index = requests.findIndex(
      ({ stems, layout: { id } }) => stems.join() === law.whole.join() && id === layout.id,
    )
    const whole = requests[index]
    if (!whole) return []
    return [compileLaw(compiler, law, index, whole, requests, outputs, masterCurve)]
  })
}

function compileLaw(
  compiler: DeliveryCompiler,
  law: NullLaw,
  index: number,
  whole: DeliveryRequest,
  requests: readonly DeliveryRequest[],
  outputs: readonly number[],
  masterCurve: number | null,
): PlanResidual {
  const { plan } = compiler
  const { format } = whole
  plan.gate({ deliveries: [index], during: 'summed' })
  // Dither is a file's own: taking a part from where it was written is taking its dither along.
  const written = (stems: readonly StemId[]): number | undefined => {
    const found = requests.findIndex(
      (each) =>
        each !== whole &&
        sameStems(compiler, each.stems, stems) &&
        each.layout.id === whole.layout.id &&
        each.format === format &&
        each.range === whole.range,
    )
    return outputs[found]
  }
  const rounded = (stems: readonly StemId[]): number => {
    const bus = compiler.sumOf(stems, format)
    for (let c = 0; masterCurve !== null && c < plan.channels; c++)
      plan.emit(memory.OP_MULTIPLY, bus + c * plan.stride, masterCurve)
    compiler.round(bus, plan.channels, format)
    return bus
  }
  const parts = law.parts
    .filter(({ stems }) => compiler.present(stems).length > 0)
    .map(({ stems, sign }) => ({ bus: written(stems) ?? rounded(stems), sign }))
  const rest = plan.buffer()
  plan.sum(rest, [])
  for (const { bus, sign } of parts) plan.emitBus(sign < 0 ? memory.OP_ADD : memory.OP_SUBTRACT, rest, bus)
  // Floats are added as floats: what the sum of the parts is, to the precision that the whole is written in.
  if (deliveryFormat(format).float) compiler.round(rest, plan.channels, format)
  plan.emitBus(memory.OP_SUBTRACT, rest, outputs[index] ?? rest)
  const address = plan.arena.take(8)
  for (let c = 0; c < plan.channels; c++) plan.emit(memory.OP_PEAK, rest + c * plan.stride, address)
  return { name: law.name, format, address }
}

/** Stems without tracks are silence, with them or without. */
function sameStems(compiler: DeliveryCompiler, a: readonly StemId[], b: readonly StemId[]): boolean {
  return compiler.present(a).join() === compiler.present(b).join()
}
