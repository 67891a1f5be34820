import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import type { AppError } from '../src/domain/errors.ts'
import type { Result } from '../src/lib/result.ts'
import {
  type AudioTrackFixture,
  decodedAudioTrack,
  writeAudioTracks,
} from '../src/testing/audioTracksFixture.ts'
import { clickOf, makeCompressedSamples, SAMPLE_LENGTH } from '../src/testing/compressedSamples.ts'
import { gaplessText, withGaplessTag } from '../src/testing/gaplessFixture.ts'
import { ffmpeg, ffprobeAudio, temporaryDirectory } from '../src/testing/referenceTools.ts'
import type { Imported } from './fixtures/importPage/main.ts'
import { servePage } from './fixtures/servePage.ts'

const directory = temporaryDirectory()
let served: Awaited<ReturnType<typeof servePage>>
let samples: ReturnType<typeof makeCompressedSamples>
let surround: ReturnType<typeof makeCompressedSamples>

test.beforeAll(async () => {
  test.setTimeout(120_000)
  served = await servePage('importPage')
  samples = makeCompressedSamples(directory)
  surround = makeCompressedSamples(directory, 6)
})
test.afterAll(async () => {
  await served.close()
  directory.remove()
})
test.beforeEach(({ page }) => openPage(page))

async function openPage(page: Page): Promise<void> {
  await page.goto(served.url)
  await page.waitForFunction(() => 'importPage' in window)
}

const conform = (page: Page, index: number, rate: number, nth = 0): Promise<Result<Imported, AppError>> =>
  page.evaluate(([n, hz, track]) => window.importPage.conform(n, hz, track), [index, rate, nth] as const)

/** Interleaved samples of an import, or of ffmpeg. */
const floats = (bytes: Buffer): Float32Array =>
  new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))

function audioOf(result: Result<Imported, AppError>): Float32Array {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return floats(Buffer.from(result.value.audio, 'latin1'))
}

function loudest(audio: Float32Array, channels: number, channel: number): number {
  let at = 0
  for (let n = 0; n * channels < audio.length; n++) {
    if (Math.abs(audio[n * channels + channel] ?? 0) > Math.abs(audio[at * channels + channel] ?? 0)) at = n
  }
  return at
}

const LOSSLESS = ['FLAC', '24-bit PCM', '16-bit PCM']

/** Every sample of `made` as it is conformed, against ffmpeg's decode of it. */
async function expectAgreement(
  page: Page,
  index: number,
  { name, path, codec, format }: (typeof samples)[number],
  channels: number,
): Promise<void> {
  const ours = audioOf(await conform(page, index, 48_000))
  const theirs = floats(ffmpeg('-i', path, '-f', 'f32le', '-c:a', 'pcm_f32le', '-'))
  if (LOSSLESS.includes(codec)) {
    expect(Buffer.from(ours.buffer).equals(Buffer.from(theirs.buffer)), `${name}: bit for bit`).toBe(true)
  }
  for (let c = 0; c < channels; c++) {
    const place = loudest(ours, channels, c)
    expect(Math.abs(place - loudest(theirs, channels, c)), `${name}, channel ${c}`).toBeLessThanOrEqual(1)
    // ADTS has no place to declare its delay in; the fourth of six channels holds low frequencies only.
    if (format !== 'aac' && (channels === 2 || c !== 3)) {
      expect(Math.abs(place - clickOf(c)), name).toBeLessThanOrEqual(1)
    }
  }
  const counted = ['flac', 'mp3', 'mp4', 'mov', 'ogg'].includes(format)
  if (counted) expect(ours.length, name).toBe(SAMPLE_LENGTH * channels)
}

test('every stereo format has its click where ffmpeg has it', async ({ page }) => {
  test.setTimeout(120_000)
  await page.getByLabel('Files').setInputFiles(samples.map(({ path }) => path))
  for (const [index, made] of samples.entries()) await expectAgreement(page, index, made, 2)
})

