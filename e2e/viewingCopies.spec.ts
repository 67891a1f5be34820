import { writeFileSync } from 'node:fs'
import { type Page, test } from '@playwright/test'
import type { DeliveryContainer } from '../src/domain/deliveryContainers.ts'
import { samples } from '../src/domain/units.ts'
import type { DeliveryFacts } from '../src/export/formats/deliveryEncoder.ts'
import { deliveryFileFormat } from '../src/export/formats/registry.ts'
import { deliveryFacts, probedWithoutWarning } from '../src/testing/deliveryFixture.ts'
import { ffmpeg, temporaryDirectory } from '../src/testing/referenceTools.ts'
import { servePage } from './fixtures/servePage.ts'
import { expect } from './fixtures/test.ts'

const directory = temporaryDirectory()
let served: Awaited<ReturnType<typeof servePage>>
test.beforeAll(async () => {
  test.setTimeout(120_000)
  served = await servePage('encodePage')
})
test.afterAll(async () => {
  await served.close()
  directory.remove()
})

async function openPage(page: Page): Promise<void> {
  page.on('console', (message) => {
    if (/policy/i.test(message.text())) throw new Error(message.text())
  })
  await page.goto(served.url)
  await page.waitForFunction(() => 'encodePage' in window)
}

/** The path of a file made in the page's Worker. */
async function encoded(
  page: Page,
  id: DeliveryContainer,
  facts: DeliveryFacts,
  place: number,
): Promise<string> {
  const made = await page.evaluate(([id, facts, place]) => window.encodePage.encodeClick(id, facts, place), [
    id,
    facts,
    place,
  ] as const)
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  expect(made.value.patches > 0).toBe(!deliveryFileFormat(id).appendOnly)
  const path = directory.file(`${place}.${id}`)
  writeFileSync(path, Buffer.from(made.value.file, 'latin1'))
  return path
}

/** The sample of the largest value of the first channel of ffmpeg's decoding, and how many there are. */
function decoded(path: string, channels: number): { readonly place: number; readonly length: number } {
  const raw = ffmpeg('-i', path, '-f', 'f32le', '-')
  const values = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length))
  let [best, place] = [0, -1]
  for (let n = 0; n < values.length; n += channels) {
    const value = Math.abs(values[n] ?? 0)
    if (value > best) [best, place] = [value, n / channels]
  }
  return { place, length: values.length / channels }
}

const CASES = [
  { id: 'opus', speakers: ['L', 'R'], sampleRate: 48_000, bitRate: 192_000, exactEnd: true },
  { id: 'opus', speakers: ['M'], sampleRate: 48_000, bitRate: 96_000, exactEnd: true },
  { id: 'm4a', speakers: ['L', 'R'], sampleRate: 48_000, bitRate: 256_000, exactEnd: false },
  { id: 'mp3', speakers: ['L', 'R'], sampleRate: 44_100, bitRate: 320_000, exactEnd: true },
] as const

for (const { id, speakers, sampleRate, bitRate, exactEnd } of CASES) {
  test(`${id}, ${speakers.join(' ')}: a click at sample n is at sample n of ffmpeg’s decoding`, async ({
    page,
  }) => {
    await openPage(page)
    const length = 100_000
    for (const place of [0, 24_001, 99_990]) {
      const facts = deliveryFacts({
        kind: 'float32',
        speakers,
        sampleRate,
        bitRate,
        samples: samples(length),
      })
      const path = await encoded(page, id, facts, place)
      expect(probedWithoutWarning(path).stream).toMatchObject({
        channels: speakers.length,
        sample_rate: `${sampleRate}`,
      })
      const found = decoded(path, speakers.length)
      expect(found.place).toBeWithin(1, place)
      if (exactEnd) expect(found.length).toBe(length)
    }
  })
}

test('a FLAC is bit-exact', async ({ page }) => {
  await openPage(page)
  const facts = deliveryFacts({ kind: 'int16', samples: samples(100_000) })
  const path = await encoded(page, 'flac', facts, 50_000)
  probedWithoutWarning(path)
  const pcm = Buffer.alloc(400_000)
  pcm.writeInt16LE(29_491, 200_000)
  pcm.writeInt16LE(29_491, 200_002)
  expect(ffmpeg('-i', path, '-f', 's16le', '-').equals(pcm)).toBe(true)
})
