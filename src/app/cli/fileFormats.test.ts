import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import type { DeliveryContainer } from '../../domain/deliveryContainers.ts'
import { packageNames } from '../../domain/packageNames.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { complaintsAbout } from '../../testing/outsideTools.ts'
import { ffmpeg, ffprobeAudio, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'

kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const LENGTH = 48_000
const inputs = ['dialogue', 'music'].flatMap((stem, n) => {
  const path = directory.file(`${stem}.wav`)
  const samples = [noise(LENGTH, 2 * n + 1, 0.2), noise(LENGTH, 2 * n + 2, 0.2)]
  writeFileSync(path, wavFixture({ samples, encoding: 's24' }))
  return [`--${stem}`, path]
})

let made = 0
async function run(...argv: readonly string[]) {
  made += 1
  const out = directory.file(`out ${made}`)
  mkdirSync(out)
  const parsed = parseArguments([...inputs, ...argv, '--out', out])
  if (!parsed.ok || 'package' in parsed.value) return { out, result: parsed, names: readdirSync(out) }
  const result = await bounce(parsed.value, {
    kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
    version: 'test',
    signal: new AbortController().signal,
  })
  return { out, result, names: readdirSync(out).toSorted() }
}

it.each<[string, DeliveryContainer, string, object]>([
  ['', 'wav', 'wav', { codec_name: 'pcm_s24le', sample_rate: '48000', duration_ts: LENGTH }],
  ['--container aiff --format wav16shaped', 'aiff', 'aif', { codec_name: 'pcm_s16be', duration_ts: LENGTH }],
  ['--container flac', 'flac', 'flac', { codec_name: 'flac', bits_per_raw_sample: '24' }],
  ['--container flac --rate-out 96000', 'flac', 'flac', { sample_rate: '96000', duration_ts: 2 * LENGTH }],
  ['--container mp3 --bit-rate 192', 'mp3', 'mp3', { codec_name: 'mp3', bit_rate: '192000' }],
  ['--container m4a --rate-out 44100', 'm4a', 'm4a', { codec_name: 'aac', sample_rate: '44100' }],
])(
  '%j: whole, hashed as it lies there, and nothing said against it',
  async (options, container, extension, stream) => {
    const { out, result, names } = await run(...options.split(' ').filter(Boolean))
    expect(names).toEqual([...packageNames(''), `mix_composite.${extension}`, `mix_me.${extension}`].sort())
    const report = JSON.parse(readFileSync(`${out}/report.json`, 'utf8'))
    expect(result).toMatchObject({ ok: true })
    for (const deliverable of report.deliverables) {
      expect(deliverable.container).toBe(container)
      const [{ file, sha256 }] = deliverable.files
      const path = `${out}/${file}`
      expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256)
      expect(ffprobeAudio(path)).toMatchObject(stream)
      expect(complaintsAbout(path, container)).toEqual([])
    }
  },
)

it('a FLAC holds the samples of the WAV', async () => {
  const pcm = (path: string) => ffmpeg('-i', path, '-f', 's24le', '-')
  const [wav, flac] = [await run(), await run('--container', 'flac')]
  for (const name of ['composite', 'me'])
    expect(pcm(`${flac.out}/mix_${name}.flac`).equals(pcm(`${wav.out}/mix_${name}.wav`))).toBe(true)
})

it.each([
  ['--container ogg', '--container is one of wav, aiff, flac, m4a, mp3, opus, not ogg'],
  ['--rate-out 48k', '--rate-out is one of 44100, 48000, 88200, 96000, 192000, not 48k'],
  ['--bit-rate 0.5', '--bit-rate is a whole number of kbit/s, not 0.5'],
  ['--container flac --format wav32f', 'it does not hold 32-bit float'],
  ['--container mp3 --rate-out 96000', 'it has 32, 44.1 or 48 kHz'],
  ['--container mp3 --bit-rate 100', 'its bit rate is one of'],
  ['--container opus', 'there is no encoder here'],
])('leaves nothing for %j', async (options, said) => {
  const { result, names } = await run(...options.split(' '))
  expect(names).toEqual([])
  expect(result.ok ? '' : JSON.stringify(result.error)).toContain(said)
})