test('every format of six channels has its clicks where ffmpeg has them, in its order', async ({ page }) => {
  test.setTimeout(120_000)
  // MP3 has no more than two channels: ffmpeg mixed them down. Vorbis is refused.
  const files = surround.filter(({ codec }) => codec !== 'MP3' && codec !== 'Vorbis')
  await page.getByLabel('Files').setInputFiles(files.map(({ path }) => path))
  for (const [index, made] of files.entries()) await expectAgreement(page, index, made, 6)
})

test('Vorbis of six channels, which Chromium decodes wrongly, is refused by name', async ({ page }) => {
  const files = surround.filter(({ codec }) => codec === 'Vorbis')
  await page.getByLabel('Files').setInputFiles(files.map(({ path }) => path))
  for (const index of files.keys()) {
    const refused = await conform(page, index, 48_000)
    expect(refused).toMatchObject({ error: { code: 'codec/unsupported', codec: '6-channel Vorbis' } })
  }
})

test('sound that an edit list begins late keeps its place under the picture', async ({ page }) => {
  const origin = samples.find(({ format }) => format === 'flac')?.path ?? ''
  const path = directory.file('late.mp4')
  const picture = ['-f', 'lavfi', '-i', 'color=size=32x32:rate=25:duration=2']
  const codecs = ['-map', '0:v', '-map', '1:a', '-c:v', 'mpeg4', '-c:a', 'aac']
  ffmpeg(...picture, '-itsoffset', '0.035', '-i', origin, ...codecs, path)
  expect(Number(ffprobeAudio(path).start_time)).toBeGreaterThan(0.01)
  await page.getByLabel('Files').setInputFiles(path)
  const result = await conform(page, 0, 48_000)
  const audio = audioOf(result)
  // The edit list counts milliseconds.
  expect(Math.abs(loudest(audio, 2, 0) - clickOf(0) - 0.035 * 48_000)).toBeLessThanOrEqual(48)
  const { info } = result.ok ? result.value : { info: null }
  expect(info?.warnings).toContainEqual(
    expect.stringMatching(/^By its time stamps it begins late: 0\.0\d\d s of silence/),
  )
})

/** Times that a channel rises through 0, from 0.1 s to 0.4 s. */
function risings(audio: Float32Array, channels: number): number {
  const channel = audio.filter((_, n) => n % channels === 0).subarray(4800, 19_200)
  return channel.reduce((sum, value, n) => sum + Number(value >= 0 && (channel[n - 1] ?? 0) < 0), 0)
}

test('each audio track of a file is the one that ffmpeg has by its number, under a name of its own', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const lossy = (encoder: string): readonly AudioTrackFixture[] => [
    { encoder, tone: 300 },
    { encoder, tone: 900, channels: 2 },
    { encoder, tone: 2500 },
  ]
  const files: readonly (readonly [name: string, tracks: readonly AudioTrackFixture[]])[] = [
    ['aac.mp4', lossy('aac')],
    [
      'mixed.mov',
      [
        { encoder: 'aac', tone: 300 },
        { encoder: 'pcm_s24le', tone: 900 },
      ],
    ],
    ['opus.webm', lossy('libopus')],
    [
      'mixed.mkv',
      [
        { encoder: 'flac', tone: 300 },
        { encoder: 'aac', tone: 900, channels: 2 },
      ],
    ],
  ]
  const paths = files.map(([name]) => directory.file(name))
  for (const [index, [name, tracks]] of files.entries())
    writeAudioTracks(paths[index] ?? '', tracks, { picture: !name.endsWith('webm') })
  await page.getByLabel('Files').setInputFiles(paths)
  let stored = 0
  for (const [index, [name, tracks]] of files.entries()) {
    for (const [nth, { tone = 0, channels = 1 }] of tracks.entries()) {
      const result = await conform(page, index, 48_000, nth)
      const ours = audioOf(result)
      const theirs = decodedAudioTrack(paths[index] ?? '', nth + 1)
      expect(result, name).toMatchObject({ value: { info: { audioTrack: { number: nth + 1 } } } })
      expect(Math.abs(risings(ours, channels) - risings(theirs, channels)), name).toBeLessThanOrEqual(1)
      expect(Math.abs(risings(ours, channels) - 0.3 * tone), `${name}, track ${nth + 1}`).toBeLessThanOrEqual(
        2,
      )
      stored += 1
      expect(await page.evaluate(() => window.importPage.stored())).toHaveLength(stored)
    }
  }
})

