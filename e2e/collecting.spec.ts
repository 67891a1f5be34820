import { rmSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { dropWithHandles } from './fixtures/dropHandles.ts'
import { openLibrary, test } from './fixtures/libraryHarness.ts'
import { storedFiles, storedNames } from './fixtures/originStorage.ts'
import { expect } from './fixtures/test.ts'

const MB = 2 ** 20
const NAME = `🎬 ../../etc ${'語'.repeat(60)}.wav`

test.beforeEach(async ({ page, origin }) => {
  await openLibrary(page, origin)
})

/** Collects 20 MB of noise under a name; the same noise for the same `seed`. */
const collectNoise = (page: Page, name: string, cancelAt = Number.POSITIVE_INFINITY) =>
  page.evaluate(
    async ([name, cancelAt]) => {
      const { infoOf, library } = window.keeping
      const bytes = new Uint32Array(5 * 2 ** 20).map((_, index) => Math.imul(index, 2_654_435_761))
      const file = new File([bytes], name)
      const info = await infoOf(file)
      const stop = new AbortController()
      const progress: number[] = []
      const onProgress = (done: number) => {
        progress.push(done)
        if (done >= cancelAt) stop.abort()
      }
      const copy = await library.collect('m', info, file, onProgress, stop.signal)
      const found = (await library.locate({ m: info })).get('m')
      return {
        outcome: copy.ok ? 'ok' : copy.error,
        progress,
        state: Object.values(found?.state ?? {}).join(' '),
        name: found?.file?.name,
        fingerprint: info.fingerprint,
        same: found?.file ? (await infoOf(found.file)).fingerprint === info.fingerprint : null,
      }
    },
    [name, cancelAt] as const,
  )

test('a copy is whole, is called what the user calls it, and is kept once', async ({ page }) => {
  const first = await collectNoise(page, NAME)
  expect(first).toMatchObject({
    outcome: 'ok',
    state: 'ready copy',
    name: NAME,
    same: true,
  })
  expect(first.progress).toEqual([8 * MB, 16 * MB, 20 * MB])
  const stored = await storedNames(page)
  expect(stored).toEqual([expect.stringMatching(/^media\/[0-9a-f]{64}\.[0-9a-f]{16}\.wav$/)])
  expect(stored[0]).toContain(first.fingerprint)
  const again = await collectNoise(page, NAME)
  expect(again).toMatchObject({ outcome: 'ok', progress: [20 * MB], name: NAME })
  expect(await storedNames(page)).toEqual(stored)
  // What is alike wherever it was looked at may be another stem all the same.
  expect(await collectNoise(page, 'another.wav')).toMatchObject({ outcome: 'ok', name: 'another.wav' })
  expect(await storedNames(page)).toHaveLength(2)
  const space = await page.evaluate(() => window.keeping.library.space())
  expect(space.usedBytes).toBeGreaterThanOrEqual(20 * MB)
  expect(space.freeBytes).toBeGreaterThan(0)
})

test('nothing is left of a copy that was cancelled or found no room', async ({ page, origin }) => {
  expect(await collectNoise(page, 'a.wav', 8 * MB)).toMatchObject({
    outcome: { code: 'cancelled' },
    progress: [8 * MB],
    state: 'missing notKept',
  })
  expect(await storedNames(page)).toEqual([])
  const browser = await page.context().newCDPSession(page)
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 12 * MB })
  expect(await collectNoise(page, 'a.wav')).toMatchObject({
    outcome: { code: 'storage/full', file: 'a.wav' },
    state: 'missing notKept',
  })
  expect(await storedNames(page)).toEqual([])
  expect((await page.evaluate(() => window.keeping.library.space())).usedBytes).toBeLessThan(MB)
  await browser.send('Storage.overrideQuotaForOrigin', { origin })
  expect(await collectNoise(page, 'a.wav')).toMatchObject({ outcome: 'ok' })
})

