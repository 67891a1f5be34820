import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { SESSION_RATES } from '../../domain/sampleRates.ts'
import { firstDifference, pcmOf, samples24 } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, ffprobeAudio, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise, sine } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { bounce } from './bounce.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

/** 24-bit stereo of a second and some samples. */
function write(name: string, sampleRate: number, signal: (length: number) => Float64Array): string {
  const path = directory.file(`${sampleRate}-${name}.wav`)
  const side = signal(sampleRate + 321).map((value) => Math.round(value * 2 ** 23) / 2 ** 23)
  writeFileSync(path, wavFixture({ samples: [side, side.map((value) => -value)], sampleRate }))
  return path
}

async function mix(dialogue: string, music: string, rate: number): Promise<string> {
  const out = directory.file(crypto.randomUUID())
  mkdirSync(out)
  const stems = [
    { stem: 'dialogue', path: dialogue },
    { stem: 'music', path: music },
  ] as const
  const report = await bounce(
    { stems, out, rate, order: { settings: { name: 'reel' } } },
    {
      kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
      version: 'test',
      signal: new AbortController().signal,
    },
  )
  if (!report.ok) throw new Error(JSON.stringify(report.error))
  expect(report.value.settings.sampleRate).toBe(rate)
  return `${out}/reel_composite.wav`
}

describe.each(SESSION_RATES)('a mix at %i Hz', (rate) => {
  it('of files at that rate is their sum, to the bit', async () => {
    const dialogue = write('dx', rate, (length) => noise(length, 1, 0.2))
    const music = write('mx', rate, (length) => noise(length, 2, 0.2))
    const composite = await mix(dialogue, music, rate)
    expect(ffprobeAudio(composite)).toMatchObject({ sample_rate: String(rate), duration_ts: rate + 321 })
    const sum = ['-filter_complex', 'amix=inputs=2:normalize=0', '-c:a', 'pcm_s24le', '-f', 's24le', '-']
    const bytes = pcmOf(readFileSync(composite))
    expect(firstDifference(bytes, ffmpeg('-i', dialogue, '-i', music, ...sum))).toBe(-1)
    const raw = ['-t', 'raw', '-b', '24', '-e', 'signed-integer', '-L', '-']
    expect(
      firstDifference(bytes, runTool('sox', ['-D', '-m', '-v', '1', dialogue, '-v', '1', music, ...raw])),
    ).toBe(-1)
  })

  it('has a tone of another rate at its time and level', async () => {
    const other = rate === 48_000 ? 44_100 : 48_000
    const tone = write('tone', other, (length) => sine(length, 1000, 0.25, other))
    const silence = write('silence', rate, (length) => new Float64Array(length))
    const [left] = samples24(pcmOf(readFileSync(await mix(tone, silence, rate))))
    const expected = sine(rate, 1000, 0.25, rate)
    let worst = 0
    // At its ends a tone is cut, which no converter leaves as it was.
    for (let n = rate / 10; n < 0.9 * rate; n++) {
      worst = Math.max(worst, Math.abs((left?.[n] ?? Number.NaN) / 2 ** 23 - (expected[n] ?? 0)))
    }
    expect(20 * Math.log10(worst)).toBeLessThan(-100)
  })
})