test('AAC whose delay only a tag declares is where and as long as the tag says', async ({ page }) => {
  const aac = samples.find(({ name }) => name === 'a.m4a')
  const path = directory.file('tagged.m4a')
  const padding = 1024 - (SAMPLE_LENGTH % 1024)
  const tag = gaplessText(1024, padding, SAMPLE_LENGTH)
  writeFileSync(path, withGaplessTag(new Uint8Array(readFileSync(aac?.path ?? '')), tag))
  await page.getByLabel('Files').setInputFiles(path)
  const result = await conform(page, 0, 48_000)
  const audio = audioOf(result)
  for (const c of [0, 1])
    expect(Math.abs(loudest(audio, 2, c) - clickOf(c)), `channel ${c}`).toBeLessThanOrEqual(1)
  expect(audio.length).toBe(2 * SAMPLE_LENGTH)
  expect(result.ok && result.value.info.warnings).toEqual([])
})

test('another rate has the exact length, and the click at its time', async ({ page }) => {
  await page.getByLabel('Files').setInputFiles(samples.map(({ path }) => path))
  const flac = samples.findIndex(({ format }) => format === 'flac')
  for (const [rate, length] of [
    [44_100, 44_193],
    [96_000, 96_202],
  ] as const) {
    const audio = audioOf(await conform(page, flac, rate))
    expect(audio.length).toBe(2 * length)
    expect(loudest(audio, 2, 0)).toBe((clickOf(0) * rate) / 48_000)
  }
})

test('a second import finds the copy, and nothing is left unfinished', async ({ page }) => {
  await page.getByLabel('Files').setInputFiles(samples.map(({ path }) => path))
  const first = await conform(page, 0, 48_000)
  const stored = await page.evaluate(() => window.importPage.stored())
  expect(stored).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.[0-9a-f]{16}\.\d+-48000\.f32$/)])
  expect(await conform(page, 0, 48_000)).toEqual(first)
  expect(await page.evaluate(() => window.importPage.stored())).toEqual(stored)
})

test('the next version of a stem is not taken for what was converted of the one before', async ({ page }) => {
  const path = directory.file('first.wav')
  ffmpeg('-f', 'lavfi', '-i', 'sine=d=60:r=44100', '-c:a', 'pcm_s24le', path)
  const first = readFileSync(path)
  const second = Buffer.from(first)
  // A line that lies between two of the blocks that fingerprints are made of.
  second.fill(0, 100_002, 110_001)
  const next = directory.file('second.wav')
  writeFileSync(next, second)
  utimesSync(path, new Date(2026, 0, 1), new Date(2026, 0, 1))
  await page.getByLabel('Files').setInputFiles([path, next])
  const summed = (index: number) => page.evaluate((n) => window.importPage.summed(n, 48_000), index)
  const [one, other] = [await summed(0), await summed(1)]
  if (!one.ok || !other.ok) throw new Error('not converted')
  expect(other.value.info.fingerprint).toBe(one.value.info.fingerprint)
  expect(one.value.info.modified).toBe(new Date(2026, 0, 1).getTime())
  expect(other.value.sha256).not.toBe(one.value.sha256)
})

/** A file that takes seconds to convert, made once. */
function longFile(): string {
  const path = directory.file('long.flac')
  if (existsSync(path)) return path
  ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=r=48000:d=240:a=0.2', '-ac', '2', path)
  return path
}

