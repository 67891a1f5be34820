import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { deliverable } from '../domain/deliverables/registry.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import type { DeliveryFormat } from '../domain/deliveryFormat.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import type { Session } from '../domain/session.ts'
import { STEMS } from '../domain/stems.ts'
import { decibels, samplePosition } from '../domain/units.ts'
import { bounceToMemory, pcmOf, programmeOf } from './bounceFixture.ts'
import { noise } from './signals.ts'

const FULL = 2 ** 23
const whole = (signal: Float64Array): Float64Array => signal.map((value) => Math.round(value * FULL) / FULL)

/** Samples of the programme. */
export const LENGTH = 6007

/** A stereo track of 24-bit noise in every stem, at unity. */
export const matrixProgramme = await programmeOf(
  STEMS.map(({ id }, n) => ({
    stem: id,
    samples: [whole(noise(LENGTH, 2 * n + 1, 0.12)), whole(noise(LENGTH, 2 * n + 2, 0.12))],
  })),
)

/** The same at levels that no sample of a sum is exact at. */
export const oddSession: Session = {
  ...matrixProgramme.session,
  tracks: matrixProgramme.session.tracks.map((track, n) => ({
    ...track,
    faderDb: decibels(-1.3 - n / 7),
    pan: 0.1 * n,
  })),
}

/** A ready-made deliverable, included, and what is special about it. */
export const row = (id: string, change: Partial<Deliverable> = {}): Deliverable => ({
  ...deliverableOf(deliverable(id)),
  included: true,
  ...change,
})
export const span = (from: number, to: number): Partial<Deliverable> => ({
  range: { kind: 'span', from: samplePosition(from), to: samplePosition(to) },
})
export const withRows = (session: Session, ids: readonly string[]): Session => ({
  ...session,
  deliverables: ids.map((id) => row(id)),
})

/** The files of an export of the programme by name. */
export async function deliver(
  module: WebAssembly.Module,
  session: Session,
  format: DeliveryFormat,
  order: Partial<DeliveryOrder> = {},
): Promise<{ report: BounceReport; files: ReadonlyMap<string, Buffer> }> {
  const asked: DeliveryOrder = { name: 'reel', format, ...order }
  const { result, files } = await bounceToMemory(module, { ...matrixProgramme, session }, format, {
    order: asked,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const names = result.value.deliverables.flatMap((one) => one.files.map(({ file }) => file))
  return { report: result.value, files: new Map(names.map((name, n) => [name, files[n] ?? Buffer.of()])) }
}

/** The samples of one of them, as bytes. */
export function pcmNamed(files: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const found = files.get(name)
  if (!found) throw new Error(`no ${name} among ${[...files.keys()].join()}`)
  return pcmOf(found)
}

export const floatsOf = (pcm: Buffer): Float32Array =>
  Float32Array.from({ length: pcm.length / 4 }, (_, n) => pcm.readFloatLE(n * 4))
