import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { MONO, STEREO, SURROUND_5_1 } from '../domain/layout.ts'
import { samples } from '../domain/units.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { probeFile } from '../testing/probeFile.ts'
import { ffmpeg, ffprobeAudio, runTool, temporaryDirectory } from '../testing/referenceTools.ts'
import { noise } from '../testing/signals.ts'
import { encodePcm, type FixtureEncoding } from '../testing/wavFixture.ts'
import { type WavSpec, wavHeader, wavTrailer } from './wavHeader.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const LENGTH = 1000

const KINDS = [
  {
    bits: 16,
    float: false,
    codec: 'pcm_s16le',
    encoding: 's16',
    sox: '16-bit Signed Integer PCM',
    mediainfo: 'PCM',
  },
  {
    bits: 24,
    float: false,
    codec: 'pcm_s24le',
    encoding: 's24',
    sox: '24-bit Signed Integer PCM',
    mediainfo: 'PCM',
  },
  {
    bits: 32,
    float: true,
    codec: 'pcm_f32le',
    encoding: 'f32',
    sox: '32-bit Floating Point PCM',
    mediainfo: 'PCM',
  },
] as const
const LAYOUTS = [
  { layout: MONO, dataAt: [80, 94], mask: undefined },
  { layout: STEREO, dataAt: [80, 94], mask: undefined },
  { layout: SURROUND_5_1, dataAt: [116, 116], mask: '0x3F (L, R, C, LFE, Ls, Rs)' },
] as const
const cases = KINDS.flatMap((kind) =>
  LAYOUTS.map((place) => ({ ...kind, ...place, name: `${kind.codec} ${place.layout.id}` })),
)

const specOf = (
  kind: { bits: 16 | 24 | 32; float: boolean },
  layout: WavSpec['layout'],
  length: number,
): WavSpec => ({
  bits: kind.bits,
  float: kind.float,
  channels: layout.speakers.length,
  layout,
  sampleRate: 48_000,
  samples: samples(length),
})

function wholeFile(spec: WavSpec, encoding: FixtureEncoding): { file: Buffer; data: Uint8Array } {
  const data = encodePcm(
    spec.layout.speakers.map((_, i) => noise(spec.samples, i)),
    encoding,
  )
  return { file: Buffer.concat([wavHeader(spec), data, wavTrailer(spec)]), data }
}

describe.each(cases)('$name', ({ bits, float, layout, codec, encoding, sox, dataAt, mask }) => {
  const channels = layout.speakers.length
  const spec = specOf({ bits, float }, layout, LENGTH)
  const { file, data } = wholeFile(spec, encoding)
  const path = directory.file(`${codec}-${layout.id}.wav`)
  writeFileSync(path, file)

  it('ffprobe and ffmpeg read it back', () => {
    expect(ffprobeAudio(path)).toMatchObject({
      codec_name: codec,
      channels,
      sample_rate: '48000',
      bits_per_sample: bits,
      duration_ts: LENGTH,
      ...(layout.id === '5.1' && { channel_layout: '5.1' }),
    })
    expect(ffmpeg('-i', path, '-c:a', codec, '-f', codec.slice(4), '-').equals(data)).toBe(true)
  })

  it('sndfile-info finds nothing to complain of', () => {
    const text = runTool('sndfile-info', [path]).toString()
    expect(text).toMatch(new RegExp(`^Frames {6}: ${LENGTH}$`, 'm'))
    expect(text).toMatch(new RegExp(`^Channels {4}: ${channels}$`, 'm'))
    expect(text).toMatch(/^Sample Rate : 48000$/m)
    if (mask) expect(text).toContain(`Channel Mask  : ${mask}`)
    expect(text).not.toMatch(/should be|bad|error|\*\*\*/i)
  })

  it('sox and mediainfo read it back', () => {
    const info = runTool('sox', ['--i', path]).toString()
    expect(info).toMatch(new RegExp(`^Channels {7}: ${channels}$`, 'm'))
    expect(info).toMatch(new RegExp(`= ${LENGTH} samples`))
    expect(info).toContain(`Sample Encoding: ${sox}`)
    const report = JSON.parse(runTool('mediainfo', ['--Output=JSON', path]).toString())
    const audio = report.media.track.find((track: Record<string, string>) => track['@type'] === 'Audio')
    expect(audio).toMatchObject({
      Format: 'PCM',
      Channels: `${channels}`,
      SamplingRate: '48000',
      BitDepth: `${bits}`,
      ...(mask && { ChannelLayout: 'L R C LFE Lb Rb' }),
    })
    expect(audio.Format_Profile ?? '').toBe(float ? 'Float' : '')
  })

  it('we read it back, from the documented place', async () => {
    expect(await probeFile(memoryByteSource('a.wav', file))).toMatchObject({
      ok: true,
      value: {
        pcm: { channels, length: LENGTH, encoding: { bits }, dataOffset: dataAt[+float] },
        warnings: [],
      },
    })
    expect(wavHeader(spec).length).toBe(dataAt[+float])
  })
})