test('a file that changes is not copied; a copied one is there when the original is gone', async ({
  page,
  folder,
}) => {
  const path = folder.file('a.wav')
  writeFileSync(path, Buffer.alloc(100_000, 1))
  await dropWithHandles(page, [path])
  await page.waitForFunction(() => window.keeping.dropped.length === 1)
  await page.evaluate(() => window.keeping.remember())
  const collect = () =>
    page.evaluate(async () => {
      const { collect, dropped, media } = window.keeping
      const [handle] = dropped
      const info = media()[0]
      if (handle?.kind !== 'file' || !info) throw new Error('no file')
      return (await collect(await handle.getFile(), info)).outcome
    })
  writeFileSync(path, Buffer.alloc(100_000, 2))
  expect(await collect()).toBe('file/changed')
  writeFileSync(path, Buffer.alloc(99_999, 1))
  expect(await collect()).toBe('file/changed')
  expect(await storedNames(page)).toEqual([])
  writeFileSync(path, Buffer.alloc(100_000, 1))
  expect(await collect()).toBe('ok')
  rmSync(path)
  expect(await page.evaluate(() => window.keeping.located())).toEqual(['ready copy'])
  expect([...(await storedFiles(page)).values()]).toEqual([Buffer.alloc(100_000, 1)])
})

test('what another open page copies or uses stays until that page is closed', async ({
  page,
  context,
  origin,
}) => {
  const sweep = (keep = false) =>
    page.evaluate(async (keep) => {
      const { library, media } = window.keeping
      await library.sweep(new Map(keep ? Object.entries(media()) : []))
    }, keep)
  const other = await context.newPage()
  await openLibrary(other, origin)
  const print = await other.evaluate(async () => {
    const { infoOf, collect } = window.keeping
    const file = new File(['sound'], 'a.wav')
    const info = await infoOf(file)
    await collect(file, info)
    return info.fingerprint
  })
  await other.evaluate(async () => {
    const { infoOf, collect } = window.keeping
    const file = new File([new Uint8Array(9 * 2 ** 20)], 'b.wav')
    const info = await infoOf(file)
    // Of a disk that stops answering in the middle.
    const slice = (start: number, end: number) =>
      start === 0 ? file.slice(start, end) : { arrayBuffer: () => new Promise<ArrayBuffer>(() => undefined) }
    void collect({ name: 'b.wav', size: file.size, slice }, info)
  })
  await expect
    .poll(() => storedNames(page))
    .toContainEqual(expect.stringMatching(/^media\.unfinished\/.+\/copy$/))
  const before = await storedNames(page)
  expect(before).toContainEqual(expect.stringMatching(new RegExp(`^media/${print}\\.`)))
  await sweep()
  expect(await storedNames(page)).toEqual(before)
  await other.close()
  await expect
    .poll(async () => {
      await sweep()
      return storedNames(page)
    })
    .toEqual([])
})

test('references are forgotten when no session and no page has them', async ({
  page,
  context,
  folder,
  origin,
}) => {
  const paths = [folder.file('a.wav'), folder.file('b.wav'), folder.file('c.wav')]
  for (const path of paths) writeFileSync(path, path)
  await dropWithHandles(page, paths)
  await page.waitForFunction(() => window.keeping.dropped.length === 3)
  await page.evaluate(() => window.keeping.remember())
  const other = await context.newPage()
  await openLibrary(other, origin)
  await other.evaluate(async () => {
    const { library, media } = window.keeping
    const { 1: second } = media()
    if (second) await library.locate({ 1: second })
  })
  const keepFirst = () =>
    page.evaluate(async () => {
      const { library, media, located } = window.keeping
      await library.sweep(new Map(Object.entries(media()).slice(0, 1)))
      return located()
    })
  expect(await keepFirst()).toEqual(['ready reference', 'ready reference', 'missing notKept'])
  await other.close()
  await expect.poll(keepFirst).toEqual(['ready reference', 'missing notKept', 'missing notKept'])
})
