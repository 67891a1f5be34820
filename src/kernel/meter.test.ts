import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { repeated, steppedTone } from '../testing/ebuSignals.ts'
import { exportPurpose } from '../testing/exportPurpose.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { meterOf, renderBlocks, rendererOf } from '../testing/mixRun.ts'
import { runTool, temporaryDirectory } from '../testing/referenceTools.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { noise, silence, sine } from '../testing/signals.ts'
import { wavFixture } from '../testing/wavFixture.ts'
import * as memory from './assembly/layout.ts'
import { compileMixPlan } from './compileMixPlan.ts'
import { instantiateKernel } from './kernelInstance.ts'
import { Meter } from './meter.ts'

const module = kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

const stereo = sessionFixture([{}])

function measure(channels: readonly Float64Array[], block = 4800): Meter {
  const renderer = rendererOf(module, stereo, { kind: 'live', maxBlock: block })
  renderBlocks(renderer, [channels], [block], () => undefined)
  return meterOf(renderer, 'deliverable:composite')
}

const figures = (meter: Meter): number[] => [
  meter.momentaryLufs(),
  meter.shortTermLufs(),
  meter.maxMomentaryLufs(),
  meter.maxShortTermLufs(),
  meter.integratedLufs(),
  meter.loudnessRangeLu(),
  meter.maxTruePeakDb(),
  meter.maxSamplePeakDb(),
]

/** Something like a programme: noise that falls off upwards, in bursts of several levels, with gaps and a hum. */
function programme(seconds: number): Float64Array[] {
  const levels = [0.5, 0.05, 0, 0.2, 0.01, 0.4, 0.1]
  const length = seconds * 48_000
  const bed = sine(length, 311, 0.003)
  return [1, 2].map((seed) => {
    const white = noise(length + 2, seed, 1)
    return bed.map((hum, n) => {
      const dull = ((white[n] ?? 0) + 2 * (white[n + 1] ?? 0) + (white[n + 2] ?? 0)) / 4
      return hum + dull * (levels[Math.floor(n / 96_000) % 7] ?? 0)
    })
  })
}

describe('figures against ffmpeg ebur128', () => {
  const channels = programme(40)
  const path = directory.file('programme.wav')
  writeFileSync(path, wavFixture({ samples: channels, encoding: 'f64' }))
  const filter = 'ebur128=peak=true+sample:metadata=1,ametadata=print:file=-'
  const lines = runTool('ffmpeg', ['-v', 'error', '-i', path, '-af', filter, '-f', 'null', '-']).toString()
  const last = (key: string): number =>
    Number(
      lines
        .match(new RegExp(`lavfi.r128.${key}=(.*)`, 'g'))
        ?.at(-1)
        ?.split('=')[1],
    )
  const all = (key: string): number[] =>
    Array.from(lines.matchAll(new RegExp(`lavfi.r128.${key}=(.*)`, 'g')), ([, value]) => Number(value))
  const meter = measure(channels)

  it('integrated and range', () => {
    expect(Math.abs(meter.integratedLufs() - last('I'))).toBeLessThan(0.1)
    expect(Math.abs(meter.loudnessRangeLu() - last('LRA'))).toBeLessThan(0.1)
  })

  it('maximum momentary and short-term, which ffmpeg takes every 100 ms only', () => {
    for (const [value, reference] of [
      [meter.maxMomentaryLufs(), Math.max(...all('M'))],
      [meter.maxShortTermLufs(), Math.max(...all('S'))],
    ] as const) {
      expect(value).toBeGreaterThan(reference - 0.05)
      expect(value).toBeLessThan(reference + 0.3)
    }
  })

  it('true peak', () => {
    const reference = Math.max(last('true_peaks_ch0'), last('true_peaks_ch1'))
    expect(Math.abs(meter.maxTruePeakDb() - 20 * Math.log10(reference))).toBeLessThan(0.2)
  })
})

/** Tech 3342 as it is written, on short-term values. */
function loudnessRangeByTheBook(shortTerm: readonly number[]): number {
  const power = (level: number): number => 10 ** (level / 10)
  const absolute = shortTerm.filter((level) => level >= -70)
  const mean = 10 * Math.log10(absolute.reduce((sum, level) => sum + power(level), 0) / absolute.length)
  const gated = absolute.filter((level) => level >= mean - 20).sort((a, b) => a - b)
  // MATLAB's round, halves away from zero, on indices from 1.
  const at = (percent: number): number =>
    gated[Math.round(((gated.length - 1) * percent) / 100 + 1) - 1] ?? Number.NaN
  return at(95) - at(10)
}

