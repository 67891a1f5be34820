import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MONO, STEREO } from '../domain/layout.ts'
import { gainToDb } from '../domain/units.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { renderLimited } from '../testing/limitedRun.ts'
import { rendererOf } from '../testing/mixRun.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { impulse, noise, silence, sine } from '../testing/signals.ts'
import type { DeliveryRequest } from './mixPlan.ts'

const module = kernelModule()
const LENGTH = 6000
const session = sessionFixture([{ stem: 'dialogue' }, { stem: 'music' }])
const float = { format: 'wav32f', split: false, range: 'film' } as const
const deliveries: readonly DeliveryRequest[] = [
  { ...float, id: 'composite', stems: ['dialogue', 'music'], layout: STEREO },
  { ...float, id: 'dialogue', stems: ['dialogue'], layout: STEREO },
  { ...float, id: 'music', stems: ['music'], layout: STEREO },
  { ...float, id: 'guide', stems: ['dialogue'], layout: MONO },
]

/** Both channels alike. */
const both = (signal: Float64Array): readonly Float64Array[] => [signal, signal]
const times = (signal: Float64Array, gain: number): Float64Array => signal.map((value) => value * gain)

describe('the curve of the linked master', () => {
  const inputs = [0, 1].map((t) => [noise(LENGTH, 2 * t + 1, 0.9), noise(LENGTH, 2 * t + 2, 0.9)])
  const { outputs, curve, renderer } = renderLimited(module, session, deliveries, inputs, -3)

  it('is one for all: every sample of every deliverable is multiplied by the same, at its own place', () => {
    const [composite = [], dialogue = [], music = []] = outputs
    for (const c of [0, 1]) {
      const [dx, mx] = [inputs[0]?.[c] ?? [], inputs[1]?.[c] ?? []]
      for (let n = 0; n < LENGTH; n++) {
        const gain = curve[n] ?? 0
        const [d, m] = [Math.fround(dx[n] ?? 0), Math.fround(mx[n] ?? 0)]
        expect(dialogue[c]?.[n]).toBe(Math.fround(d * gain))
        expect(music[c]?.[n]).toBe(Math.fround(m * gain))
        expect(composite[c]?.[n]).toBe(Math.fround((d + m) * gain))
      }
    }
  })

  it('is never above what a sample needs', () => {
    const ceiling = 10 ** (-3 / 20)
    for (let n = 0; n < LENGTH; n++)
      for (const c of [0, 1]) {
        const whole = Math.abs((inputs[0]?.[c]?.[n] ?? 0) + (inputs[1]?.[c]?.[n] ?? 0))
        expect(whole * (curve[n] ?? 0)).toBeLessThanOrEqual(ceiling)
      }
  })

  it('says how deep it went and for how long', () => {
    const least = curve.reduce((a, b) => Math.min(a, b), 1)
    expect(renderer.limiter?.maxReductionDb).toBeCloseTo(gainToDb(least), 9)
    const below = curve.reduce((sum, gain) => sum + (gain < 10 ** (-0.1 / 20) ? 1 : 0), 0)
    expect(renderer.limiter?.secondsLimited).toBeCloseTo(below / 48_000, 9)
    expect(renderer.limiter?.peakBefore(0)).toBeGreaterThan(gainToDb(1.4))
  })

  it('is not there in a plan without a ceiling', () => {
    const plain = rendererOf(module, session, { kind: 'export', maxBlock: 64, deliveries })
    expect(plain.masterCurve).toBeNull()
    expect(plain.limiter).toBeNull()
  })
})

