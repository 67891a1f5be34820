import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCount } from './sampleCount.ts'
import { emptySession } from './session.ts'
import { FRAME_RATES, frameToSample } from './timecode.ts'
import { typedLength } from './typedLength.ts'
import { frames } from './units.ts'

const base = emptySession()
const SECOND = 48_000

describe('a typed length', () => {
  it.each([
    ['48000', SECOND],
    ['48\u202f000', SECOND],
    ['48 000 samples', SECOND],
    ['12 smp', 12],
    ['0', 0],
    ['250 ms', 12_000],
    ['12.5ms', 600],
    ['0.01 ms', 0],
    ['1,5 s', 72_000],
    ['2 sec', 2 * SECOND],
    ['6 f', 12_000],
    ['1 frame', 2000],
    ['0.25 fr', 500],
    ['2:12', 2.5 * SECOND],
    ['00:00:02:12', 2.5 * SECOND],
    ['00.00.02.12', 2.5 * SECOND],
    ['3+12', 2.5 * SECOND],
    ['0:02.500', 2.5 * SECOND],
    ['-1', undefined],
    ['1.5', undefined],
    ['1.5 samples', undefined],
    ['2:24', undefined],
    ['3+16', undefined],
    ['6 feet', undefined],
    ['1 ms 2', undefined],
    ['9999999999 s', undefined],
    ['', undefined],
    ['ms', undefined],
    ['soon', undefined],
  ])('%j is %s samples', (text, length) => {
    expect(typedLength(text, base)).toBe(length)
  })

  it.each([
    ['29.97 fps DF', '1:00:00', 1800],
    ['29.97 fps DF', '00:01:00;01', 1800],
    ['29.97 fps DF', '00:01:00;02', 1800],
    ['59.94 fps DF', '1:00:00', 3600],
    ['29.97 fps DF', '10:00:00', 17_982],
  ])('at %s of %s is of %i frames', (label, text, count) => {
    const frameRate = FRAME_RATES.find((rate) => rate.label === label)
    if (!frameRate) throw new Error(label)
    expect(typedLength(text, { ...base, frameRate })).toBe(
      frameToSample(frames(count), frameRate, base.sampleRate),
    )
  })

  it('of frames, milliseconds and seconds is the nearest sample at every rate', () => {
    const rates = fc.constantFrom(...FRAME_RATES)
    const sampleRates = fc.constantFrom(44_100, 48_000, 88_200, 96_000)
    const hundredths = fc.integer({ min: 0, max: 100_000_00 })
    fc.assert(
      fc.property(rates, sampleRates, hundredths, (frameRate, sampleRate, count) => {
        const own = { ...base, frameRate, sampleRate }
        const text = `${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`
        const { num, den } = frameRate
        const apart = (unit: string, samples: number): number =>
          Math.abs((typedLength(`${text} ${unit}`, own) ?? Number.NaN) - samples)
        expect(apart('f', (count * sampleRate * den) / num / 100)).toBeLessThanOrEqual(0.5 + 1e-4)
        expect(apart('ms', (count * sampleRate) / 100_000)).toBeLessThanOrEqual(0.5 + 1e-4)
        expect(apart('s', (count * sampleRate) / 100)).toBeLessThanOrEqual(0.5 + 1e-4)
      }),
    )
  })

  it('comes back from the count that is shown', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 15 - 1 }), (length) => {
        expect(typedLength(sampleCount(length), base)).toBe(length)
      }),
    )
  })
})
