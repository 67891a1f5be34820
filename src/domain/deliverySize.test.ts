import { describe, expect, it } from 'vitest'
import { composite } from './deliverables/composite.ts'
import { deliverableOf } from './deliverables/deliverable.ts'
import type { PlannedDeliverable } from './deliveryPlan.ts'
import { deliverySize } from './deliverySize.ts'
import { MONO, STEREO } from './layout.ts'

const planned = (change: Partial<PlannedDeliverable> = {}): PlannedDeliverable => ({
  deliverable: deliverableOf(composite),
  from: 0,
  to: 48_000,
  container: 'wav',
  format: 'wav24',
  sampleRate: 48_000,
  layout: STEREO,
  files: [{ name: 'a.wav', layout: STEREO }],
  ...change,
})

describe('deliverySize', () => {
  it('is samples by channels by bytes, at the rate of the file', () => {
    expect(deliverySize([planned()], 48_000)).toBe(48_000 * 2 * 3)
    expect(deliverySize([planned({ sampleRate: 96_000, format: 'wav32f' })], 48_000)).toBe(96_000 * 2 * 4)
    expect(deliverySize([planned({ from: -48_000 }), planned()], 48_000)).toBe(3 * 48_000 * 2 * 3)
  })
  it('is the bit rate of every file where something is lost', () => {
    const files = ['a.L.m4a', 'a.R.m4a'].map((name) => ({ name, layout: MONO }))
    expect(deliverySize([planned({ container: 'm4a', bitRate: 128_000, files })], 48_000)).toBe(2 * 16_000)
  })
})
