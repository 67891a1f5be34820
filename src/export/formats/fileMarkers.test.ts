import { readFileSync, writeFileSync } from 'node:fs'
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  OggOutputFormat,
  Output,
} from 'mediabunny'
import { afterAll, describe, expect, it } from 'vitest'
import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import { inOrder, type MarkerDraft } from '../../domain/markers.ts'
import { metadataLosses } from '../../domain/metadataLosses.ts'
import { ownTimecode } from '../../domain/placement.ts'
import { FPS_24, formatTimecode } from '../../domain/timecode.ts'
import { frames, samplePosition, samples } from '../../domain/units.ts'
import { probeMedia } from '../../media/probe.ts'
import {
  deliveredFile,
  deliveryFacts,
  packedPcm,
  probedWithoutWarning,
} from '../../testing/deliveryFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, runTool, temporaryDirectory } from '../../testing/referenceTools.ts'
import { noise, sine } from '../../testing/signals.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'
import { opusTags } from './opus.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const LENGTH = 96_000
const MARKERS: readonly MarkerDraft[] = [
  { at: samplePosition(0), name: 'FFOA' },
  { at: samplePosition(24_001), name: 'Séance №2; = “x”', note: 'take 3\nfrom the wide' },
  { at: samplePosition(48_000), length: samples(12_000), name: 'Region' },
  { at: samplePosition(72_000), name: 'LFOA' },
]

type Chapter = { readonly start: number; readonly end: number; readonly title: string | undefined }

const chapterText = (path: string): string =>
  runTool('ffprobe', ['-v', 'error', '-show_chapters', '-of', 'json', path]).toString()

/** What ffprobe has of the chapters of a file, in seconds. */
function chaptersOf(path: string): readonly Chapter[] {
  const { chapters } = JSON.parse(chapterText(path))
  return chapters.map((each: { start_time: string; end_time: string; tags?: { title?: string } }) => ({
    start: Number(each.start_time),
    end: Number(each.end_time),
    title: each.tags?.title,
  }))
}

/** What an import has of a file of ours. */
async function importedFrom(path: string) {
  const source = memoryByteSource(path, readFileSync(path))
  const probed = await probeMedia(source, 48_000, async () => true)
  if (!probed.ok || probed.value.kind !== 'conform') throw new Error(`${path}: ${JSON.stringify(probed)}`)
  const { metadata, sampleRate, warnings } = probed.value.source
  const session = { sampleRate: 48_000, frameRate: FPS_24, startFrame: frames(0) }
  const own = ownTimecode({ sampleRate, ...(metadata && { metadata }) }, session)
  return {
    timecode: own && `${formatTimecode(own.frame, own.rate)} at ${own.rate.label} and ${own.rest} samples`,
    markers: metadata?.markers ?? [],
    warnings,
  }
}

/** The start of `deliveryFacts`. */
const START = '01:00:00:00 at 23.976 fps and 0 samples'
const WITHOUT_MORE = MARKERS.map(({ at, name }) => ({ sample: at, label: name }))

async function fileOf(
  id: 'flac' | 'm4a' | 'mp3',
  given: Partial<DeliveryFacts> = {},
): Promise<{ path: string; warnings: readonly string[] }> {
  const isLossy = id === 'm4a' || id === 'mp3'
  const kind = isLossy ? 'float32' : 'int24'
  const facts = deliveryFacts({
    kind,
    samples: samples(LENGTH),
    markers: MARKERS,
    ...(isLossy && { bitRate: 128_000 }),
    ...given,
  })
  const pcm = packedPcm([sine(facts.samples, 440, 0.5), noise(facts.samples, 1)], kind)
  const { bytes, warnings } = await deliveredFile(id, facts, pcm, { lengths: [8192] })
  const path = directory.file(`${Object.keys(given).join('-')}.${id}`)
  writeFileSync(path, bytes)
  return { path, warnings }
}

describe.each(['flac', 'm4a', 'mp3'] as const)('%s', async (id) => {
  const { path } = await fileOf(id)

  it('tells ffprobe the timecode of its first sample, by the frame and exactly', () => {
    const { tags } = probedWithoutWarning(path)
    expect(tags).toMatchObject({
      TIMECODE: '01:00:00:00',
      TIMECODE_RATE: '24000/1001',
      TIME_REFERENCE: '172972800',
    })
  })
})