test('a cancelled conform and a closed tab leave nothing, and do not touch the work of another tab', async ({
  page,
  context,
}) => {
  test.setTimeout(90_000)
  const path = longFile()
  await page.getByLabel('Files').setInputFiles(path)
  const cancelled = await page.evaluate(() => window.importPage.cancelAfter(0, 44_100, 700))
  expect(cancelled).toEqual({ ok: false, error: { code: 'cancelled' } })
  expect(await page.evaluate(() => window.importPage.stored())).toEqual([])

  const other = await context.newPage()
  await openPage(other)
  await other.getByLabel('Files').setInputFiles(path)
  await other.evaluate(() => void window.importPage.conform(0, 44_100))
  const stored = () => page.evaluate(() => window.importPage.stored())
  const unfinished = [expect.stringMatching(/\.part$/)]
  await expect.poll(stored).toEqual(unfinished)
  await page.evaluate(() => window.importPage.sweep())
  expect(await stored()).toEqual(unfinished)
  await other.close()
  await expect
    .poll(async () => {
      await page.evaluate(() => window.importPage.sweep())
      return stored()
    })
    .toEqual([])
})

test('what a stopped Worker still holds for a moment is removed with it', async ({ page }) => {
  expect(await page.evaluate(() => window.importPage.removeHeld(300))).toEqual([])
})

test('a quota that is full in the middle is named, and nothing is left', async ({ page, context }) => {
  const session = await context.newCDPSession(page)
  const origin = new URL(served.url).origin
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20_000_000 })
  await page.getByLabel('Files').setInputFiles(longFile())
  expect(await conform(page, 0, 48_000)).toEqual({
    ok: false,
    error: { code: 'storage/full', file: 'long.flac' },
  })
  expect(await page.evaluate(() => window.importPage.stored())).toEqual([])
})

test('a codec that the browser lacks is named', async ({ page }) => {
  const path = directory.file('cinema.mp4')
  ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'ac3', path)
  await page.getByLabel('Files').setInputFiles(path)
  expect(await conform(page, 0, 48_000)).toEqual({
    ok: false,
    error: { code: 'codec/unsupported', file: 'cinema.mp4', codec: 'AC-3' },
  })
})

test('a file whose sample rate or channels change on the way is named', async ({ page }) => {
  const part = (name: string, ...options: string[]): Buffer => {
    const path = directory.file(name)
    ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', ...options, '-write_xing', '0', path)
    return readFileSync(path)
  }
  const first = part('first.mp3', '-ar', '48000', '-ac', '2')
  const varying = [
    ['rate.mp3', part('other.mp3', '-ar', '44100', '-ac', '2'), 'sample rate'],
    ['channels.mp3', part('mono.mp3', '-ar', '48000', '-ac', '1'), 'number of channels'],
  ] as const
  for (const [name, second, what] of varying) {
    const path = directory.file(name)
    writeFileSync(path, Buffer.concat([first, second]))
    await page.getByLabel('Files').setInputFiles(path)
    expect(await conform(page, 0, 48_000)).toEqual({
      ok: false,
      error: { code: 'audio/varies', file: name, what },
    })
  }
})

test('files that are cut or damaged end in a value or a named error, in bounded time', async ({ page }) => {
  test.setTimeout(120_000)
  const paths = samples.flatMap(({ path, bytes }) => {
    const whole = readFileSync(path)
    return [0.3, 0.7].map((part, n) => ({
      name: `${n}-${path.split('/').at(-1)}`,
      mimeType: 'audio/wav',
      buffer: Buffer.concat([
        whole.subarray(0, Math.floor(bytes.length * part)),
        n === 0 ? Buffer.alloc(0) : Buffer.alloc(200, 0x7f),
      ]),
    }))
  })
  await page.getByLabel('Files').setInputFiles(paths)
  for (const [index, { name }] of paths.entries()) {
    const result = await conform(page, index, 48_000)
    if (!result.ok) expect(result.error, name).toMatchObject({ file: name })
  }
  expect(
    (await page.evaluate(() => window.importPage.stored())).filter((name) => name.endsWith('.part')),
  ).toEqual([])
})
