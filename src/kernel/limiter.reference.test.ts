import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { STEREO } from '../domain/layout.ts'
import { gainToDb } from '../domain/units.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { renderLimited } from '../testing/limitedRun.ts'
import { meterOf } from '../testing/mixRun.ts'
import { ffmpeg, temporaryDirectory } from '../testing/referenceTools.ts'
import { sessionFixture } from '../testing/sessionFixture.ts'
import { impulse, noise, sine } from '../testing/signals.ts'
import { wavFixture } from '../testing/wavFixture.ts'
import type { DeliveryRequest } from './mixPlan.ts'

const module = kernelModule()
const folder = temporaryDirectory()
afterAll(folder.remove)

const session = sessionFixture([{ stem: 'dialogue' }])
const deliveries: readonly DeliveryRequest[] = [
  { id: 'dialogue', stems: ['dialogue'], layout: STEREO, format: 'wav32f', split: false, range: 'film' },
]
const SECOND = 48_000
const phased = (hz: number, phase: number, peak: number): Float64Array =>
  Float64Array.from({ length: SECOND }, (_, n) => peak * Math.sin((2 * Math.PI * hz * n) / SECOND + phase))
const square = (hz: number, peak: number): Float64Array =>
  sine(SECOND, hz, 1).map((value) => (value < 0 ? -peak : peak))
const bursts = (signal: Float64Array, every: number, long: number): Float64Array =>
  signal.map((value, n) => (n % every < long ? value : value * 0.05))

const SIGNALS: readonly (readonly [string, Float64Array])[] = [
  ['a sine of fs/4 at the worst phase', phased(12_000, Math.PI / 4, 1.41)],
  ['a sine beside fs/4', phased(12_007, 0.3, 1.3)],
  ['a sine of fs/6', phased(8000, Math.PI / 3, 1.2)],
  ['a sine of 17.9 kHz', phased(17_900, 0.1, 1.1)],
  ['a sine of 40 Hz, 12 dB over', phased(40, 0, 4)],
  ['full-scale squares', square(441, 1)],
  ['squares 20 dB over', square(997, 10)],
  ['white noise at full scale', noise(SECOND, 1, 1)],
  ['white noise 20 dB over', noise(SECOND, 2, 10)],
  ['bursts of noise 20 dB over', bursts(noise(SECOND, 3, 10), 4000, 300)],
  ['bursts of fs/4', bursts(phased(12_000, Math.PI / 4, 2), 1000, 40)],
  ['a click', impulse(SECOND, 30_000, 8)],
]

/** The largest true peak of a file as ffmpeg's meter has it, dBTP, to 0.01 dB. */
function ffmpegTruePeak(file: string): number {
  const print = ['ebur128=peak=true:metadata=1', 'ametadata=print:file=-'].join()
  const log = ffmpeg('-i', file, '-af', print, '-f', 'null', '-').toString()
  const peaks = [...log.matchAll(/true_peaks?_ch\d=(\S+)/g)].map(([, peak]) => Number(peak))
  if (peaks.length === 0) throw new Error(log.slice(0, 2000))
  return gainToDb(peaks.reduce((a, b) => Math.max(a, b)))
}

// ffmpeg takes what was before a file for its first samples mirrored; a file that begins with silence was silent before, too.
const LEAD = 100

describe.each(SIGNALS)('%s', (name, bare) => {
  const signal = bare.map((_, n) => bare[n - LEAD] ?? 0)

  it.each([-1, -2])('is not over %i dBTP, by ffmpeg’s meter or by ours', (ceiling) => {
    const other = signal.map((_, n) => signal[n - 7] ?? 0)
    const { outputs, renderer } = renderLimited(module, session, deliveries, [[signal, other]], ceiling)
    const file = folder.file(`${name.replaceAll(/\W/g, '')}${ceiling}.wav`)
    writeFileSync(file, wavFixture({ samples: outputs[0] ?? [], encoding: 'f32' }))
    expect(meterOf(renderer, 'deliverable:dialogue').maxTruePeakDb()).toBeLessThanOrEqual(ceiling + 0.05)
    expect(ffmpegTruePeak(file)).toBeLessThanOrEqual(ceiling + 0.05)
  })
})

it('is judged by a meter that hears what is over', () => {
  const file = folder.file('over.wav')
  writeFileSync(file, wavFixture({ samples: [phased(12_000, Math.PI / 4, 1.41)], encoding: 'f32' }))
  expect(ffmpegTruePeak(file)).toBeGreaterThan(2.5)
})