describe('loudness range', () => {
  // Ranks fall half-way between two values at 3.5 and 5.5 s (10th) and at 4 s (95th).
  it.each([3.3, 3.5, 4, 4.5, 5.5, 6.5, 12, 25])(
    'by the book over %d s of a tone that grows by 40 dB',
    (length) => {
      const frames = Math.round(length * 48_000)
      const tone = sine(frames, 1000, 1).map((value, n) => value * 10 ** ((2 * n) / frames - 2))
      const renderer = rendererOf(module, stereo, { kind: 'live', maxBlock: 4800 })
      const meter = meterOf(renderer, 'deliverable:composite')
      const shortTerm: number[] = []
      renderBlocks(renderer, [[tone, tone]], [4800], ({ start }) => {
        if (start + 4800 >= 144_000) shortTerm.push(meter.shortTermLufs())
      })
      expect(shortTerm).toHaveLength(Math.round(length * 10) - 29)
      // Two levels, each known to 0.01 LU.
      expect(Math.abs(meter.loudnessRangeLu() - loudnessRangeByTheBook(shortTerm))).toBeLessThan(0.021)
    },
  )
})

/** ITU-R BS.1770-5 Annex 2: the phases of the interpolating filter; the last two are the first two reversed. */
const PHASE_0 = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
]
const PHASE_1 = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
  -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
]

function truePeakByTheBook(signal: Float64Array): number {
  const phases = [PHASE_0, PHASE_1, PHASE_1.toReversed(), PHASE_0.toReversed()]
  let top = 0
  for (let n = 0; n < signal.length; n++) {
    for (const taps of phases) {
      const value = taps.reduce((sum, tap, k) => sum + tap * (signal[n - k] ?? 0), 0)
      top = Math.max(top, Math.abs(value))
    }
  }
  return Math.max(top, ...signal.map(Math.abs))
}

describe('true peak by the book', () => {
  it.each([
    ['white noise', noise(3001, 7, 0.9)],
    ['a tone near fs/2', sine(3001, 23_000, 0.8)],
    [
      'fs/4 between its peaks',
      Float64Array.from({ length: 999 }, (_, n) => Math.SQRT1_2 * (n % 4 < 2 ? 1 : -1)),
    ],
    ['a step', Float64Array.from({ length: 777 }, (_, n) => (n < 300 ? -0.9 : 0.9))],
    ['one sample', Float64Array.from({ length: 100 }, (_, n) => (n === 50 ? -1 : 0))],
  ])('%s', (_name, signal) => {
    for (const block of [1, 5, 300, 4096]) {
      const top = measure([signal, silence(signal.length)], block).maxTruePeakDb()
      expect(Math.abs(top - 20 * Math.log10(truePeakByTheBook(signal)))).toBeLessThan(1e-4)
    }
  })

  it('finds the one place between samples that is highest, wherever blocks end', () => {
    for (let at = 60; at < 72; at++) {
      const pair = silence(120)
      pair.set([0.5, 0.5], at)
      const expected = 20 * Math.log10(truePeakByTheBook(pair))
      expect(expected).toBeGreaterThan(-5)
      for (const block of [1, 2, 3, 7, 120])
        expect(measure([pair, silence(120)], block).maxTruePeakDb()).toBeCloseTo(expected, 4)
    }
  })
})

