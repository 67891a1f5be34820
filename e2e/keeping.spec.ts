import { mkdirSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { chromium, type Page } from '@playwright/test'
import { dropWithHandles } from './fixtures/dropHandles.ts'
import { allowOnEveryVisit } from './fixtures/lastingPermission.ts'
import { openLibrary, serveLibrary, test } from './fixtures/libraryHarness.ts'
import { expect } from './fixtures/test.ts'

const located = (page: Page): Promise<string[]> => page.evaluate(() => window.keeping.located())
const checks = (page: Page): Promise<number> => page.evaluate(() => window.keeping.checks())
/** Asks for all files of the session, within a click. */
async function clickForAccess(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    addEventListener(
      'click',
      () => {
        const { library, media } = window.keeping
        void library
          .requestAccess(Object.keys(media()))
          .then((ids) => Object.assign(window, { may: [...ids] }))
      },
      { once: true },
    ),
  )
  await page.mouse.click(100, 100)
  const may = await page.waitForFunction(() => Object.getOwnPropertyDescriptor(window, 'may')?.value)
  return may.jsonValue()
}
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const count = () => page.evaluate(() => window.keeping.dropped.length)
  const before = await count()
  await dropWithHandles(page, paths)
  await expect.poll(count).toBe(before + paths.length)
}

// 255 bytes each in UTF-8: the longest name that a disk takes.
const LONG = `${'語'.repeat(83)}12.wav`
const MIXED = `🎬\u202eשלום مرحبا ${'é'.repeat(111)}ab.wav`

test('files on disk are found again: touched, changed, gone and back', async ({
  page,
  context,
  folder,
  origin,
}) => {
  expect([LONG, MIXED].map((name) => Buffer.byteLength(name))).toEqual([255, 255])
  const paths = [folder.file(LONG), folder.file(MIXED)]
  const [first = '', second = ''] = paths
  writeFileSync(first, Buffer.alloc(100_000, 1))
  writeFileSync(second, Buffer.alloc(100_000, 2))
  await openLibrary(page, origin)
  await drop(page, paths)
  await drop(page, [first])
  await page.evaluate(() => window.keeping.remember())
  // The browser's leave lasts as long as a page of the site has the files.
  const other = await context.newPage()
  await openLibrary(other, origin)
  await drop(other, paths)

  await page.reload()
  await page.waitForFunction(() => 'keeping' in window)
  expect(
    await page.evaluate(() => Object.values(window.keeping.media()).map((info) => info.fileName)),
  ).toEqual([LONG, MIXED, LONG])
  expect(await located(page)).toEqual(['ready reference', 'ready reference', 'ready reference'])
  expect(await checks(page)).toBe(3)
  expect(await located(page)).toHaveLength(3)
  expect(await checks(page), 'what has not been touched is not read again').toBe(3)

  utimesSync(first, new Date(), new Date(Date.now() - 60_000))
  expect(await located(page)).toEqual(['ready reference', 'ready reference', 'ready reference'])
  writeFileSync(second, Buffer.alloc(100_000, 3))
  expect(await located(page)).toEqual(['ready reference', 'missing changed', 'ready reference'])
  truncateSync(first, 99_999)
  rmSync(second)
  expect(await located(page)).toEqual(['missing changed', 'missing moved', 'missing changed'])
  mkdirSync(second)
  expect((await located(page))[1], 'a folder of that name').toMatch(/^missing/)
  rmSync(second, { recursive: true })
  writeFileSync(first, Buffer.alloc(100_000, 1))
  writeFileSync(second, Buffer.alloc(100_000, 2))
  expect(await located(page)).toEqual(['ready reference', 'ready reference', 'ready reference'])
})

test('a file that was given without a reference is not kept', async ({ page, origin }) => {
  await openLibrary(page, origin)
  const states = await page.evaluate(async () => {
    const { library, infoOf } = window.keeping
    const found = await library.locate({ a: await infoOf(new File(['sound'], 'a.wav')) })
    return [...found.values()]
  })
  expect(states).toEqual([{ state: { kind: 'missing', why: 'notKept' }, file: null }])
})

test('permission: asked for again, refused, and given for every visit', async ({ folder, origin }) => {
  const profile = folder.file('profile')
  const paths = [folder.file('a.wav'), folder.file('b.wav')]
  for (const path of paths) writeFileSync(path, path)
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {}
  // What a browser has in local storage it writes to disk seconds later, and that is not what is tried here.
  let known = ''
  const visit = async (more: readonly string[], todo: (page: Page) => Promise<void>) => {
    const options = { args: [...args, ...more], ...(executablePath && { executablePath }) }
    const context = await chromium.launchPersistentContext(profile, options)
    try {
      await serveLibrary(context, origin)
      const page = await context.newPage()
      await page.addInitScript((media) => localStorage.setItem('media', media || '{}'), known)
      await openLibrary(page, origin)
      await todo(page)
      known = await page.evaluate(() => localStorage.media)
    } finally {
      await context.close()
    }
  }

  await visit([], async (page) => {
    await drop(page, paths)
    await page.evaluate(() => window.keeping.remember())
    expect(await located(page)).toEqual(['ready reference', 'ready reference'])
  })
  await visit(['--deny-permission-prompts'], async (page) => {
    expect(await located(page)).toEqual(['permission', 'permission'])
    expect(await clickForAccess(page)).toEqual([])
    expect(await located(page), 'refused').toEqual(['permission', 'permission'])
  })
  allowOnEveryVisit(profile, origin, paths)
  await visit([], async (page) => {
    expect(await located(page)).toEqual(['ready reference', 'ready reference'])
    expect(await checks(page), 'proved in the first visit').toBe(0)
    expect(await clickForAccess(page)).toEqual(['0', '1'])
  })
})

test('files are found in a folder by name, and by size', async ({ page, folder, origin }) => {
  const root = folder.file('reel')
  mkdirSync(`${root}/deep/deeper`, { recursive: true })
  writeFileSync(`${root}/deep/e\u0301te\u0301.WAV`, 'one')
  // Chromium leaves out of its listings what has a control character in its name, such as U+202E.
  const mixed = MIXED.replace('\u202e', '')
  writeFileSync(`${root}/deep/deeper/${mixed}`, 'three')
  writeFileSync(`${root}/other.wav`, '')
  writeFileSync(`${root}/deep/renamed.wav`, 'by size!')
  writeFileSync(folder.file('outside.wav'), 'x')
  symlinkSync(folder.file('outside.wav'), `${root}/outside.wav`)
  symlinkSync(root, `${root}/deep/round`)
  await openLibrary(page, origin)
  await drop(page, [root])
  const found = await page.evaluate(
    async (names) => {
      const { library, dropped } = window.keeping
      const [reel] = dropped
      if (reel?.kind !== 'directory') throw new Error('no folder')
      const files = await library.filesIn(
        reel,
        { names: new Set(names), sizes: new Set([8]) },
        new AbortController().signal,
      )
      return files.ok ? files.value.map(({ file, reference }) => [reference?.name, file.size]) : files.error
    },
    ['été.wav', mixed.toUpperCase(), 'outside.wav', '../outside.wav'],
  )
  expect(found).toEqual([
    ['e\u0301te\u0301.WAV', 3],
    [mixed, 5],
    ['renamed.wav', 8],
  ])
})
