import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { speakersOf } from '../../../domain/interpretation.ts'
import { speakerLetters } from '../../../domain/layout.ts'
import type { MediaInfo } from '../../../domain/media.ts'
import { FORMAT_SAMPLES } from '../../../testing/formatSamples.ts'
import { memoryByteSource } from '../../../testing/memoryByteSource.ts'
import { probeFile } from '../../../testing/probeFile.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../../testing/referenceTools.ts'
import { noise } from '../../../testing/signals.ts'
import { wavFixture } from '../../../testing/wavFixture.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const origin = directory.file('origin.wav')
writeFileSync(origin, wavFixture({ samples: [noise(4800, 1), noise(4800, 2)] }))

async function infoOf(path: string): Promise<MediaInfo> {
  const info = await probeFile(memoryByteSource('made', readFileSync(path)))
  if (!info.ok) throw new Error(`refused: ${JSON.stringify(info.error)}`)
  expect(info.value.warnings).toEqual([])
  return info.value
}

const metadataOf = async (path: string) => (await infoOf(path)).metadata
const orderOf = async (path: string) => speakerLetters(speakersOf(await infoOf(path)))

// ffmpeg reads it by eights of bytes, as signed numbers.
const UMID = '0x060A2B340101010501010D121300000052C9036C8F1953432B7014D2D718BFDA'
const FIELDS = {
  description: 'Reel 1, Scène 12',
  originator: 'Stage 3',
  originator_reference: 'GBXYZ1234567',
  origination_date: '2026-05-01',
  origination_time: '09:30:00',
  time_reference: '172972800',
  coding_history: 'A=PCM,F=48000,W=24,M=stereo,T=one',
}

describe('written by ffmpeg', () => {
  it.each(['wav', 'rf64'])('bext in %s', async (format) => {
    const path = directory.file(`ffmpeg-${format}.wav`)
    const tags = Object.entries({ ...FIELDS, umid: UMID }).flatMap(([name, value]) => [
      '-metadata',
      `${name}=${value}`,
    ])
    const wide = format === 'rf64' ? ['-rf64', 'always'] : []
    ffmpeg('-i', origin, '-c:a', 'pcm_s24le', '-write_bext', '1', ...tags, ...wide, path)
    const metadata = await metadataOf(path)
    expect(metadata?.broadcast).toEqual({
      version: 1,
      description: FIELDS.description,
      originator: FIELDS.originator,
      originatorReference: FIELDS.originator_reference,
      date: FIELDS.origination_date,
      time: FIELDS.origination_time,
      timeReference: 172_972_800,
      umid: UMID.slice(2),
      codingHistory: FIELDS.coding_history,
    })
    expect(metadata?.tags?.software).toMatch(/^Lavf/)
  })

  it('the mask of a WAVE_FORMAT_EXTENSIBLE', async () => {
    const path = directory.file('extensible.wav')
    ffmpeg('-i', origin, '-c:a', 'pcm_s24le', path)
    expect((await metadataOf(path))?.channelMask).toBe(3)
  })

  it('the channels of 5.1 in files of their own, by their masks', async () => {
    const names = ['FL', 'FR', 'FC', 'LFE', 'SL', 'SR']
    const split = `aevalsrc=0|0|0|0|0|0:c=5.1(side):d=0.01,channelsplit=channel_layout=5.1(side)`
    const paths = names.map((name) => directory.file(`split-${name}.wav`))
    const outputs = names.flatMap((name, n) => ['-map', `[${name}]`, '-c:a', 'pcm_s24le', paths[n] ?? ''])
    ffmpeg('-filter_complex', split + names.map((name) => `[${name}]`).join(''), ...outputs)
    expect(await Promise.all(paths.map(orderOf))).toEqual(['M', 'R', 'M', 'LFE', 'Ls', 'Rs'])
  })

  it.each([
    'mono',
    'stereo',
    'downmix',
    '2.1',
    '3.0',
    '3.0(back)',
    '3.1',
    '4.0',
    '4.1',
    'quad',
    'quad(side)',
    '5.0',
    '5.0(side)',
    '5.1',
    '5.1(side)',
    '6.0',
    '6.1',
    '6.1(back)',
    '7.0',
    '7.1',
    'hexagonal',
    'octagonal',
  ])('the layout %s, of which nothing has to be said', async (layout) => {
    const path = directory.file(`${layout}.wav`)
    ffmpeg('-f', 'lavfi', '-i', `anullsrc=cl=${layout}:d=0.01`, '-c:a', 'pcm_s24le', path)
    expect(await orderOf(path)).not.toContain('–')
  })

  it('text of an AIFF', async () => {
    const path = directory.file('text.aif')
    const tags = ['title=Storm', 'author=Marta', 'comment=one'].flatMap((tag) => ['-metadata', tag])
    ffmpeg('-i', origin, ...tags, path)
    expect((await metadataOf(path))?.tags).toEqual({ title: 'Storm', artist: 'Marta', comment: 'one' })
  })
})

describe('written by libsndfile', () => {
  it('bext of version 2 with loudness, and tags', async () => {
    const path = directory.file('sndfile.wav')
    const options = {
      'bext-description': 'Reel 1',
      'bext-originator': FIELDS.originator,
      'bext-orig-ref': FIELDS.originator_reference,
      'bext-orig-date': FIELDS.origination_date,
      'bext-orig-time': FIELDS.origination_time,
      'bext-loudness-value': '-22.65',
      'bext-loudness-range': '12.34',
      'bext-max-truepeak': '-1.05',
      'bext-max-momentary': '-19.99',
      'bext-max-shortterm': '-20.01',
      'bext-time-ref': '16588800000',
      'str-title': 'Storm',
      'str-artist': 'Marta',
      'str-comment': 'a comment',
    }
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    runTool('sndfile-metadata-set', [...args, origin, path])
    const metadata = await metadataOf(path)
    expect(metadata?.broadcast).toMatchObject({
      version: 2,
      description: 'Reel 1',
      originator: FIELDS.originator,
      originatorReference: FIELDS.originator_reference,
      date: FIELDS.origination_date,
      time: FIELDS.origination_time,
      timeReference: 16_588_800_000,
      loudness: {
        integratedLufs: -22.65,
        rangeLu: 12.34,
        maxTruePeakDbtp: -1.05,
        maxMomentaryLufs: -19.99,
        maxShortTermLufs: -20.01,
      },
    })
    expect(metadata?.tags).toMatchObject({ title: 'Storm', artist: 'Marta', comment: 'a comment' })
  })
})

// No tool at hand writes markers: it is the files of the other tests that are held against a reader of others.
describe('as libsndfile reads the files of these tests', () => {
  const sndfileInfo = (name: string, bytes: Uint8Array | undefined): string => {
    const path = directory.file(name)
    writeFileSync(path, bytes ?? new Uint8Array(0))
    return runTool('sndfile-info', [path]).toString()
  }

  it('cue points and their names', () => {
    const log = sndfileInfo('markers.wav', FORMAT_SAMPLES.wav[0])
    expect(log).toMatch(/Cue ID : +1 .*Offset : +5\n.*Cue ID : +2 .*Offset : +50\n/)
    expect(log).toContain('labl : 1 : in')
  })

  it('markers of an AIFF', () => {
    const log = sndfileInfo('markers.aif', FORMAT_SAMPLES.aiff[0])
    expect(log).toMatch(/MARK : 12\n.*Count : 1\n.*Mark ID +: 1\n.*Position : 5\n.*Name +: in\n/)
  })
})