describe('odd audio', () => {
  it('gets a pad byte that the RIFF size counts and the data size does not', async () => {
    const spec = specOf({ bits: 24, float: false }, MONO, LENGTH + 1)
    const { file, data } = wholeFile(spec, 's24')
    expect(data.length % 2).toBe(1)
    expect(file.length).toBe(80 + data.length + 1)
    expect(file.readUInt32LE(4)).toBe(file.length - 8)
    expect(file.readUInt32LE(76)).toBe(data.length)

    const path = directory.file('odd.wav')
    writeFileSync(path, file)
    expect(ffmpeg('-i', path, '-f', 's24le', '-').equals(data)).toBe(true)
    expect(runTool('sox', [path, '-t', 'raw', '-']).equals(data)).toBe(true)
    const info = await probeFile(memoryByteSource('a.wav', file))
    expect(info).toMatchObject({ ok: true, value: { pcm: { length: LENGTH + 1 }, warnings: [] } })
  })

  it('even audio gets none', () => {
    expect(wavTrailer(specOf({ bits: 24, float: false }, MONO, LENGTH))).toHaveLength(0)
  })
})

describe('over 4 GiB', () => {
  const stereo24 = { bits: 24, float: false } as const
  // RIFF size = 72 + 6·n, which is 4 below FFFFFFFFh at this length.
  const longestRiff = Math.floor((0xffff_fffe - 72) / 6)

  it('RIFF as long as the size fits, RF64 one sample later, samples at the same place', () => {
    const last = Buffer.from(wavHeader(specOf(stereo24, STEREO, longestRiff)))
    const first = Buffer.from(wavHeader(specOf(stereo24, STEREO, longestRiff + 1)))
    expect(last.toString('latin1', 0, 4)).toBe('RIFF')
    expect(last.readUInt32LE(4)).toBe(72 + longestRiff * 6)
    expect(first.toString('latin1', 0, 4)).toBe('RF64')
    expect(first.readUInt32LE(4)).toBe(0xffff_ffff)
    expect(first.toString('latin1', 12, 16)).toBe('ds64')
    expect(first.readBigUInt64LE(20)).toBe(BigInt(72 + (longestRiff + 1) * 6))
    expect(first.length).toBe(last.length)
  })

  it.each([
    ['24-bit stereo', stereo24, STEREO, 'pcm_s24le', 6],
    ['24-bit 5.1', stereo24, SURROUND_5_1, 'pcm_s24le', 18],
    ['float stereo', { bits: 32, float: true } as const, STEREO, 'pcm_f32le', 8],
  ])('%s is read by ffprobe and mediainfo', (name, kind, layout, codec, blockAlign) => {
    const length = Math.ceil(4.4e9 / blockAlign)
    const header = wavHeader(specOf(kind, layout, length))
    const path = directory.file(`${name}.wav`)
    const handle = openSync(path, 'w')
    writeSync(handle, header)
    ftruncateSync(handle, header.length + length * blockAlign)
    closeSync(handle)

    expect(ffprobeAudio(path)).toMatchObject({ codec_name: codec, duration_ts: length, sample_rate: '48000' })
    const report = JSON.parse(runTool('mediainfo', ['--Output=JSON', path]).toString())
    expect(report.media.track[0]).toMatchObject({ Format: 'Wave', Format_Profile: 'RF64' })
    expect(report.media.track[1]).toMatchObject({ SamplingCount: `${length}`, BitDepth: `${kind.bits}` })
  })
})

describe('a spec that contradicts itself is a bug', () => {
  it.each<[string, Partial<WavSpec>]>([
    ['channels that are not the layout', { channels: 6 }],
    ['a float of 24 bits', { float: true }],
  ])('%s', (_name, wrong) => {
    const spec = specOf({ bits: 24, float: false }, STEREO, 10)
    expect(() => wavHeader({ ...spec, ...wrong })).toThrow(RangeError)
  })
})
