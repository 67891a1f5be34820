import { describe, expect, it } from 'vitest'
import { MONO, STEREO } from '../domain/layout.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { renderBlocks, rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { noise } from '../testing/signals.ts'
import type { DeliveryRequest } from './mixPlan.ts'

const module = kernelModule()
const LENGTH = 1201
const session = sessionFixture([{ stem: 'dialogue' }, { stem: 'music' }])
const inputs = session.tracks.map((_, t) => [noise(LENGTH, 2 * t + 1, 0.4), noise(LENGTH, 2 * t + 2, 0.4)])
const curve = noise(LENGTH, 9, 1).map((value) => 0.5 + value / 4)

const float = { format: 'wav32f', split: false, range: 'film' } as const
const deliveries: readonly DeliveryRequest[] = [
  { ...float, id: 'composite', stems: ['dialogue', 'music'], layout: STEREO },
  { ...float, id: 'dialogue', stems: ['dialogue'], layout: STEREO },
  { ...float, id: 'guide', stems: ['dialogue'], layout: MONO },
]

/** The files of the deliveries, with the curve or without a place for one. */
function deliver(linkedMaster: boolean): readonly Float32Array[] {
  const renderer = rendererOf(module, session, { kind: 'export', maxBlock: 257, deliveries, linkedMaster })
  const files = [2, 2, 1].map((channels) => new Float32Array(LENGTH * channels))
  renderBlocks(
    renderer,
    inputs,
    [257, 31, 1],
    ({ start, frames }) => {
      for (const [n, file] of files.entries())
        file.set(new Float32Array(renderer.packed(n, frames).slice().buffer), start * (file.length / LENGTH))
    },
    [],
    (start) => renderer.masterCurve?.set(curve.subarray(start, start + 257)),
  )
  return files
}

describe('the curve of the linked master', () => {
  const plain = deliver(false)
  const limited = deliver(true)

  it('is one for all: every sample of every deliverable is multiplied by the same', () => {
    for (const [n, file] of limited.entries()) {
      const channels = file.length / LENGTH
      file.forEach((value, i) => {
        const expected = (plain[n]?.[i] ?? 0) * (curve[Math.floor(i / channels)] ?? 0)
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(2 ** -24)
      })
    }
  })

  it('is 1 while nobody writes to it', () => {
    const renderer = rendererOf(module, session, {
      kind: 'export',
      maxBlock: 64,
      deliveries,
      linkedMaster: true,
    })
    expect(renderer.masterCurve?.every((gain) => gain === 1)).toBe(true)
    expect(rendererOf(module, session, { kind: 'live', maxBlock: 64 }).masterCurve).toBeNull()
  })
})
