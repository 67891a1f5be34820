import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConformSource } from '../../domain/media.ts'
import {
  type AudioTrackFixture,
  decodedAudioTrack,
  writeAudioTracks,
} from '../../testing/audioTracksFixture.ts'
import { movieFixture, soundTrack } from '../../testing/containerFixture.ts'
import { kernelModule } from '../../testing/kernelModule.ts'
import { bytesRead, memoryByteSource } from '../../testing/memoryByteSource.ts'
import { temporaryDirectory } from '../../testing/referenceTools.ts'
import { conformSource } from '../conform/conformSource.ts'
import { probeMedia } from '../probe.ts'
import type { CanDecode } from './containerTrack.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

let module: WebAssembly.Module
beforeAll(() => {
  module = kernelModule()
})

const pcmOnly: CanDecode = async () => false

/** A file by ffmpeg of these audio tracks, as it is taken or refused where `canDecode`. */
async function made(name: string, tracks: readonly AudioTrackFixture[], canDecode = pcmOnly) {
  const path = directory.file(name)
  writeAudioTracks(path, tracks)
  const bytes = readFileSync(path)
  const source = memoryByteSource(name, bytes)
  const probed = await probeMedia(source, 48_000, canDecode)
  return { path, bytes, source, probed }
}

function sources(probed: Awaited<ReturnType<typeof probeMedia>>): readonly ConformSource[] {
  if (!probed.ok) throw new Error(JSON.stringify(probed.error))
  if (probed.value.kind === 'inPlace') throw new Error('nothing to conform')
  return [probed.value.source, ...(probed.value.others ?? [])]
}

/** The sound of a track as it is conformed to 48 kHz. */
async function conformed(bytes: Uint8Array, source: ConformSource): Promise<Float32Array> {
  const parts: Uint8Array[] = []
  const sink = {
    write: (part: Uint8Array) => {
      parts.push(part.slice())
      return { ok: true, value: undefined } as const
    },
  }
  const file = memoryByteSource(source.fileName, bytes)
  const note = await conformSource(module, file, source, 48_000, sink, () => true, pcmOnly)
  if (!note.ok) throw new Error(JSON.stringify(note.error))
  return new Float32Array(new Uint8Array(Buffer.concat(parts)).buffer)
}

const MONO: AudioTrackFixture = { encoder: 'pcm_s24le' }
const STEREO: AudioTrackFixture = { encoder: 'pcm_s16le', channels: 2 }

