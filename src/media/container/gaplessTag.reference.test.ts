import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { gaplessText, withGaplessTag } from '../../testing/gaplessFixture.ts'
import { memoryByteSource } from '../../testing/memoryByteSource.ts'
import { ffmpeg, temporaryDirectory } from '../../testing/referenceTools.ts'
import { impulse } from '../../testing/signals.ts'
import { wavFixture } from '../../testing/wavFixture.ts'
import { probeMedia } from '../probe.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

const LENGTH = 30_000
const CLICK = 12_345
/** What ffmpeg's encoder puts before the first sample. */
const DELAY = 1024
const origin = directory.file('origin.wav')
writeFileSync(origin, wavFixture({ samples: [impulse(LENGTH, CLICK, 0.9)] }))
const path = directory.file('a.m4a')
ffmpeg('-i', origin, '-c:a', 'aac', path)
const m4a = new Uint8Array(readFileSync(path))

async function probed(bytes: Uint8Array) {
  const found = await probeMedia(memoryByteSource('a.m4a', bytes), 48_000, async () => true)
  if (!found.ok || found.value.kind !== 'conform') throw new Error(JSON.stringify(found))
  const { length, warnings } = found.value.source
  return { length, warnings }
}

/** Where ffmpeg has the click. */
function clickByFfmpeg(bytes: Uint8Array): number {
  const file = directory.file('tagged.m4a')
  writeFileSync(file, bytes)
  const raw = ffmpeg('-i', file, '-f', 'f32le', '-')
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  return samples.reduce((at, value, n) => (Math.abs(value) > Math.abs(samples[at] ?? 0) ? n : at), 0)
}

const UNDECLARED = [expect.stringMatching(/^It does not say how much delay its encoder added/)]

it('the delay and the length of AAC are those of its iTunSMPB tag, where it has no edit list', async () => {
  const tagged = withGaplessTag(m4a, gaplessText(DELAY, 720, LENGTH))
  expect(clickByFfmpeg(tagged)).toBe(CLICK)
  expect(await probed(tagged)).toEqual({ length: LENGTH, warnings: [] })
})

it('without either it says nothing of its delay, and that is said', async () => {
  const bare = withGaplessTag(m4a)
  expect(clickByFfmpeg(bare)).toBe(CLICK + DELAY)
  expect(await probed(bare)).toEqual({ length: LENGTH + DELAY, warnings: UNDECLARED })
})

it.each([
  ['text', 'gapless'],
  ['nothing', ''],
  ['a delay of hours', gaplessText(0xffff_ffff, 0, LENGTH)],
  ['more samples than there are', gaplessText(DELAY, 0, LENGTH + 48_000)],
  ['more than any file has', gaplessText(DELAY, 0, 2 ** 52)],
])('a tag of %s is not believed', async (_what, text) => {
  expect(await probed(withGaplessTag(m4a, text))).toEqual({ length: LENGTH + DELAY, warnings: UNDECLARED })
})

it('an edit list goes before the tag', async () => {
  const bytes = withGaplessTag(m4a, gaplessText(0, 0, 20_000))
  bytes.set(Buffer.from('edts'), Buffer.from(bytes.buffer).lastIndexOf('elst') - 8)
  expect(await probed(bytes)).toEqual({ length: LENGTH, warnings: [] })
})
