import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeliveryContainer } from '../domain/deliveryContainers.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { ebuR128 } from '../domain/specs/ebuR128.ts'
import { FRAME_RATES } from '../domain/timecode.ts'
import { bounceToMemory } from '../testing/bounceFixture.ts'
import { CLICK, formatProgramme, HOUR, LENGTH } from '../testing/formatProgramme.ts'
import { formatRows, PART } from '../testing/formatRows.ts'
import { kernelModule } from '../testing/kernelModule.ts'
import { memoryByteSource } from '../testing/memoryByteSource.ts'
import { complaintsAbout, ffmpegLoudness, ffmpegSamples, peakPlace } from '../testing/outsideTools.ts'
import { probeFile } from '../testing/probeFile.ts'
import { ffmpeg, ffprobeAudio, temporaryDirectory } from '../testing/referenceTools.ts'

const module = kernelModule()
const directory = temporaryDirectory()
afterAll(directory.remove)

let report: BounceReport
const path = (name: string): string => directory.file(name)
const of = (id: string) => {
  const found = report.deliverables.find((each) => each.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

beforeAll(async () => {
  const { session, media } = await formatProgramme()
  const deliverables = formatRows(['wav', 'aiff', 'flac', 'm4a', 'mp3'])
  const { result, files } = await bounceToMemory(module, { session: { ...session, deliverables }, media })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  report = result.value
  const names = report.deliverables.flatMap((each) => each.files.map(({ file }) => file))
  for (const [index, name] of names.entries()) writeFileSync(path(name), files[index] ?? '')
})

it('makes all of them in one pass, each of the kind that the report says, with the hash of the finished file', () => {
  expect(
    report.deliverables.map(({ id, container, sampleRate, samples, bitDepth, bitRate, files }) => [
      id,
      container,
      sampleRate,
      samples,
      bitDepth,
      bitRate,
      files.map(({ file }) => file).join(),
    ]),
  ).toEqual([
    ['wav', 'wav', 48_000, LENGTH, 24, undefined, 'reel_wav.wav'],
    ['aiff', 'aiff', 48_000, LENGTH, 24, undefined, 'reel_aiff.aif'],
    ['flac', 'flac', 48_000, LENGTH, 24, undefined, 'reel_flac.flac'],
    ['m4a', 'm4a', 48_000, LENGTH, null, 256_000, 'reel_m4a.m4a'],
    ['mp3', 'mp3', 48_000, LENGTH, null, 320_000, 'reel_mp3.mp3'],
    ['cd', 'flac', 44_100, 220_501, 16, undefined, 'reel_cd.flac'],
    ['hd', 'wav', 96_000, 2 * LENGTH, 24, undefined, 'reel_hd.L.wav,reel_hd.R.wav'],
    ['part', 'wav', 48_000, PART.to - PART.from, 24, undefined, 'reel_part.wav'],
  ])
  for (const { container, files } of report.deliverables)
    for (const { file, sha256 } of files) {
      expect(
        createHash('sha256')
          .update(readFileSync(path(file)))
          .digest('hex'),
        file,
      ).toBe(sha256)
      expect(complaintsAbout(path(file), container), file).toEqual([])
    }
})

it('has the same samples without loss in every container', () => {
  const pcm = (name: string) => ffmpeg('-i', path(name), '-f', 's24le', '-')
  const wav = pcm('reel_wav.wav')
  expect(wav.length).toBe(LENGTH * 6)
  for (const name of ['reel_aiff.aif', 'reel_flac.flac']) expect(pcm(name).equals(wav), name).toBe(true)
  expect(pcm('reel_part.wav').equals(wav.subarray(PART.from * 6, PART.to * 6))).toBe(true)
})

it.each<[string, number, number]>([
  ['reel_m4a.m4a', 2, CLICK],
  ['reel_mp3.mp3', 2, CLICK],
  ['reel_cd.flac', 2, Math.round((CLICK * 441) / 480)],
  ['reel_hd.L.wav', 1, 2 * CLICK],
  ['reel_hd.R.wav', 1, 2 * CLICK],
])('%s has the click where it was', (name, channels, place) => {
  for (const channel of ffmpegSamples(path(name), channels))
    expect(Math.abs(peakPlace(channel) - place)).toBeLessThanOrEqual(1)
})

describe('the fields', () => {
  const broadcast = async (name: string) => {
    const read = await probeFile(memoryByteSource(name, readFileSync(path(name))))
    return read.ok ? read.value.metadata : undefined
  }

  it('say the timecode of each file’s first sample, at its rate, and the markers in its range', async () => {
    expect(await broadcast('reel_wav.wav')).toMatchObject({
      broadcast: {
        description: 'Nachtstuck. Composite wav',
        originator: 'Dubstage',
        date: '2026-05-01',
        time: '10:11:12',
        timeReference: HOUR,
        codingHistory: 'A=PCM,F=48000,W=24,M=stereo,T=Dubstage',
      },
      production: {
        project: 'Nachtstück',
        timecodeRate: FRAME_RATES[0],
        tracks: [{ name: 'Composite wav L' }, { name: 'Composite wav R' }],
      },
      markers: [{ sample: 1000, length: 60_000 }, { sample: 96_000 }, { sample: 200_000 }],
    })
    expect(await broadcast('reel_part.wav')).toMatchObject({
      broadcast: { timeReference: HOUR + PART.from },
      markers: [
        { sample: 0, length: 13_000, label: 'Sc 1', note: 'begins before the part' },
        { sample: 48_000, label: 'Sc 2' },
      ],
    })
    expect(await broadcast('reel_hd.R.wav')).toMatchObject({
      broadcast: {
        timeReference: 2 * HOUR,
        codingHistory: 'A=PCM,F=96000,W=24,M=mono,T=Dubstage; converted from 48000 Hz',
      },
      production: { tracks: [{ name: 'Composite hd R' }] },
      markers: [{ sample: 2000, length: 120_000 }, { sample: 192_000 }, { sample: 400_000 }],
    })
  })

  it('say the loudness that ffmpeg measures; a mono file of a set says none', async () => {
    for (const name of ['reel_wav.wav', 'reel_part.wav']) {
      const { lufs, truePeak } = ffmpegLoudness(path(name))
      const said = (await broadcast(name))?.broadcast?.loudness
      expect(Math.abs((said?.integratedLufs ?? 0) - lufs), name).toBeLessThanOrEqual(0.1)
      expect(Math.abs((said?.maxTruePeakDbtp ?? 0) - truePeak), name).toBeLessThanOrEqual(0.2)
    }
    expect((await broadcast('reel_hd.L.wav'))?.broadcast?.loudness).toBeUndefined()
  })

  it('are measured of what was converted', () => {
    const pair = path('pair.wav')
    const sides = ['reel_hd.L.wav', 'reel_hd.R.wav'].flatMap((name) => ['-i', path(name)])
    ffmpeg(...sides, '-filter_complex', 'amerge', '-c:a', 'pcm_s24le', pair)
    for (const [id, file] of [
      ['cd', path('reel_cd.flac')],
      ['hd', pair],
    ] as const)
      expect(Math.abs((of(id).integratedLufs ?? 0) - ffmpegLoudness(file).lufs), id).toBeLessThanOrEqual(0.1)
  })

  it('of texts that a chunk does not take are told in the report', () => {
    expect(report.warnings.filter((warning) => warning.startsWith('reel_wav.wav: '))).toEqual([
      'reel_wav.wav: The description in its bext chunk, which takes ASCII of limited length, reads “Nachtstuck. Composite wav”.',
    ])
  })
})

it('is PCM of the same samples and length as ffprobe counts them', () => {
  const kinds: readonly (readonly [string, DeliveryContainer, string])[] = [
    ['reel_wav.wav', 'wav', 'pcm_s24le'],
    ['reel_aiff.aif', 'aiff', 'pcm_s24be'],
    ['reel_cd.flac', 'flac', 'flac'],
    ['reel_m4a.m4a', 'm4a', 'aac'],
    ['reel_mp3.mp3', 'mp3', 'mp3'],
  ]
  for (const [name, , codec] of kinds) expect(ffprobeAudio(path(name))).toMatchObject({ codec_name: codec })
})

it('refuses before anything is rendered or measured what an encoder cannot make', async () => {
  const { session, media } = await formatProgramme()
  const master = { spec: ebuR128 }
  const order = { name: 'reel', format: 'wav24', container: 'mp3', sampleRate: 96_000, master } as const
  let told = 0
  const { result, sinks } = await bounceToMemory(module, { session, media }, 'wav24', {
    order,
    onProgress: () => {
      told += 1
    },
  })
  expect(result).toEqual({
    ok: false,
    error: {
      code: 'export/format',
      file: 'reel_composite.mp3',
      format: 'MP3',
      detail: 'it has 32, 44.1 or 48 kHz, not 96000 Hz',
    },
  })
  expect(told).toBe(0)
  expect(sinks.some((sink) => sink.finished())).toBe(false)
})
