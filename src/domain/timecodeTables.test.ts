import { afterAll, describe, expect, it, vi } from 'vitest'
import {
  FRAME_RATES,
  type FrameRate,
  formatTimecode,
  framesPerDay,
  frameToSample,
  parseTimecode,
  sampleToFrame,
} from './timecode.ts'
import { frames } from './units.ts'

// Every frame of 24 hours at every rate. A machine that is busy with other things is no failure.
vi.setConfig({ testTimeout: 180_000 })

const counted: string[] = []
afterAll(() => {
  process.stdout.write(`\nTimecode tables, every frame of 24 h\n${counted.join('\n')}\n`)
})

/** Counts a day by adding one, as a clock does: what is dropped is what SMPTE ST 12-1 says in words. */
function* dayOfLabels({ drop, label }: FrameRate): Generator<string> {
  const nominal = Math.round(Number.parseFloat(label))
  const two = Array.from({ length: 100 }, (_, n) => `${n < 10 ? '0' : ''}${n}`)
  const [skipped, before] = [nominal === 60 ? 4 : 2, drop ? ';' : ':']
  for (let hours = 0; hours < 24; hours++) {
    for (let minutes = 0; minutes < 60; minutes++) {
      for (let seconds = 0; seconds < 60; seconds++) {
        const head = `${two[hours]}:${two[minutes]}:${two[seconds]}${before}`
        const skips = drop && seconds === 0 && minutes % 10 !== 0
        for (let frame = skips ? skipped : 0; frame < nominal; frame++) yield head + two[frame]
      }
    }
  }
}

/** Frames of a day at each rate; those of drop-frame from the standard's 107 892 and 215 784 an hour. */
const PER_DAY: Readonly<Record<string, number>> = {
  '23.976 fps': 2_073_600,
  '24 fps': 2_073_600,
  '25 fps': 2_160_000,
  '29.97 fps': 2_592_000,
  '29.97 fps DF': 2_589_408,
  '30 fps': 2_592_000,
  '48 fps': 4_147_200,
  '50 fps': 4_320_000,
  '59.94 fps': 5_184_000,
  '59.94 fps DF': 5_178_816,
  '60 fps': 5_184_000,
}

const SAMPLE_RATES = [44_100, 48_000]

describe('every frame of a day', () => {
  it.each(FRAME_RATES)('$label', (rate) => {
    let n = 0
    let wrong = ''
    for (const label of dayOfLabels(rate)) {
      const frame = frames(n)
      if (formatTimecode(frame, rate) !== label) wrong = `frame ${n} is ${formatTimecode(frame, rate)}`
      if (parseTimecode(label, rate) !== n) wrong = `${label} is frame ${parseTimecode(label, rate)}`
      for (const fs of SAMPLE_RATES) {
        const first = frameToSample(frame, rate, fs)
        if (sampleToFrame(first, rate, fs) !== n) wrong = `sample ${first} at ${fs} Hz is not of frame ${n}`
      }
      if (wrong) break
      n += 1
    }
    expect(wrong).toBe('')
    expect(n).toBe(PER_DAY[rate.label])
    expect(framesPerDay(rate)).toBe(n)
    expect(formatTimecode(frames(n), rate)).toBe(formatTimecode(frames(0), rate))
    counted.push(`  ${rate.label}: ${n} frames, at ${SAMPLE_RATES.join(', ')} Hz`)
  })

  it.each([
    ['29.97 fps DF', 107_892],
    ['59.94 fps DF', 215_784],
  ])('%s has %i frames an hour, which lasts 3.6 ms less than one', (label, perHour) => {
    const rate = FRAME_RATES.find((each) => each.label === label)
    if (!rate) throw new Error(label)
    expect(parseTimecode('01:00:00;00', rate)).toBe(perHour)
    expect(3600 - (perHour * rate.den) / rate.num).toBeCloseTo(0.0036, 9)
  })
})
