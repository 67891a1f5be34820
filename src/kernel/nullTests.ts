import { NULL_LAWS, type NullLaw } from '../domain/deliverables/nullLaws.ts'
import { rowOfSum } from '../domain/deliverables/rowOfSum.ts'
import { type DeliveryFormat, deliveryFormat } from '../domain/deliveryFormat.ts'
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
    const whole = rowOfSum(
      requests.filter(({ layout: { id } }) => id === layout.id),
      ({ stems }) => stems,
      law.whole,
      (stems) => compiler.present(stems),
    )
    if (!whole) return []
    const index = requests.indexOf(whole)
    compiler.plan.gate({ deliveries: [index], during: 'summed' })
    const partOf = (stems: readonly StemId[]): PartBus => {
      const present = compiler.present(stems)
      // Dither is a file's own: taking a part from where it was written is taking its dither along.
      const written = requests.findIndex((each) => each !== whole && isPart(compiler, each, whole, present))
      const found = outputs[written]
      if (found !== undefined) return { bus: found, rounds: false }
      const [only, ...others] = present
      // A float stem is rounded as it is, and 24 bits of one need no copy of it.
      const { float, bits, dither } = deliveryFormat(whole.format)
      if (only && others.length === 0 && masterCurve === null && (float || (bits === 24 && !dither)))
        return { bus: compiler.stem(only, whole.format), rounds: !float }
      return { bus: roundedSum(compiler, present, whole, masterCurve), rounds: false }
    }
    return [compileLaw(compiler, law, whole, outputs[index] ?? 0, partOf)]
  })
}

/** Where a part is, and whether it has yet to be rounded. */
type PartBus = { readonly bus: number; readonly rounds: boolean }

function compileLaw(
  compiler: DeliveryCompiler,
  law: NullLaw,
  { format }: DeliveryRequest,
  whole: number,
  partOf: (stems: readonly StemId[]) => PartBus,
): PlanResidual {
  const { plan } = compiler
  const parts = law.parts
    .filter(({ stems }) => compiler.present(stems).length > 0)
    .map(({ stems, sign }) => ({ ...partOf(stems), sign }))
  const address = plan.arena.take(8)
  if (deliveryFormat(format).float) compileFloatLaw(compiler, format, whole, parts, address)
  for (let c = 0; !deliveryFormat(format).float && c < plan.channels; c++) {
    const offset = c * plan.stride
    const words = parts.map(
      ({ bus, rounds, sign }) =>
        bus + offset + (sign < 0 ? 0 : memory.PART_ADDED) + (rounds ? memory.PART_INT24 : 0),
    )
    plan.emit(memory.OP_RESIDUAL, whole + offset, address, ...words)
  }
  return { name: law.name, format, address }
}

/** Floats are added as floats: the sum of the parts is rounded to the precision that the whole is written in. */
function compileFloatLaw(
  compiler: DeliveryCompiler,
  format: DeliveryFormat,
  whole: number,
  parts: readonly { readonly bus: number; readonly sign: 1 | -1 }[],
  address: number,
): void {
  const { plan } = compiler
  const rest = plan.buffer()
  plan.sum(rest, [])
  for (const { bus, sign } of parts) plan.emitBus(sign < 0 ? memory.OP_SUBTRACT : memory.OP_ADD, rest, bus)
  compiler.round(rest, plan.channels, format)
  plan.emitBus(memory.OP_ADD, rest, whole)
  for (let c = 0; c < plan.channels; c++) plan.emit(memory.OP_PEAK, rest + c * plan.stride, address)
}

/** A part as its file would hold it, when it is not written. */
function roundedSum(
  compiler: DeliveryCompiler,
  stems: readonly StemId[],
  { format }: DeliveryRequest,
  masterCurve: number | null,
): number {
  const { plan } = compiler
  const bus = compiler.sumOf(stems, format)
  for (let c = 0; masterCurve !== null && c < plan.channels; c++)
    plan.emit(memory.OP_MULTIPLY, bus + c * plan.stride, masterCurve)
  compiler.round(bus, plan.channels, format)
  return bus
}

/** Whether a deliverable is just these stems, written as the whole is. */
const isPart = (
  compiler: DeliveryCompiler,
  each: DeliveryRequest,
  whole: DeliveryRequest,
  stems: readonly StemId[],
): boolean =>
  compiler.present(each.stems).join() === stems.join() &&
  each.layout.id === whole.layout.id &&
  each.format === whole.format &&
  each.range === whole.range