describe('an import reads back', () => {
  it('of FLAC timecode, places, lengths and notes, to the sample', async () => {
    const { timecode, markers, warnings } = await importedFrom((await fileOf('flac')).path)
    expect(timecode).toBe(START)
    expect(markers).toEqual(
      MARKERS.map(({ at, name, length, note }) => ({
        sample: at,
        label: name,
        ...(length && { length }),
        ...(note && { note }),
      })),
    )
    expect(warnings).toEqual([])
  })

  it('of MP3 timecode, places to the millisecond, lengths and notes', async () => {
    const { timecode, markers, warnings } = await importedFrom((await fileOf('mp3')).path)
    expect(timecode).toBe(START)
    const [first, second, region, last] = WITHOUT_MORE
    expect(markers).toEqual([
      first,
      { ...second, sample: 24_000, note: 'take 3\nfrom the wide' },
      { ...region, length: 12_000 },
      last,
    ])
    expect(warnings).toEqual([])
  })

  it('of AAC timecode and places, to the sample', async () => {
    const { timecode, markers, warnings } = await importedFrom((await fileOf('m4a')).path)
    expect(timecode).toBe(START)
    expect(markers).toEqual(WITHOUT_MORE)
    expect(warnings).toEqual([])
  })

  it.each(['flac', 'm4a', 'mp3'] as const)('of %s drop-frame and a start between frames', async (id) => {
    const frameRate = { num: 30_000, den: 1001, drop: true, label: '29.97 fps DF' }
    const given = { frameRate, timecode: '10:00:00;00', start: samplePosition(1_728_000_007 - 1728) }
    const { timecode, warnings } = await importedFrom((await fileOf(id, given)).path)
    // 36 000 s are 1 078 921.08 frames, 10:00:00;00 is frame 1 078 920.
    expect(timecode).toBe('10:00:00;00 at 29.97 fps DF and 7 samples')
    expect(warnings).toEqual([])
  })
})

it.each(['flac', 'm4a', 'mp3'] as const)('%s has the timecode that the session counts', async (id) => {
  const { path } = await fileOf(id, { timecode: '01:00:00:01' })
  expect(probedWithoutWarning(path).tags).toMatchObject({ TIMECODE: '01:00:00:01' })
})

describe.each([
  ['flac', 0.0005],
  ['m4a', 1e-6],
  ['mp3', 0.0005],
] as const)('%s', async (id, tolerance) => {
  const { path, warnings } = await fileOf(id)

  it('tells ffprobe the places and names of the markers', () => {
    const found = chaptersOf(path)
    expect(found.map(({ title }) => title)).toEqual(MARKERS.map(({ name }) => name))
    MARKERS.forEach(({ at }, index) => {
      expect(Math.abs((found[index]?.start ?? -1) - at / 48_000)).toBeLessThanOrEqual(tolerance)
    })
  })

  it('says what it does not keep of them, in the words that were shown before', () => {
    expect(warnings).toEqual(metadataLosses(deliveryContainer(id), MARKERS, 48_000))
  })
})

it('MP3 has the lengths of regions, and notes', async () => {
  const { path } = await fileOf('mp3')
  const [first, , region, last] = chaptersOf(path)
  expect([first?.end, region?.start, region?.end, last?.end]).toEqual([0.5, 1, 1.25, 2])
  expect(chapterText(path)).toContain('take 3\\nfrom the wide')
})

it.each([254, 255, 256, 1200])('MP3 and AAC hold %i markers, or say how many are left out', async (count) => {
  const markers = Array.from({ length: count }, (_, n) => ({ at: samplePosition(48 * n), name: `Cue ${n}` }))
  const mp3 = await fileOf('mp3', { markers })
  expect(chaptersOf(mp3.path).map(({ title }) => title)).toEqual(markers.map(({ name }) => name))
  expect(mp3.warnings).toEqual([])
  const m4a = await fileOf('m4a', { markers })
  expect(chaptersOf(m4a.path)).toHaveLength(Math.min(255, count))
  expect(m4a.warnings).toEqual(
    count > 255 ? [`AAC holds 255 markers: the last ${count - 255} of this file are left out.`] : [],
  )
})

describe('the metadata of a Broadcast Wave in FLAC', () => {
  it('comes out of ffmpeg’s conversion with its time reference', async () => {
    const { path } = await fileOf('flac')
    const wave = directory.file('converted.wav')
    ffmpeg('-y', '-i', path, '-write_bext', '1', wave)
    expect(probedWithoutWarning(wave).tags).toMatchObject({ time_reference: '172972800' })
  })

  it('is that of the WAV file, chunk for chunk, with its loudness', async () => {
    const facts = deliveryFacts({ samples: samples(LENGTH), markers: MARKERS.toSorted(inOrder) })
    const pcm = packedPcm([sine(LENGTH, 440, 0.5), noise(LENGTH, 1)], 'int24')
    const wave = (await deliveredFile('wav', { ...facts, measured: MEASURED_BEFORE }, pcm)).bytes
    const flac = (await deliveredFile('flac', facts, pcm, { measured: MEASURED_BEFORE })).bytes
    expect(Buffer.from(restored(flac, pcm)).equals(wave)).toBe(true)
  })
})

