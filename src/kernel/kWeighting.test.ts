import { describe, expect, it } from 'vitest'
import { derived, kWeighting } from './kWeighting.ts'

/** ITU-R BS.1770-5 Annex 1, tables 1 and 2. */
const PRINTED = [
  1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585, 1, -2, 1,
  -1.99004745483398, 0.99007225036621,
]

/** |H| of both stages at a frequency, in dB. */
function responseDb(coefficients: readonly number[], hz: number, sampleRate: number): number {
  const stage = (from: number): number => {
    const [b0 = 0, b1 = 0, b2 = 0, a1 = 0, a2 = 0] = coefficients.slice(from, from + 5)
    const power = (c0: number, c1: number, c2: number): number => {
      const w = (2 * Math.PI * hz) / sampleRate
      const real = c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w)
      const imaginary = c1 * Math.sin(w) + c2 * Math.sin(2 * w)
      return real * real + imaginary * imaginary
    }
    return 10 * Math.log10(power(b0, b1, b2) / power(1, a1, a2))
  }
  return stage(0) + stage(5)
}

describe('kWeighting', () => {
  it('is the printed table at 48 kHz', () => {
    expect(kWeighting(48_000)).toEqual(PRINTED)
  })

  it('derives the printed table at 48 kHz', () => {
    derived(48_000).forEach((value, i) => {
      expect(Math.abs(value - (PRINTED[i] ?? 0)), `coefficient ${i}`).toBeLessThan(1e-10)
    })
  })

  // The bilinear transform squeezes the band under fs/2: well below it every rate must weigh alike.
  it.each([44_100, 88_200, 96_000, 192_000])('weighs alike at %i Hz', (sampleRate) => {
    for (const hz of [20, 40, 100, 500, 1000, 2000, 4000]) {
      const difference = responseDb(kWeighting(sampleRate), hz, sampleRate) - responseDb(PRINTED, hz, 48_000)
      expect(Math.abs(difference), `${hz} Hz`).toBeLessThan(0.05)
    }
  })
})