describe('a meter', () => {
  it('has no loudness before its windows are full, and −∞ for silence', () => {
    const short = measure([sine(19_199, 997, 1), silence(19_199)])
    expect(short.momentaryLufs()).toBe(Number.NEGATIVE_INFINITY)
    expect(short.integratedLufs()).toBe(Number.NEGATIVE_INFINITY)
    const quiet = measure([silence(480_000), silence(480_000)])
    expect(figures(quiet)).toEqual(new Array(8).fill(Number.NEGATIVE_INFINITY))
  })

  it('reads 0 dBFS of 997 Hz in one front channel as −3.01 LUFS (BS.1770-5)', () => {
    const meter = measure([sine(240_000, 997, 1), silence(240_000)])
    expect(Math.abs(meter.integratedLufs() + 3.01)).toBeLessThan(0.01)
    expect(meter.maxSamplePeakDb()).toBeCloseTo(0, 3)
  })

  it('starts anew after a reset', () => {
    const tail = programme(7)
    const renderer = rendererOf(module, stereo, { kind: 'live', maxBlock: 4800 })
    renderBlocks(renderer, [[sine(200_001, 80, 1), noise(200_001, 3, 1)]], [4801 - 1, 333], () => undefined)
    const meter = meterOf(renderer, 'deliverable:composite')
    meter.reset()
    expect(figures(meter)).toEqual(new Array(8).fill(Number.NEGATIVE_INFINITY))
    renderBlocks(renderer, [tail], [4800], () => undefined)
    expect(figures(meter)).toEqual(figures(measure(tail)))
  })

  it('gives the same maxima when only they are asked for, as at export', () => {
    const channels = programme(8)
    const live = measure(channels)
    const renderer = rendererOf(module, stereo, exportPurpose(4800, 'wav32f'))
    const single = channels.map((channel) => channel.map(Math.fround))
    renderBlocks(renderer, [single], [4800, 7, 4093], () => undefined)
    const exported = meterOf(renderer, 'deliverable:composite')
    expect(figures(exported)).toEqual(figures(measure(single)))
    expect(exported.maxTruePeakDb()).toBeCloseTo(live.maxTruePeakDb(), 4)
  })

  it('keeps the peaks between two readings', () => {
    const renderer = rendererOf(module, stereo, { kind: 'live', maxBlock: 128 })
    const meter = meterOf(renderer, 'deliverable:composite')
    const blip = silence(1280)
    blip[200] = -0.5
    renderBlocks(renderer, [[blip, silence(1280)]], [128], () => undefined)
    expect(meter.samplePeak(0)).toBe(0.5)
    expect(meter.truePeak(0)).toBeGreaterThanOrEqual(0.5)
    expect(meter.samplePeak(1)).toBe(0)
    meter.clearPeaks()
    renderBlocks(renderer, [[silence(256), silence(256)]], [128], () => undefined)
    expect([meter.samplePeak(0), meter.truePeak(0)]).toEqual([0, 0])
    expect(meter.maxSamplePeakDb()).toBeCloseTo(-6.02, 2)
  })

  it('never reads a true peak under the sample peak', () => {
    for (const seed of [1, 2, 3]) {
      const meter = measure([noise(10_000, seed, 0.9), sine(10_000, 12_000, 0.9)])
      expect(meter.maxTruePeakDb()).toBeGreaterThanOrEqual(meter.maxSamplePeakDb())
    }
  })

  it('counts in blocks of 400 ms, the last one only when it is whole', () => {
    const loud = steppedTone(repeated(1, [[-23, 0.799]]))
    const meter = measure([loud, loud])
    // 0–400, 100–500, 200–600, 300–700: the tone in all of them, and nothing of what is left.
    expect(meter.integratedLufs()).toBeCloseTo(-22.99, 1)
  })
})

describe('filter memory', () => {
  it.each([48_000, 96_000])('is exactly zero after silence, not denormal, at %i Hz', (sampleRate) => {
    const plan = compileMixPlan({ ...stereo, sampleRate }, { kind: 'live', maxBlock: sampleRate })
    const instance = instantiateKernel(module, plan.memoryBytes)
    new Int32Array(instance.memory, plan.program.address).set(plan.program.words)
    const bus = plan.buses.find(({ id }) => id === 'deliverable:composite')
    if (!bus || bus.meter === null) throw new Error('the composite is metered')
    const meter = new Meter(instance, plan, bus, bus.meter)
    // Only the meter's own instruction: whatever stands in the bus is measured.
    const index = plan.program.words.findIndex(
      (word, i) =>
        i % memory.OP_WORDS === 0 && word === memory.OP_METER && plan.program.words[i + 1] === bus.meter,
    )
    const instruction = plan.program.address + index * 4
    const channels = [0, 1].map(
      (c) => new Float64Array(instance.memory, bus.address + c * plan.stride, plan.maxBlock),
    )
    const channelState =
      bus.meter + memory.METER_BYTES + memory.SHORT_TERM_HOPS * 8 + 2 * memory.HISTOGRAM_BYTES
    const filter = new Float64Array(instance.memory, channelState + memory.CHANNEL_FILTER, 8)
    channels[0]?.set(noise(sampleRate, 5, 1))
    channels[1]?.set(sine(sampleRate, 50, 1, sampleRate))
    instance.kernel.run(instruction, 1, sampleRate)
    expect(filter.every((value) => value !== 0)).toBe(true)
    for (const channel of channels) channel.fill(0)
    for (let second = 0; second < 10; second++) instance.kernel.run(instruction, 1, sampleRate)
    expect([...filter]).toEqual(new Array(8).fill(0))
    expect(meter.momentaryLufs()).toBe(Number.NEGATIVE_INFINITY)
  })
})
