import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { firstDifference, pcmOf, samples24 } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise, sine } from '../../testing/signals.ts'
import { type WavFixture, wavFixture } from '../../testing/wavFixture.ts'
import { bounce } from './bounce.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

const LENGTH = 20_011

function write(name: string, fixture: WavFixture): string {
  const path = directory.file(name)
  writeFileSync(path, wavFixture(fixture))
  return path
}

let made = 0
/** The composite of effects at unity, 24-bit. */
async function composite(...paths: string[]): Promise<Buffer> {
  made += 1
  const out = directory.file(`out-${made}`)
  mkdirSync(out)
  const stems = paths.map((path) => ({ stem: 'effects' as const, path }))
  const result = await bounce(
    { stems, out, order: { settings: { name: 'reel' } } },
    {
      kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
      version: 'test',
      signal: new AbortController().signal,
    },
  )
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return pcmOf(readFileSync(`${out}/reel_composite.wav`))
}

const channelsOf = (count: number): Float64Array[] =>
  Array.from({ length: count }, (_, c) =>
    noise(LENGTH, 7 * c + 1, 0.2).map((value) => Math.round(value * 2 ** 23) / 2 ** 23),
  )

describe('a surround file is folded to stereo as ffmpeg’s matrix folds it, within one LSB', () => {
  const half = '0.7071067811865476'
  it.each([
    [3, `c0+${half}*c2`, `c1+${half}*c2`],
    [4, `c0+${half}*c2`, `c1+${half}*c3`],
    [5, `c0+${half}*c2+${half}*c3`, `c1+${half}*c2+${half}*c4`],
    [6, `c0+${half}*c2+${half}*c4`, `c1+${half}*c2+${half}*c5`],
    [8, `c0+${half}*c2+${half}*c4+${half}*c6`, `c1+${half}*c2+${half}*c5+${half}*c7`],
  ])('of %i channels', async (count, left, right) => {
    const path = write(`surround ${count}.wav`, { samples: channelsOf(count) })
    const reference = samples24(
      ffmpeg('-i', path, '-af', `aformat=dblp,pan=stereo|c0=${left}|c1=${right}`, '-f', 's24le', '-'),
    )
    const ours = samples24(await composite(path))
    ours.forEach((channel, c) => {
      expect(channel).toHaveLength(LENGTH)
      const far = channel.reduce((top, v, n) => Math.max(top, Math.abs(v - (reference[c]?.[n] ?? 0))), 0)
      expect(far).toBeLessThanOrEqual(1)
    })
  })
})

describe('a set of mono files', () => {
  it('is the interleaved file, bit for bit, whatever order the files are given in', async () => {
    const samples = channelsOf(6)
    const whole = await composite(write('5.1.wav', { samples }))
    const suffixes = ['L', 'R', 'C', 'LFE', 'Ls', 'Rs']
    const paths = suffixes.map((suffix, c) =>
      write(`set.${suffix}.wav`, { samples: [samples[c] ?? new Float64Array(0)] }),
    )
    expect(firstDifference(await composite(...paths.toReversed()), whole)).toBe(-1)
  })

  it('may be of several encodings', async () => {
    const [left = new Float64Array(0), right = new Float64Array(0)] = channelsOf(2)
    const whole = await composite(write('pair.wav', { samples: [left, right] }))
    const set = [
      write('mixed.L.wav', { samples: [left], encoding: 'f32' }),
      write('mixed.R.wav', { samples: [right], encoding: 's24' }),
    ]
    expect(firstDifference(await composite(...set), whole)).toBe(-1)
  })
})

describe('PCM of another rate', () => {
  it.each([
    [44_100, Math.round((LENGTH * 48_000) / 44_100)],
    [96_000, Math.ceil(LENGTH / 2)],
    [88_200, Math.round((LENGTH * 48_000) / 88_200)],
  ])('%i Hz comes in at its length and level', async (sampleRate, length) => {
    const tone = sine(LENGTH, 1000, 0.25, sampleRate)
    const path = write(`rate ${sampleRate}.wav`, { samples: [tone, tone], sampleRate })
    const [left = new Int32Array(0)] = samples24(await composite(path))
    expect(left).toHaveLength(length)
    // Away from the ends, where the tone begins and stops and has no one frequency.
    const expected = sine(length, 1000, 0.25)
    const far = expected
      .slice(2000, -2000)
      .reduce((top, value, n) => Math.max(top, Math.abs((left[n + 2000] ?? 0) / 2 ** 23 - value)), 0)
    expect(far).toBeLessThan(1e-5)
  })
})
