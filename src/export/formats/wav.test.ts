import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { SampleKind } from '../../domain/deliveryFormat.ts'
import type { Speaker } from '../../domain/layout.ts'
import { FRAME_RATES } from '../../domain/timecode.ts'
import { samplePosition, samples } from '../../domain/units.ts'
import {
  deliveredFile,
  deliveryFacts,
  MEASURED,
  mediainfo,
  packedPcm,
  probedWithoutWarning,
} from '../../testing/deliveryFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { META_EDIT_IS_HERE, metaEditFields, metaEditSays } from '../../testing/metaEdit.ts'
import { probeFile } from '../../testing/probeFile.ts'
import { ffmpeg, ffprobeAudio, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise } from '../../testing/signals.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'
import { openDeliveryFile } from './registry.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

/** An odd number of bytes with 24-bit mono. */
const LENGTH = 1001

const KINDS = [
  { kind: 'int16', codec: 'pcm_s16le', bits: 16 },
  { kind: 'int24', codec: 'pcm_s24le', bits: 24 },
  { kind: 'float32', codec: 'pcm_f32le', bits: 32 },
] as const satisfies readonly { kind: SampleKind; codec: string; bits: number }[]
const SPEAKERS: readonly (readonly Speaker[])[] = [['M'], ['L', 'R'], ['L', 'R', 'C', 'LFE', 'Ls', 'Rs']]

const cases = KINDS.flatMap((kind) =>
  SPEAKERS.flatMap((speakers) =>
    [false, true].map((known) => ({
      ...kind,
      speakers,
      known,
      name: `${kind.kind} ${speakers.join(' ')}, loudness ${known ? 'known beforehand' : 'measured on the way'}`,
    })),
  ),
)

const pcmOf = (facts: DeliveryFacts) =>
  packedPcm(
    facts.speakers.map((_, c) => noise(facts.samples, c + 1)),
    facts.kind,
  )

async function written(name: string, changes: Partial<DeliveryFacts>) {
  const facts = deliveryFacts({ samples: samples(LENGTH), ...changes })
  const pcm = pcmOf(facts)
  const { bytes, warnings, patches } = await deliveredFile('wav', facts, pcm)
  const path = directory.file(name)
  writeFileSync(path, bytes)
  return { facts, pcm, bytes, warnings, patches, path }
}