describe('the limiter', () => {
  it('leaves alone what is not over the ceiling: every gain is 1, every sample as it was', () => {
    const quiet = sine(LENGTH, 997, 0.3)
    const { outputs, curve, renderer } = renderLimited(
      module,
      session,
      deliveries,
      [both(quiet), both(quiet)],
      -3,
    )
    expect(curve.every((gain) => gain === 1)).toBe(true)
    expect(outputs[1]?.[0]).toEqual(Float64Array.from(quiet, Math.fround))
    expect(renderer.limiter?.maxReductionDb).toBe(0)
    expect(renderer.limiter?.secondsLimited).toBe(0)
    expect(renderer.limiter?.peakBefore(0)).toBeNull()
  })

  it('leaves silence alone', () => {
    const { outputs, curve } = renderLimited(
      module,
      session,
      deliveries,
      [both(silence(500)), both(silence(500))],
      -1,
    )
    expect(curve.every((gain) => gain === 1)).toBe(true)
    expect(outputs.flat().every((channel) => channel.every((value) => value === 0))).toBe(true)
  })

  it('is 1 before its look-ahead of a peak, least at it, and exactly 1 again afterwards', () => {
    const click = impulse(60_000, 20_000, 0.9)
    const { curve, renderer } = renderLimited(
      module,
      session,
      deliveries,
      [both(click), both(silence(60_000))],
      -6,
    )
    const delay = renderer.limiter?.delay ?? 0
    expect(curve.subarray(0, 20_000 - delay).every((gain) => gain === 1)).toBe(true)
    expect(curve[20_000]).toBe(curve.reduce((a, b) => Math.min(a, b), 1))
    expect(0.9 * (curve[20_000] ?? 0)).toBeLessThanOrEqual(10 ** (-6.04 / 20))
    expect(curve.subarray(45_000).every((gain) => gain === 1)).toBe(true)
    const steps = curve.subarray(1).map((gain, n) => Math.abs(gain - (curve[n] ?? 0)))
    // Three means of 72 samples are at their steepest 0.75 / 72 of the way.
    expect(Math.max(...steps)).toBeLessThan((0.75 / 72) * 0.65)
  })

  it('limits what only one deliverable needs in all of them', () => {
    // The stems cancel in the composite: they are over the ceiling, and it is not.
    const loud = sine(LENGTH, 440, 0.9)
    const { curve } = renderLimited(module, session, deliveries, [both(loud), both(times(loud, -1))], -3)
    expect(Math.min(...curve)).toBeLessThan(0.8)
  })

  it('makes the same of blocks of any size, to the bit', () => {
    const burst = noise(LENGTH, 5, 1).map((value, n) => (n > 2000 && n < 2600 ? value * 3 : value * 0.2))
    const inputs = [both(burst), [noise(LENGTH, 6, 0.3), noise(LENGTH, 7, 0.3)]]
    const whole = renderLimited(module, session, deliveries, inputs, -2, [4096])
    for (const lengths of [[128], [1, 2, 3, 5, 7], [2048, 31]]) {
      const cut = renderLimited(module, session, deliveries, inputs, -2, lengths)
      expect(cut.curve).toEqual(whole.curve)
      expect(cut.outputs).toEqual(whole.outputs)
      expect(cut.renderer.limiter?.secondsLimited).toBe(whole.renderer.limiter?.secondsLimited)
      expect(cut.renderer.limiter?.peakBefore(0)).toBe(whole.renderer.limiter?.peakBefore(0))
    }
  })

  it('keeps the sum of the files within their rounding, whatever it does', () => {
    const integer = deliveries.map((each) => ({ ...each, format: 'wav24' as const }))
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.1, max: 12, noNaN: true }), (seed, gain) => {
        const inputs = [0, 1].map((t) => [noise(900, seed + t, gain), noise(900, seed - t - 1, gain)])
        const { outputs } = renderLimited(module, session, integer, inputs, -1)
        const [composite, dialogue, music] = outputs
        for (const c of [0, 1])
          for (let n = 0; n < 900; n++) {
            const parts = (dialogue?.[c]?.[n] ?? 0) + (music?.[c]?.[n] ?? 0)
            expect(Math.abs((composite?.[c]?.[n] ?? 0) - parts) * 2 ** 23).toBeLessThanOrEqual(1)
          }
      }),
      { numRuns: 20 },
    )
  })

  it('finds its way back from anything', () => {
    const start = [both(sine(LENGTH, 100, 4)), both(silence(LENGTH))]
    const { renderer } = renderLimited(module, session, deliveries, start, -1)
    renderer.limiter?.start()
    for (const input of [0, 1]) for (const channel of renderer.input(input)) channel.fill(0)
    renderer.run(2048)
    expect(renderer.masterCurve?.every((gain) => gain === 1)).toBe(true)
    expect(renderer.bus(2)[0]?.every((value) => value === 0)).toBe(true)
  })
})
