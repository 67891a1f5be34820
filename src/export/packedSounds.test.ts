import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { MediaInfo } from '../domain/media.ts'
import { DOCUMENT_ENTRY, MANIFEST_ENTRY, type PackageManifest } from '../domain/packageManifest.ts'
import type { ByteSource } from '../domain/ports.ts'
import { samplePosition, samples } from '../domain/units.ts'
import { packageItems } from '../media/package/packageItems.ts'
import { checkPart } from '../media/package/readPackage.ts'
import { probeMedia } from '../media/probe.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { opened, sessionOf, zipped } from '../testing/packageFixture.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../testing/referenceTools.ts'
import { noise } from '../testing/signals.ts'
import { packedSounds } from './packedSounds.ts'

const { signal } = new AbortController()
const folder = temporaryDirectory()
afterAll(folder.remove)

const ORIGINAL = Uint8Array.from({ length: 700 }, (_, n) => n * 3)
const LENGTH = 48_000
/** As a copy is: interleaved 32-bit floats. */
const copyOf = (channels: number): Uint8Array =>
  new Uint8Array(Float32Array.from(noise(LENGTH * channels, 5)).buffer)

/** A session of a WAV and of an MP3 of 44.1 kHz that was converted to 48 kHz; packed with the MP3 or without. */
async function packed({ channels = 1, withOriginal = true } = {}) {
  const { session, files } = await sessionOf({ DX: new Uint8Array(300), MX: ORIGINAL })
  const known = session.media.MX
  if (!known) throw new Error('no fixture')
  const MX: MediaInfo = {
    ...known,
    fileName: 'MX.mp3',
    format: 'mp3',
    pcm: {
      encoding: { kind: 'float', bits: 32, endian: 'le' },
      channels,
      dataOffset: 0,
      length: samples(LENGTH),
    },
    conform: { codec: 'MP3', sampleRate: 44_100, length: samples(44_100) },
    metadata: {
      broadcast: { version: 1, timeReference: samplePosition(44_101) },
      markers: [{ sample: samplePosition(441), label: 'In' }],
    },
    warnings: ['Its end is not known to the sample.'],
  }
  const copy = memoryByteSource('MX.mp3', copyOf(channels))
  const dx = files.get('DX')
  const mx = files.get('MX')
  if (!dx || !mx) throw new Error('no fixture')
  const given = { ...session, media: { ...session.media, MX } }
  const originals = new Map<string, ByteSource>(withOriginal ? [['MX', mx]] : [])
  const sounds = await packedSounds(given, new Map([...[['DX', dx] as const], ['MX', copy]]), originals)
  if (!sounds.ok) throw new Error(sounds.error.code)
  const { session: there, files: parts, origins } = sounds.value
  const items = await packageItems(there, parts, new Set(), signal, origins)
  if (!items.ok) throw new Error(items.error.code)
  return { bytes: await zipped(items.value), items: items.value, session: there }
}

async function contentOf(source: ByteSource): Promise<Uint8Array> {
  const read = await source.read(0, source.size)
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

describe('a converted file in a package', () => {
  it('is the sound that the session plays, as a WAV that every program reads', async () => {
    for (const channels of [1, 2, 6, 7]) {
      const { items } = await packed({ channels })
      const sound = items.find(({ name }) => name.endsWith('MX.mp3.wav'))
      if (!sound) throw new Error('no sound')
      const path = folder.file(`MX${channels}.wav`)
      writeFileSync(path, await contentOf(sound.source))
      const decoded = ffmpeg('-i', path, '-f', 'f32le', '-acodec', 'pcm_f32le', '-')
      expect(Buffer.compare(decoded, copyOf(channels)), `${channels} channels`).toBe(0)
      expect(runTool('sndfile-info', [path]).toString()).toMatch(/Sample Rate *: 48000/)
      const [a, b] = [await sound.source.read(90, 200), (await contentOf(sound.source)).subarray(90, 290)]
      expect(a.ok && Buffer.compare(a.value, b), 'read across its head').toBe(0)
    }
  })

  it('is known to the document as what it is, with what the file said of itself', async () => {
    const { bytes, items } = await packed()
    const found = await opened(bytes)
    if (typeof found === 'string') throw new Error(found)
    const info = found.session.media.MX
    const sound = items.find(({ name }) => name.endsWith('MX.mp3.wav'))
    const probed = sound && (await probeMedia(sound.source, 48_000))
    if (!probed?.ok || probed.value.kind !== 'inPlace') throw new Error('not read in place')
    const { fileName: _, ...facts } = probed.value.info
    expect(info).toEqual({
      ...facts,
      fileName: 'MX.mp3.wav',
      metadata: {
        broadcast: { version: 1 },
        // Counted at the rate of the file that said it: to the sample, which 48 kHz has no number for.
        production: { timestamp: { samples: 44_101, sampleRate: 44_100 } },
        markers: [{ sample: 480, label: 'In' }],
      },
      warnings: ['Its end is not known to the sample.'],
    })
    expect(found.parts.get('MX')?.converted).toBe(true)
    expect(found.parts.get('DX')?.converted).toBe(false)
    const whole = memoryByteSource('reel.zip', bytes)
    expect(await checkPart(whole, 'MX', found)).toEqual({ ok: true, value: undefined })
  })

  it('has what it was made from beside it, or is named for it', async () => {
    for (const withOriginal of [true, false]) {
      const { items, bytes } = await packed({ withOriginal })
      const names = items.map(({ name }) => name)
      expect(names).toEqual([
        DOCUMENT_ENTRY,
        MANIFEST_ENTRY,
        'media/0001_DX.wav',
        'media/0002_MX.mp3.wav',
        ...(withOriginal ? ['media/0003_MX.mp3'] : []),
      ])
      const manifest: PackageManifest = JSON.parse(
        new TextDecoder().decode(
          await contentOf(items[1]?.source ?? memoryByteSource('', new Uint8Array(0))),
        ),
      )
      expect(manifest.version).toBe(2)
      expect(manifest.files.map(({ madeFrom }) => madeFrom)).toEqual([
        undefined,
        {
          fileName: 'MX.mp3',
          codec: 'MP3',
          sampleRate: 44_100,
          bytes: 700,
          fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
          ...(withOriginal && { entry: 'media/0003_MX.mp3' }),
        },
      ])
      expect(typeof (await opened(bytes))).toBe('object')
    }
  })

  it('is refused when what it was made from is not where the manifest says', async () => {
    const { items } = await packed()
    expect(await opened(await zipped(items.slice(0, -1)))).toContain('“media/0003_MX.mp3” is not in it')
    const short = items.map((item) =>
      item.name.endsWith('.mp3') ? { ...item, source: memoryByteSource('MX.mp3', ORIGINAL.slice(1)) } : item,
    )
    expect(await opened(await zipped(short))).toContain('another size')
  })
})