describe.each(cases)('$name', async ({ kind, codec, bits, speakers, known, name }) => {
  const changes = { kind, speakers, ...(known && { measured: MEASURED }) }
  const { path, pcm, bytes, patches, warnings } = await written(`${name}.wav`, changes)

  it('ffprobe has nothing to complain of, and reads all fields', () => {
    const { stream, tags } = probedWithoutWarning(path)
    expect(stream).toMatchObject({
      codec_name: codec,
      channels: speakers.length,
      duration_ts: LENGTH,
      sample_rate: '48000',
    })
    expect(tags).toMatchObject({
      comment: 'Reel 1. Composite',
      encoded_by: 'Dubstage',
      date: '2026-05-01',
      creation_time: '10:11:12',
      time_reference: '172972800',
    })
    expect(tags.coding_history).toContain(`A=PCM,F=48000,W=${bits}`)
    expect(ffmpeg('-i', path, '-c:a', codec, '-f', codec.slice(4), '-').equals(pcm)).toBe(true)
  })

  it('libsndfile and sox have nothing to complain of', () => {
    const text = runTool('sndfile-info', [path]).toString()
    expect(text).toMatch(new RegExp(`^Frames {6}: ${LENGTH}$`, 'm'))
    // It says so of every odd data chunk, though the size of a chunk leaves out its pad byte (RIFF 1.0, chapter 2).
    const odd = "*** 'data' chunk should be an even number of bytes in length.\n"
    expect(text.includes(odd)).toBe(pcm.length % 2 === 1)
    expect(text.replace(odd, '')).not.toMatch(/should be|bad|error|unknown|unhandled|\*\*\*/i)
    const broadcast = runTool('sndfile-metadata-get', ['--all', path]).toString()
    expect(broadcast).toMatch(/^Description {12}: Reel 1\. Composite$/m)
    expect(broadcast).toMatch(/^Loudness value {9}: -22\.65$/m)
    expect(broadcast).toMatch(/^Loudness range {9}: {3}7\.25$/m)
    expect(broadcast).toMatch(/^Max\. true peak level {3}: {2}-1\.00$/m)
    expect(broadcast).toMatch(/^Max\. momentary level {3}: -15\.50$/m)
    expect(broadcast).toMatch(/^Max\. short term level {2}: -18\.13$/m)
    const info = runTool('sh', ['-c', 'sox --i "$0" 2>&1', path]).toString()
    expect(info).toContain(`= ${LENGTH} samples`)
    // It looks for the end of a plain fmt chunk in every extensible one of floats, ffmpeg's too.
    const extensibleFloat = 'sox WARN wav: wave header missing extended part of fmt chunk\n'
    expect(info.includes(extensibleFloat)).toBe(kind === 'float32' && speakers.length > 2)
    expect(info.replace(extensibleFloat, '')).not.toMatch(/WARN/)
  })

  it('mediainfo reads the format and the loudness', () => {
    const [general, audio] = mediainfo(path)
    expect(general).toMatchObject({ Format: 'Wave', Description: 'Reel 1. Composite', Producer: 'Dubstage' })
    expect(general.Encoded_Date).toBe('2026-05-01 10:11:12')
    expect(audio).toMatchObject({ Format: 'PCM', Channels: `${speakers.length}`, BitDepth: `${bits}` })
    expect(audio.extra).toMatchObject({ LoudnessValue: '-22.65', MaxShortTermLoudness: '-18.13' })
  })

  it('we read it back, fields equal', async () => {
    const read = await probeFile(memoryByteSource('a.wav', bytes))
    expect(read).toMatchObject({
      ok: true,
      value: {
        warnings: [],
        pcm: { length: LENGTH, channels: speakers.length },
        metadata: {
          broadcast: {
            version: 2,
            description: 'Reel 1. Composite',
            originator: 'Dubstage',
            date: '2026-05-01',
            time: '10:11:12',
            timeReference: 172_972_800,
            loudness: {
              integratedLufs: -22.65,
              rangeLu: 7.25,
              maxTruePeakDbtp: -1,
              maxMomentaryLufs: -15.5,
              maxShortTermLufs: -18.13,
            },
          },
          production: {
            project: 'Reel 1',
            note: 'Composite',
            timecodeRate: FRAME_RATES[0],
            timestamp: { samples: 172_972_800, sampleRate: 48_000 },
            tracks: speakers.map((speaker, i) => ({ interleave: i + 1, name: `CMP ${speaker}` })),
          },
        },
      },
    })
  })

  it('is written front to back, bext before the samples only where it is known', () => {
    expect(patches).toBe(0)
    expect(warnings).toEqual([])
    const text = Buffer.from(bytes).toString('latin1')
    expect(text.indexOf('bext') < text.indexOf('data')).toBe(known)
    expect(Buffer.from(bytes).readUInt32LE(4)).toBe(bytes.length - 8)
  })
})

it('BWF MetaEdit reads the fields of each', ({ skip }) => {
  skip(!META_EDIT_IS_HERE, 'bwfmetaedit is not installed, and Debian has no package of it')
  for (const { name, bits } of cases) {
    const path = directory.file(`${name}.wav`)
    expect(metaEditSays(path), name).toBe('')
    expect(metaEditFields(path), name).toMatchObject({
      Description: 'Reel 1. Composite',
      Originator: 'Dubstage',
      OriginationDate: '2026-05-01',
      OriginationTime: '10:11:12',
      TimeReference: '172972800',
      BextVersion: '2',
      LoudnessValue: '-22.65',
      LoudnessRange: '7.25',
      MaxTruePeakLevel: '-1.00',
      MaxMomentaryLoudness: '-15.50',
      MaxShortTermLoudness: '-18.13',
      CodingHistory: expect.stringContaining(`A=PCM,F=48000,W=${bits}`),
    })
  }
})

it('undefined loudness is stored as not used', async () => {
  const facts = deliveryFacts({ samples: samples(10) })
  const none = {
    integratedLufs: null,
    loudnessRangeLu: null,
    maxTruePeakDbtp: null,
    maxMomentaryLufs: null,
    maxShortTermLufs: Number.NEGATIVE_INFINITY,
  }
  const { bytes } = await deliveredFile('wav', facts, pcmOf(facts), { measured: none })
  const at = Buffer.from(bytes).indexOf('bext') + 8 + 412
  expect(Array.from({ length: 5 }, (_, i) => Buffer.from(bytes).readUInt16LE(at + 2 * i))).toEqual(
    new Array(5).fill(0x7fff),
  )
})