describe.each(['mov', 'mkv'])('the audio tracks of a %s file', (kind) => {
  it('are each what ffmpeg decodes of them, to the bit', async () => {
    const surround = { encoder: 'pcm_s24le', channels: 6 }
    const { path, bytes, probed } = await made(`three.${kind}`, [MONO, STEREO, surround])
    const found = sources(probed)
    expect(found).toMatchObject([
      { audioTrack: { number: 1 }, channels: 1, codec: '24-bit PCM', sampleRate: 48_000, warnings: [] },
      { audioTrack: { number: 2 }, channels: 2, codec: '16-bit PCM', sampleRate: 48_000, warnings: [] },
      { audioTrack: { number: 3 }, channels: 6, codec: '24-bit PCM', sampleRate: 48_000, warnings: [] },
    ])
    for (const [index, source] of found.entries()) {
      const ours = await conformed(bytes, source)
      const theirs = decodedAudioTrack(path, index + 1)
      expect(ours.length).toBe(24_000 * source.channels)
      expect(Buffer.from(ours.buffer).equals(Buffer.from(theirs.buffer)), `track ${index + 1}`).toBe(true)
    }
  })

  it('are called as it calls them, and by number where two are called the same', async () => {
    const titles = ['DX', ' Stereo', 'Stereo', 'M&E \u202eFX']
    const { probed } = await made(
      `named.${kind}`,
      titles.map((title) => ({ ...MONO, title })),
    )
    expect(sources(probed).map(({ audioTrack }) => audioTrack)).toEqual([
      { number: 1, name: 'DX' },
      { number: 2 },
      { number: 3 },
      { number: 4, name: 'M&E FX' },
    ])
  })

  it('are read where the first cannot be decoded, which is named', async () => {
    const { path, bytes, probed } = await made(`first.${kind}`, [{ encoder: 'alac' }, MONO, STEREO])
    const found = sources(probed)
    expect(found.map(({ audioTrack }) => audioTrack)).toEqual([{ number: 2 }, { number: 3 }])
    expect(probed).toMatchObject({
      value: { refused: [{ code: 'codec/unsupported', file: `first.${kind}, track 1`, codec: 'ALAC' }] },
    })
    for (const source of found) {
      const theirs = decodedAudioTrack(path, source.audioTrack?.number ?? 0)
      expect(await conformed(bytes, source)).toEqual(theirs)
    }
  })

  it('are refused as one file where none can be decoded', async () => {
    const { probed } = await made(`none.${kind}`, [{ encoder: 'alac' }, { encoder: 'ac3' }])
    expect(probed).toEqual({
      ok: false,
      error: { code: 'codec/unsupported', file: `none.${kind}`, codec: 'ALAC' },
    })
  })

  it('of other codecs are asked for one by one', async () => {
    const asked: string[] = []
    const { probed, source, bytes } = await made(
      `codecs.${kind}`,
      [{ encoder: 'aac' }, { encoder: 'ac3', title: 'Mix' }, { encoder: 'aac', channels: 2 }],
      async ({ codec }) => {
        asked.push(codec)
        return codec.startsWith('mp4a')
      },
    )
    expect(asked).toHaveLength(3)
    expect(sources(probed)).toMatchObject([
      { audioTrack: { number: 1 }, codec: 'AAC', channels: 1 },
      { audioTrack: { number: 3 }, codec: 'AAC', channels: 2 },
    ])
    expect(probed).toMatchObject({ value: { refused: [{ file: `codecs.${kind}: Mix`, codec: 'AC-3' }] } })
    expect(bytesRead(source)).toBeLessThan(8 * bytes.length + 200_000)
  })

  it('with more channels than a track takes, or at no rate that is converted, do not hold up the others', async () => {
    const wide = { encoder: 'pcm_s16le', channels: 16 }
    const { probed } = await made(`wide.${kind}`, [wide, MONO, { encoder: 'pcm_s16le', rate: 4000 }])
    expect(sources(probed).map(({ audioTrack }) => audioTrack?.number)).toEqual([2])
    expect(probed).toMatchObject({
      value: {
        refused: [
          { code: 'audio/channels', file: `wide.${kind}, track 1`, channels: 16 },
          { code: 'audio/rate', file: `wide.${kind}, track 3`, sampleRate: 4000 },
        ],
      },
    })
  })

  it('are not spoken of where there is only one', async () => {
    const { probed } = await made(`one.${kind}`, [{ ...MONO, title: 'DX' }])
    if (!probed.ok || probed.value.kind !== 'conform') throw new Error('nothing to conform')
    expect(Object.keys(probed.value).sort()).toEqual(['kind', 'source'])
    expect(probed.value.source).not.toHaveProperty('audioTrack')
  })
})

it('each track of a MOV begins where its own edit list says', async () => {
  const tracks = [MONO, { ...STEREO, late: 0.25 }, { ...MONO, late: 0.1 }]
  const { path, bytes, probed } = await made('late.mov', tracks)
  const found = sources(probed)
  for (const [index, source] of found.entries()) {
    const ours = await conformed(bytes, source)
    expect(ours).toEqual(decodedAudioTrack(path, index + 1))
    expect(ours.findIndex((value) => value !== 0) / source.channels).toBeCloseTo(
      48_000 * (tracks[index]?.late ?? 0),
      -1,
    )
  }
})

it('each track has a rate of its own', async () => {
  const { bytes, probed } = await made('rates.mov', [MONO, { ...MONO, rate: 44_100 }])
  const found = sources(probed)
  expect(found.map(({ sampleRate, length }) => [sampleRate, length])).toEqual([
    [48_000, 24_000],
    [44_100, 22_050],
  ])
  for (const source of found) expect((await conformed(bytes, source)).length).toBe(24_000)
})

it('more audio tracks than any system writes are a lie', async () => {
  const tracks = (count: number) =>
    movieFixture({
      channels: 1,
      before: Array.from({ length: count - 1 }, (_, n) => soundTrack({ channels: 1, id: n + 2 })),
    })
  const probe = (count: number) => probeMedia(memoryByteSource('a.mov', tracks(count)), 48_000, pcmOnly)
  expect(sources(await probe(128))).toHaveLength(128)
  expect(await probe(129)).toMatchObject({
    error: { code: 'format/malformed', detail: 'it has 129 audio tracks, more than 128' },
  })
})
