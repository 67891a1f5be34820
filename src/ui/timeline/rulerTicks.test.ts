import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRAME_RATES, formatTimecode, frameToSample, parseTimecode } from '../../domain/timecode.ts'
import { parseTime } from '../../domain/timeFormats.ts'
import { frames } from '../../domain/units.ts'
import { LABEL_SPACING, rulerTicks } from './rulerTicks.ts'

const sampleRate = 48_000
const rate = (label: string) => {
  const found = FRAME_RATES.find((one) => one.label === label)
  if (!found) throw new Error(label)
  return found
}

describe('rulerTicks', () => {
  it('labels every fifth second at 24 fps when 5 s take 100 px', () => {
    const frameRate = rate('24 fps')
    const startFrame = parseTimecode('01:00:00:00', frameRate) ?? frames(0)
    const { major, minor } = rulerTicks({ start: 0, samplesPerPixel: 2400 }, 500, {
      frameRate,
      startFrame,
      sampleRate,
    })
    expect(major.map(({ label }) => label)).toEqual([
      '01:00:00:00',
      '01:00:05:00',
      '01:00:10:00',
      '01:00:15:00',
      '01:00:20:00',
      '01:00:25:00',
    ])
    expect(major.map(({ x }) => x)).toEqual([0, 100, 200, 300, 400, 500])
    expect(minor.slice(0, 5)).toEqual([10, 20, 30, 40, 50])
  })

  it('keeps labels apart and true at every rate, zoom and place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATES),
        fc.double({ min: 2, max: 5e5, noNaN: true }),
        fc.integer({ min: 0, max: 48_000 * 7200 }),
        fc.integer({ min: 0, max: 200_000 }),
        (frameRate, samplesPerPixel, start, startFrame) => {
          const base = { frameRate, startFrame: frames(startFrame), sampleRate }
          const { major, minor } = rulerTicks({ start, samplesPerPixel }, 1000, base)
          major.forEach(({ x, label }, i) => {
            const before = major[i - 1]
            // Sample rounding may take a little off; frames of the closest zoom are the widest step there is.
            if (before) expect(x - before.x).toBeGreaterThan(LABEL_SPACING - 1)
            const frame = parseTimecode(label, frameRate)
            expect(frame).toBeDefined()
            if (frame === undefined) return
            expect(formatTimecode(frame, frameRate)).toBe(label)
            const sample = frameToSample(frames(frame - startFrame), frameRate, sampleRate)
            expect((sample - start) / samplesPerPixel).toBeCloseTo(x, 6)
          })
          for (const x of minor) expect(x >= 0 && x <= 1000).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('puts the minute that drop-frame skips at its first real frame', () => {
    const frameRate = rate('29.97 fps DF')
    const { major } = rulerTicks({ start: 0, samplesPerPixel: 20_000 }, 600, {
      frameRate,
      startFrame: frames(0),
      sampleRate,
    })
    expect(major.map(({ label }) => label)).toContain('00:01:00;02')
    expect(major.map(({ label }) => label)).not.toContain('00:01:00;00')
  })

  it('keeps labels apart and true in every format that counts from 0', () => {
    const formats = fc.constantFrom('feet', 'minutes', 'samples')
    fc.assert(
      fc.property(
        formats,
        fc.constantFrom(...FRAME_RATES),
        fc.double({ min: 1 / 8, max: 5e5, noNaN: true }),
        fc.integer({ min: 0, max: 48_000 * 7200 }),
        (format, frameRate, samplesPerPixel, start) => {
          const base = { frameRate, startFrame: frames(1000), sampleRate }
          const { major, minor } = rulerTicks({ start, samplesPerPixel }, 1000, base, format)
          expect(major.length).toBeGreaterThan(0)
          major.forEach(({ x, label }, i) => {
            const before = major[i - 1]
            if (before) expect(x - before.x).toBeGreaterThan(LABEL_SPACING - 1)
            const at = parseTime(label, format, base)
            expect(((at ?? Number.NaN) - start) / samplesPerPixel).toBeCloseTo(x, 6)
          })
          expect(minor.length).toBeLessThan(130)
          for (const x of minor) expect(x >= 0 && x <= 1000).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('goes on over midnight', () => {
    const frameRate = rate('24 fps')
    const startFrame = parseTimecode('23:59:50:00', frameRate) ?? frames(0)
    const { major } = rulerTicks({ start: 0, samplesPerPixel: 2400 }, 500, {
      frameRate,
      startFrame,
      sampleRate,
    })
    expect(major.map(({ label }) => label).slice(1, 4)).toEqual(['23:59:55:00', '00:00:00:00', '00:00:05:00'])
  })
})