it('says what ASCII cannot hold; iXML holds it', async () => {
  const title = 'Gräßliche Nächte <& 夜>'
  const { bytes, warnings, path } = await written('text.wav', { title, originator: `${'Ö'.repeat(40)}` })
  expect(warnings).toEqual([
    'The description in its bext chunk, which takes ASCII of limited length, reads “Grassliche Nachte <& ?>. Composite”.',
    `The originator in its bext chunk, which takes ASCII of limited length, reads “${'O'.repeat(32)}”.`,
  ])
  expect(probedWithoutWarning(path).tags.comment).toBe('Grassliche Nachte <& ?>. Composite')
  expect(await probeFile(memoryByteSource('a.wav', bytes))).toMatchObject({
    value: { metadata: { production: { project: title } } },
  })
  const xml = Buffer.from(bytes).toString().split('iXML')[1] ?? ''
  expect(xml).toContain('Gräßliche Nächte &lt;&amp; 夜&gt;')
})

it('states drop-frame and counts past 32 bits', async () => {
  const drop = FRAME_RATES.find((rate) => rate.drop)
  if (!drop) throw new Error('no drop-frame rate')
  const start = samplePosition(192_000 * 86_400 - 1)
  const { bytes, path } = await written('drop.wav', { frameRate: drop, start, sampleRate: 192_000 })
  expect(probedWithoutWarning(path).tags.time_reference).toBe(`${start}`)
  expect(await probeFile(memoryByteSource('a.wav', bytes))).toMatchObject({
    value: {
      metadata: {
        broadcast: { timeReference: start },
        production: { timecodeRate: drop, timestamp: { samples: start } },
      },
    },
  })
})

it('has its markers before the samples', async () => {
  const markers = [
    { at: samplePosition(0), name: 'FFOA' },
    { at: samplePosition(480), length: samples(100), name: 'Türe' },
  ]
  const { bytes, path } = await written('markers.wav', { markers })
  expect(await probeFile(memoryByteSource('a.wav', bytes))).toMatchObject({
    value: {
      metadata: {
        markers: [
          { sample: 0, label: 'FFOA' },
          { sample: 480, length: 100, label: 'Türe' },
        ],
      },
    },
  })
  probedWithoutWarning(path)
  expect(runTool('sndfile-info', [path]).toString()).toMatch(/Cue {2}: .*\n?.*2|Count *: 2/)
})

it('names no speakers where they do not stand in the order of the mask', async () => {
  const { path, pcm } = await written('film.wav', { speakers: ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'] })
  expect(probedWithoutWarning(path).stream.channel_layout).toBeUndefined()
  expect(ffmpeg('-i', path, '-f', 's24le', '-').equals(pcm)).toBe(true)
})

it.each(['int24', 'float32'] as const)('past 4 GiB an RF64 that all read: %s', async (kind) => {
  const block = kind === 'int24' ? 6 : 8
  const facts = deliveryFacts({ kind, samples: samples(Math.ceil(4.4e9 / block)) })
  const opened = await openDeliveryFile('wav', facts)
  if (!opened.ok) throw new Error('refused')
  const end = await opened.value.finish(MEASURED)
  if (!end.ok) throw new Error('no end')
  const { head } = opened.value
  const dataBytes = facts.samples * block
  const path = directory.file(`${kind}-long.wav`)
  const handle = openSync(path, 'w')
  writeSync(handle, head)
  ftruncateSync(handle, head.length + dataBytes)
  writeSync(handle, end.value.bytes, 0, end.value.bytes.length, head.length + dataBytes)
  closeSync(handle)

  expect(ffprobeAudio(path)).toMatchObject({ duration_ts: facts.samples })
  const tags = runTool('ffprobe', ['-v', 'warning', '-show_format', path]).toString()
  expect(tags).toContain('TAG:time_reference=172972800')
  const [general, audio] = mediainfo(path)
  expect(general).toMatchObject({ Format_Profile: 'RF64', Description: 'Reel 1. Composite' })
  expect(audio).toMatchObject({ SamplingCount: `${facts.samples}` })
  expect(runTool('sndfile-metadata-get', ['--all', path]).toString()).toMatch(
    /^Loudness value {9}: -22\.65$/m,
  )
  expect(metaEditSays(path)).toBe('')
})
