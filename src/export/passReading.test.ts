import { describe, expect, it } from 'vitest'
import { type Deliverable, deliverableOf } from '../domain/deliverables/deliverable.ts'
import { DELIVERABLES, deliverable } from '../domain/deliverables/registry.ts'
import { samplePosition } from '../domain/units.ts'
import { bounceToMemory, type Programme, programmeOf } from '../testing/bounceFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { noise } from '../testing/signals.ts'

const module = kernelModule()
const LENGTH = 900_001
const FRAME = 6

/** A programme that notes which frames of its one file are read. */
async function watched(deliverables: readonly Deliverable[]) {
  const base = await programmeOf([{ stem: 'music', samples: [noise(LENGTH, 1, 0.2), noise(LENGTH, 2, 0.2)] }])
  const reads: (readonly [from: number, to: number])[] = []
  const media: Programme['media'] = new Map(
    [...base.media].map(([id, { info, source }]) => [
      id,
      {
        info,
        source: {
          ...source,
          read: (offset: number, length: number, into?: Uint8Array) => {
            const from = (offset - info.pcm.dataOffset) / FRAME
            reads.push([from, from + length / FRAME])
            return source.read(offset, length, into)
          },
        },
      },
    ]),
  )
  const { result } = await bounceToMemory(module, { media, session: { ...base.session, deliverables } })
  expect(result.ok).toBe(true)
  return reads
}

const span = (from: number, to: number) =>
  ({ kind: 'span', from: samplePosition(from), to: samplePosition(to) }) as const

describe('a pass', () => {
  it('reads each sample of a source once, however many deliverables hold it', async () => {
    const rows = DELIVERABLES.map((spec) => ({ ...deliverableOf(spec), included: true }))
    const reads = await watched(rows)
    expect(reads.length).toBeGreaterThan(1)
    expect(reads[0]?.[0]).toBe(0)
    expect(reads.at(-1)?.[1]).toBe(LENGTH)
    for (const [n, [from]] of reads.entries()) expect(from).toBe(n === 0 ? 0 : reads[n - 1]?.[1])
  })

  it('reads what ranges hold and nothing between them', async () => {
    const of = (id: string, range: Deliverable['range']): Deliverable => ({
      ...deliverableOf(deliverable('composite')),
      id,
      code: id,
      range,
    })
    const rows = [of('late', span(700_000, 700_100)), of('early', span(50, 90)), of('over', span(80, 200))]
    expect(await watched(rows)).toEqual([
      [50, 200],
      [700_000, 700_100],
    ])
  })
})
