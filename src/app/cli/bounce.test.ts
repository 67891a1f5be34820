import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { StemId } from '../../domain/stems.ts'
import { firstDifference, pcmOf, samples24 } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise, sine } from '../../testing/signals.ts'
import { type FixtureEncoding, wavFixture } from '../../testing/wavFixture.ts'
import { bounce } from './bounce.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

type Input = { readonly stem: StemId; readonly path: string }

let made = 0
function file(stem: StemId, samples: readonly Float64Array[], encoding: FixtureEncoding): Input {
  made += 1
  const path = directory.file(`${stem}-${made}.wav`)
  writeFileSync(path, wavFixture({ samples, encoding }))
  return { stem, path }
}

/** The samples of composite and M&E at unity, 24-bit. */
async function mix(stems: readonly Input[]): Promise<{ composite: Buffer; me: Buffer }> {
  made += 1
  const out = directory.file(`out ${made}`)
  mkdirSync(out)
  const report = await bounce(
    { stems, out, order: { settings: { name: 'reel' } } },
    {
      kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
      version: 'test',
      signal: new AbortController().signal,
    },
  )
  if (!report.ok) throw new Error(JSON.stringify(report.error))
  return {
    composite: pcmOf(readFileSync(`${out}/reel_composite.wav`)),
    me: pcmOf(readFileSync(`${out}/reel_me.wav`)),
  }
}

/** Resolution of a kind of file: its samples lie on this grid. */
const onGrid = (samples: Float64Array, bits: number): Float64Array =>
  samples.map((value) => Math.round(value * 2 ** (bits - 1)) / 2 ** (bits - 1))

const stereo = (length: number, seed: number, bits = 24): Float64Array[] => [
  onGrid(noise(length, seed, 0.15), bits),
  onGrid(noise(length, seed + 1, 0.15), bits),
]

function ffmpegSum(inputs: readonly Input[], filters: readonly string[] = []): Buffer {
  const args = inputs.flatMap(({ path }) => ['-i', path])
  const prepared = inputs.map((_, i) => `[${i}]${filters[i] ?? 'anull'}[p${i}]`)
  const sum = `${inputs.map((_, i) => `[p${i}]`).join('')}amix=inputs=${inputs.length}:normalize=0:duration=longest`
  const graph = [...prepared, sum].join(';')
  return ffmpeg(...args, '-filter_complex', graph, '-c:a', 'pcm_s24le', '-f', 's24le', '-')
}

function soxSum(inputs: readonly Input[]): Buffer {
  const args = inputs.flatMap(({ path }) => ['-v', '1', path])
  const merge = inputs.length > 1 ? ['-m'] : []
  return runTool('sox', ['-D', ...merge, ...args, '-t', 'raw', '-b', '24', '-e', 'signed-integer', '-L', '-'])
}

const withoutDialogue = (inputs: readonly Input[]): Input[] =>
  inputs.filter(({ stem }) => stem !== 'dialogue')

describe('at unity the sums are those of ffmpeg and sox, to the bit', () => {
  it.each<[string, readonly (readonly [StemId, FixtureEncoding, number, number])[]]>([
    [
      '24-bit, of several lengths',
      [
        ['dialogue', 's24', 24, 60_001],
        ['effects', 's24', 24, 48_000],
        ['music', 's24', 24, 70_003],
      ],
    ],
    [
      '16-bit',
      [
        ['dialogue', 's16', 16, 40_000],
        ['effects', 's16', 16, 40_000],
        ['music', 's16', 16, 40_000],
      ],
    ],
    [
      '8, 16 and 24-bit and both floats, two files a stem',
      [
        ['dialogue', 'u8', 8, 30_000],
        ['dialogue', 's16', 16, 31_000],
        ['effects', 's24', 24, 32_000],
        ['effects', 'f32', 24, 33_000],
        ['music', 'f64', 24, 34_001],
        ['music', 's32', 24, 12_345],
      ],
    ],
  ])('%s', async (_name, files) => {
    const inputs = files.map(([stem, encoding, bits, length], i) =>
      file(stem, stereo(length, 10 * i + 1, bits), encoding),
    )
    const { composite, me } = await mix(inputs)
    expect(firstDifference(composite, ffmpegSum(inputs))).toBe(-1)
    expect(firstDifference(composite, soxSum(inputs))).toBe(-1)
    expect(firstDifference(me, ffmpegSum(withoutDialogue(inputs)))).toBe(-1)
    expect(firstDifference(me, soxSum(withoutDialogue(inputs)))).toBe(-1)
  })

  it('where the sum goes over full scale too', async () => {
    // Two files: sox holds to full scale after each file that it adds.
    const inputs = (['dialogue', 'music'] as const).map((stem, i) =>
      file(stem, [onGrid(sine(9000, 440 + i, 0.7), 24), onGrid(noise(9000, i + 1, 0.9), 24)], 's24'),
    )
    const { composite } = await mix(inputs)
    const [left = new Int32Array(0)] = samples24(composite)
    expect(left.filter((value) => value === 2 ** 23 - 1).length).toBeGreaterThan(10)
    expect(firstDifference(composite, soxSum(inputs))).toBe(-1)
    expect(firstDifference(composite, ffmpegSum(inputs))).toBe(-1)
  })
})

describe('mono', () => {
  it('comes to both sides 3.01 dB down, within one LSB of ffmpeg', async () => {
    const inputs = [
      file('dialogue', [onGrid(noise(30_000, 1, 0.5), 24)], 's24'),
      file('dialogue', [onGrid(noise(30_000, 2, 0.2), 16)], 's16'),
      file('music', stereo(30_000, 3), 's24'),
    ]
    const half = 'aformat=dblp,pan=stereo|c0=0.7071067811865476*c0|c1=0.7071067811865476*c0'
    const { composite, me } = await mix(inputs)
    const reference = samples24(ffmpegSum(inputs, [half, half, 'aformat=dblp']))
    samples24(composite).forEach((channel, c) => {
      expect(channel).toHaveLength(30_000)
      const most = channel.reduce(
        (top, value, n) => Math.max(top, Math.abs(value - (reference[c]?.[n] ?? 0))),
        0,
      )
      expect(most).toBeLessThanOrEqual(1)
    })
    expect(firstDifference(me, ffmpegSum(inputs.slice(2)))).toBe(-1)
  })
})