const MEASURED_BEFORE = {
  integratedLufs: -23.1,
  loudnessRangeLu: 8,
  maxTruePeakDbtp: -1.5,
  maxMomentaryLufs: -18,
  maxShortTermLufs: -20,
}

/** The WAV file that foreign metadata and samples make together, as the reference decoder puts it together. */
function restored(flac: Uint8Array, pcm: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = 4, isLast = false; !isLast; ) {
    const [flags = 0, a = 0, b = 0, c = 0] = flac.subarray(at, at + 4)
    const body = flac.subarray(at + 4, at + 4 + (a << 16) + (b << 8) + c)
    if ((flags & 0x7f) === 2 && Buffer.from(body.subarray(0, 4)).toString() === 'riff')
      parts.push(body.subarray(4))
    isLast = flags >= 0x80
    at += 4 + body.length
  }
  return Buffer.concat([...parts, pcm])
}

it('libsndfile, sox and mediainfo take such files as before', async () => {
  const { path } = await fileOf('flac')
  expect(runTool('sndfile-info', [path]).toString()).toMatch(/^Frames {6}: 96000$/m)
  expect(runTool('sh', ['-c', 'sox --i "$0" 2>&1', path]).toString()).not.toMatch(/WARN/)
  const menu = JSON.parse(runTool('mediainfo', ['--Output=JSON', (await fileOf('m4a')).path]).toString())
  expect(JSON.stringify(menu.media.track)).toContain('FFOA')
})

describe('Opus, with packets of ffmpeg’s in place of the browser’s encoder', () => {
  async function opusFile(markers: readonly MarkerDraft[]): Promise<string> {
    const packets = directory.file('packets.opus')
    ffmpeg('-y', '-f', 'lavfi', '-i', 'sine=d=2:r=48000', '-ac', '2', '-c:a', 'libopus', packets)
    const input = new Input({ source: new BufferSource(readFileSync(packets)), formats: ALL_FORMATS })
    const track = await input.getPrimaryAudioTrack()
    const decoderConfig = await track?.getDecoderConfig()
    if (!track || !decoderConfig) throw new Error('no packets')
    const output = new Output({ format: new OggOutputFormat(), target: new BufferTarget() })
    const source = new EncodedAudioPacketSource('opus')
    output.addAudioTrack(source)
    output.setMetadataTags(opusTags(deliveryFacts({ kind: 'float32', markers })))
    await output.start()
    for await (const packet of new EncodedPacketSink(track).packets())
      await source.add(packet, { decoderConfig })
    await output.finalize()
    const path = directory.file(`${markers.length}.opus`)
    writeFileSync(path, new Uint8Array(output.target.buffer ?? new ArrayBuffer(0)))
    return path
  }

  it('tells ffprobe timecode, places and names', async () => {
    const path = await opusFile(MARKERS)
    expect(probedWithoutWarning(path).tags).toMatchObject({ TITLE: 'Reel 1', TIMECODE: '01:00:00:00' })
    const found = chaptersOf(path)
    expect(found.map(({ title }) => title)).toEqual(MARKERS.map(({ name }) => name))
    expect(found.map(({ start }) => start)).toEqual([0, 0.5, 1, 1.5])
    const { timecode, markers, warnings } = await importedFrom(path)
    expect(timecode).toBe(START)
    const [first, second, region, last] = WITHOUT_MORE
    expect(markers).toEqual([first, { ...second, sample: 24_000 }, region, last])
    expect(warnings).toEqual([])
  })

  it('holds a thousand, over many pages, and says how many are left out', async () => {
    const markers = Array.from({ length: 1003 }, (_, n) => ({
      at: samplePosition(48 * n),
      name: `Cue ${n}, with a name that is longer than those of most cues, of which there are a thousand`,
    }))
    const path = await opusFile(markers)
    expect(chaptersOf(path).map(({ title }) => title)).toEqual(markers.slice(0, 1000).map(({ name }) => name))
    expect(metadataLosses(deliveryContainer('opus'), markers, 48_000)).toEqual([
      'Opus holds 1,000 markers: the last 3 of this file are left out.',
    ])
  })
})
