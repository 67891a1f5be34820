import type { Page } from '@playwright/test'
import type { Session } from '../src/domain/session.ts'
import { sessionFixture } from '../src/testing/sessionFixture.ts'
import { openLibrary, test } from './fixtures/libraryHarness.ts'
import { expect } from './fixtures/test.ts'

const session = (title: string, length = 48_000): Session => sessionFixture([{ length }], { title })
const save = (page: Page, id: string, what: Session) =>
  page.evaluate(([id, what]) => window.keeping.shelf.save(id, what), [id, what] as const)
const load = (page: Page, id: string) => page.evaluate((id) => window.keeping.shelf.load(id), id)
const titles = (page: Page) =>
  page.evaluate(async () => {
    const all = await window.keeping.shelf.list()
    return all.ok ? all.value.map(({ title }) => title) : all.error
  })

test('sessions are kept as they are, in every tab', async ({ page, context, origin }) => {
  await openLibrary(page, origin)
  const first = session('Ночь 🌙 <b>\u202eשלום', 96_000)
  expect(await save(page, 'a', first)).toEqual({ ok: true })
  expect(await save(page, 'b', session('Second'))).toEqual({ ok: true })
  const other = await context.newPage()
  await openLibrary(other, origin)
  expect(await load(other, 'a')).toEqual({ ok: true, value: first })
  expect(await titles(other), 'newest first').toEqual(['Second', first.title])
  await save(other, 'a', session('Renamed'))
  expect(await titles(page)).toEqual(['Renamed', 'Second'])
  const summaries = await page.evaluate(async () => {
    const all = await window.keeping.shelf.list()
    return all.ok && all.value
  })
  expect(summaries).toMatchObject([{ id: 'a', tracks: 1, length: 48_000, sampleRate: 48_000 }, { id: 'b' }])
  await page.evaluate(() => window.keeping.shelf.remove('a'))
  expect(await load(other, 'a')).toEqual({ ok: false, error: { code: 'shelf/missing' } })
  expect(await titles(other)).toEqual(['Second'])
})

test('the last of many saves is the one that is kept, and a removed session does not come back', async ({
  page,
  origin,
}) => {
  await openLibrary(page, origin)
  const kept = await page.evaluate(
    async (sessions) => {
      const { shelf } = window.keeping
      for (const one of sessions) void shelf.save('a', one)
      for (const one of sessions) void shelf.save('b', one)
      void shelf.remove('b')
      const [a, b] = [await shelf.load('a'), await shelf.load('b')]
      return [a.ok && a.value.title, b.ok || b.error.code]
    },
    Array.from({ length: 30 }, (_, index) => session(`Take ${index}`)),
  )
  expect(kept).toEqual(['Take 29', 'shelf/missing'])
})

test('a session of a newer program is left as it is', async ({ page, origin }) => {
  await openLibrary(page, origin)
  await save(page, 'later', { ...session('Later'), version: 2 as 1 })
  const newer = { ok: false, error: { code: 'shelf/newer', version: 2 } }
  expect(await load(page, 'later')).toEqual(newer)
  expect(await titles(page)).toEqual(['Later'])
  expect(await page.evaluate(() => window.keeping.shelf.media()), 'its media are not known').toEqual(newer)
})

test('no room is an error that names the session, and leaves the last save', async ({ page, origin }) => {
  await openLibrary(page, origin)
  const browser = await page.context().newCDPSession(page)
  // Before the first save: the browser reckons for a while with the room that there was.
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2 ** 20 })
  expect(await save(page, 'a', session('Fits'))).toEqual({ ok: true })
  const big = await page.evaluate(async (session) => {
    const noise = Array.from({ length: 500_000 }, (_, index) => Math.imul(index, 2_654_435_761)).join()
    return window.keeping.shelf.save('a', { ...session, title: 'Too big', noise } as typeof session)
  }, session(''))
  expect(big).toEqual({ ok: false, error: { code: 'storage/full', file: 'Too big' } })
  expect(await titles(page)).toEqual(['Fits'])
})

test('a newer program in another tab gets its database, and this one says why it cannot save', async ({
  page,
  context,
  origin,
}) => {
  await openLibrary(page, origin)
  await save(page, 'a', session('Old'))
  const other = await context.newPage()
  await openLibrary(other, origin)
  const upgraded = await other.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('dubstage', 1000)
        request.onsuccess = () => resolve(request.result.version)
        request.onerror = () => reject(request.error)
        request.onblocked = () => reject(new Error('blocked'))
      }),
  )
  expect(upgraded).toBe(1000)
  expect(await save(page, 'a', session('New'))).toMatchObject({
    ok: false,
    error: { code: 'storage/unavailable', detail: expect.stringContaining('newer Dubstage') },
  })
})

test('a program that does not let go of an older database is said, not waited for', async ({
  page,
  context,
  origin,
}) => {
  const other = await context.newPage()
  await openLibrary(other, origin)
  await other.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('dubstage')
        request.onsuccess = () => resolve()
      }),
  )
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (name) {
      return open.call(this, name, 1000)
    }
  })
  await openLibrary(page, origin)
  expect(await save(page, 'a', session('New'))).toMatchObject({
    error: { code: 'storage/unavailable', detail: expect.stringContaining('another tab') },
  })
})

test('a browser that keeps nothing is an error everywhere, and stops nothing', async ({ page, origin }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    IDBFactory.prototype.open = refuse
    StorageManager.prototype.getDirectory = async () => refuse()
  })
  await openLibrary(page, origin)
  const unavailable = {
    ok: false,
    error: { code: 'storage/unavailable', detail: expect.stringContaining('private') },
  }
  expect(await save(page, 'a', session('A'))).toEqual(unavailable)
  expect(await load(page, 'a')).toEqual(unavailable)
  const library = await page.evaluate(async () => {
    const { library, infoOf, collect } = window.keeping
    const file = new File(['sound'], 'a.wav')
    const info = await infoOf(file)
    await library.sweep(new Map())
    return [[...(await library.locate({ a: info })).values()], (await collect(file, info)).outcome]
  })
  expect(library).toEqual([
    [{ state: { kind: 'missing', why: 'notKept' }, file: null }],
    'storage/unavailable',
  ])
})
