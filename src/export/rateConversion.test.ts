import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { samples } from '../domain/units.ts'
import type { Rounding } from '../kernel/roundingStage.ts'
import { deliveredFile, deliveryFacts, packedPcm, probedWithoutWarning } from '../testing/deliveryFixture.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../testing/referenceTools.ts'
import { silence, sine } from '../testing/signals.ts'
import { concat } from '../testing/wavFixture.ts'
import { openRateConversion } from './rateConversion.ts'

const module = kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

async function converted(
  signals: readonly Float64Array[],
  from: number,
  to: number,
  rounding: Rounding,
  lengths: readonly number[] = [4096],
) {
  const length = samples(signals[0]?.length ?? 0)
  const speakers = signals.length === 1 ? (['M'] as const) : (['L', 'R'] as const)
  const conversion = await openRateConversion(module, from, length, {
    sampleRate: to,
    speakers,
    rounding,
    firstSeed: 0,
  })
  const pcm = packedPcm(signals, 'float32')
  const parts: Uint8Array[] = []
  for (let at = 0, turn = 0; at < pcm.length; turn++) {
    const bytes = (lengths[turn % lengths.length] ?? 1) * signals.length * 4
    for (const part of conversion.push(pcm.subarray(at, at + bytes))) parts.push(part.slice())
    at += bytes
  }
  for (const part of conversion.finish()) parts.push(part.slice())
  const measured = conversion.measured()
  conversion.close()
  return { pcm: concat(parts), length: conversion.length, measured, speakers }
}

describe.each([
  [48_000, 44_100],
  [48_000, 96_000],
  [48_000, 88_200],
  [96_000, 48_000],
  [44_100, 48_000],
] as const)('%i to %i Hz', (from, to) => {
  it('has the exact length, keeps clicks on their samples, and the same bits whatever the blocks', async () => {
    const signals = [silence(from), silence(from)]
    const places = [from / 4, (3 * from) / 4]
    places.forEach((place, c) => {
      signals[c]?.fill(0.5, place, place + 1)
    })
    const { pcm, length } = await converted(signals, from, to, 'float32')
    expect(length).toBe(to)
    expect(pcm.length).toBe(to * 8)
    const values = new Float32Array(pcm.buffer)
    places.forEach((place, c) => {
      const channel = values.filter((_, n) => n % 2 === c)
      expect(channel.indexOf(channel.reduce((top, value) => Math.max(top, value)))).toBe((place * to) / from)
    })
    const other = await converted(signals, from, to, 'float32', [777, 1, 10_000])
    expect(Buffer.from(other.pcm).equals(Buffer.from(pcm))).toBe(true)
  })

  it('measures the file that is delivered, as ffmpeg does', async () => {
    const tone = sine(6 * from, 997, 0.4, from)
    const { pcm, length, measured } = await converted([tone, tone], from, to, 'int24')
    const facts = deliveryFacts({ samples: length, sampleRate: to })
    const { bytes } = await deliveredFile('wav', facts, pcm, { measured, lengths: [5000] })
    const path = directory.file(`${from}-${to}.wav`)
    writeFileSync(path, bytes)
    expect(probedWithoutWarning(path).stream).toMatchObject({ sample_rate: `${to}`, duration_ts: length })
    const text = runTool('sh', [
      '-c',
      'ffmpeg -nostdin -hide_banner -i "$0" -af ebur128=peak=true:framelog=verbose -f null - 2>&1',
      path,
    ]).toString()
    const [, loudness = ''] = /I:\s+(-?[\d.]+) LUFS/.exec(text) ?? []
    const [, peak = ''] = /Peak:\s+(-?[\d.]+) dBFS/.exec(text) ?? []
    expect(Math.abs((measured.integratedLufs ?? 0) - Number(loudness))).toBeLessThanOrEqual(0.1)
    expect(Math.abs((measured.maxTruePeakDbtp ?? 0) - Number(peak))).toBeLessThanOrEqual(0.2)
  })
})

it('is the tone that it was: flat, and clean below the last bit of 24', async () => {
  const { pcm } = await converted([sine(48_000, 19_000, 0.5)], 48_000, 44_100, 'int24')
  const path = directory.file('tone.raw')
  writeFileSync(path, pcm)
  const raw = ffmpeg('-f', 's24le', '-ar', '44100', '-i', path, '-f', 'f64le', '-')
  const values = new Float64Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  const tone = sine(44_100, 19_000, 0.5, 44_100)
  let worst = 0
  for (let n = 5000; n < 39_000; n++) worst = Math.max(worst, Math.abs((values[n] ?? 0) - (tone[n] ?? 0)))
  expect(20 * Math.log10(worst)).toBeLessThan(-90)
})

it('dithers after the conversion, and counts what goes over', async () => {
  const quiet = await converted([silence(48_000), silence(48_000)], 48_000, 44_100, 'int16 TPDF')
  const values = new Int16Array(quiet.pcm.buffer)
  expect(new Set(values)).toEqual(new Set([-1, 0, 1]))
  const loud = sine(48_000, 100, 1.2)
  const over = await converted([loud, loud], 48_000, 44_100, 'int16 shaped')
  expect(over.measured.clippedSamples).toBeGreaterThan(10_000)
  expect(over.measured.maxSamplePeakDbfs).toBeCloseTo(0, 3)
})

it('refuses a rate that the meters have no whole hop for', async () => {
  const spec = { sampleRate: 44_110 + 1, speakers: ['M'], rounding: 'int24', firstSeed: 0 } as const
  await expect(openRateConversion(module, 48_000, samples(10), spec)).rejects.toThrow(RangeError)
})

it('measures the part that is asked for, and converts all of it', async () => {
  const length = 6 * 48_000
  const tone = sine(length, 997, 0.1)
  // A pop before the programme, far louder than it.
  tone.set(sine(48_000, 997, 0.9), 0)
  const pcm = packedPcm([tone], 'float32')
  const spec = { sampleRate: 44_100, speakers: ['M'], rounding: 'int24', firstSeed: 0 } as const
  const figures = async (part: { from: number; to: number } | null) => {
    const conversion = await openRateConversion(module, 48_000, samples(length), spec, part)
    const parts = [...conversion.push(pcm)].map((view) => view.length)
    for (const view of conversion.finish()) parts.push(view.length)
    const measured = conversion.measured()
    conversion.close()
    return { ...measured, bytes: parts.reduce((sum, bytes) => sum + bytes, 0) }
  }
  const [whole, part] = [await figures(null), await figures({ from: 50_000, to: 6 * 44_100 })]
  expect(part.bytes).toBe(whole.bytes)
  expect(whole.maxSamplePeakDbfs).toBeGreaterThan(-1)
  expect(part.maxSamplePeakDbfs).toBeCloseTo(-20, 1)
  expect(part.integratedLufs).toBeCloseTo(-23.05, 1)
})
