import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { emptySession } from '../../domain/session.ts'
import { sessionDocument } from '../../domain/sessionDocument.ts'
import { packedSounds } from '../../export/packedSounds.ts'
import { packageItems } from '../../media/package/packageItems.ts'
import { firstDifference, pcmOf } from '../../testing/bounceFixture.ts'
import { kernelModule, PROJECT_ROOT } from '../../testing/kernelModule.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { zipped } from '../../testing/packageFixture.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { parseArguments } from './arguments.ts'
import { bounce } from './bounce.ts'
import { errorSentence } from './errorSentence.ts'
import { StemFiles } from './stemFiles.ts'

const module = kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)
const { signal } = new AbortController()

const wave = directory.file('MX.wav')
writeFileSync(wave, wavFixture({ samples: [noise(48_321, 1, 0.2), noise(48_321, 2, 0.2)] }))

async function run(...argv: string[]) {
  const out = directory.file(crypto.randomUUID())
  mkdirSync(out)
  const parsed = parseArguments([...argv, '--name', 'reel', '--out', out])
  if (!parsed.ok || 'package' in parsed.value) throw new Error(JSON.stringify(parsed))
  const made = await bounce(parsed.value, {
    kernelPath: `${PROJECT_ROOT}.build/kernel.wasm`,
    version: 'test',
    signal,
  })
  return made.ok ? { report: made.value, pcm: pcmOf(readFileSync(`${out}/reel_composite.wav`)) } : made.error
}

it('a FLAC is mixed as the WAV that it was made of, to the bit', async () => {
  const flac = directory.file('MX.flac')
  ffmpeg('-i', wave, '-c:a', 'flac', '-sample_fmt', 's32', flac)
  const [a, b] = [await run('--music', wave), await run('--music', flac)]
  if ('code' in a || 'code' in b) throw new Error(JSON.stringify([a, b]))
  expect(firstDifference(a.pcm, b.pcm)).toBe(-1)
  expect(JSON.stringify(b.report)).not.toContain('decoded by the command line')
})

it('an MP3 is mixed as ffmpeg decodes it, and it is said who decoded it', async () => {
  const mp3 = directory.file('MX.mp3')
  ffmpeg('-i', wave, '-b:a', '192k', mp3)
  const made = await run('--music', mp3)
  if ('code' in made) throw new Error(JSON.stringify(made))
  const reference = ffmpeg('-i', mp3, '-f', 's24le', '-')
  expect(made.pcm.length).toBe(reference.length)
  let worst = 0
  for (let n = 0; n < reference.length; n += 3)
    worst = Math.max(worst, Math.abs(made.pcm.readIntLE(n, 3) - reference.readIntLE(n, 3)))
  expect(worst, 'of 24 bits').toBeLessThan(2 ** 10)
  expect(JSON.stringify(made.report)).toContain('decoded by the command line')
})

it('what cannot be decoded here is told how it can be mixed all the same', async () => {
  const m4a = directory.file('MX.m4a')
  ffmpeg('-i', wave, '-c:a', 'aac', m4a)
  const refused = await run('--music', m4a)
  if (!('code' in refused)) throw new Error('AAC was decoded')
  expect(refused.code).toBe('codec/unsupported')
  expect(errorSentence(refused)).toMatch(
    /cannot be decoded here\..* save a package of the session in the browser/,
  )
})

it('a package with the sound of a converted file is mixed without a decoder', async () => {
  const files = new StemFiles(module, signal)
  const whole = await files.addTo(emptySession('reel'), [{ stem: 'music', path: wave }])
  await files.close()
  if (!whole.ok) throw new Error(JSON.stringify(whole.error))
  const [[id, info] = ['', undefined]] = Object.entries(whole.value.media)
  if (!info) throw new Error('no file')
  // As the session of a browser has it that decoded an AAC to these very samples.
  const floats = ffmpeg('-i', wave, '-f', 'f32le', '-')
  const converted = {
    ...info,
    fileName: 'MX.m4a',
    format: 'mp4',
    bytes: 1,
    fingerprint: '0'.repeat(64),
    pcm: { ...info.pcm, encoding: { kind: 'float', bits: 32, endian: 'le' }, dataOffset: 0 },
    conform: { codec: 'AAC', sampleRate: 48_000, length: info.pcm.length },
  } as const
  const session = { ...whole.value, media: { [id]: converted } }
  const sounds = await packedSounds(session, new Map([[id, memoryByteSource('MX.m4a', floats)]]), new Map())
  if (!sounds.ok) throw new Error(JSON.stringify(sounds.error))
  const { files: sources, origins } = sounds.value
  const items = await packageItems(sounds.value.session, sources, new Set(), signal, origins)
  if (!items.ok) throw new Error(JSON.stringify(items.error))
  const path = directory.file('reel.dubstage.zip')
  writeFileSync(path, await zipped(items.value))
  const [a, b] = [await run('--music', wave), await run('--session', path)]
  if ('code' in a || 'code' in b) throw new Error(JSON.stringify([a, b]))
  expect(firstDifference(a.pcm, b.pcm)).toBe(-1)

  const document = directory.file('reel.json')
  writeFileSync(document, sessionDocument(session))
  expect(await run('--session', document), 'which its document alone is not').toMatchObject({
    code: 'codec/unsupported',
  })
})
