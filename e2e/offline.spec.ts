import { chromium, type Page } from '@playwright/test'
import { writeLongFile } from './fixtures/longFile.ts'
import { OwnSite } from './fixtures/ownSite.ts'
import { writeStems } from './fixtures/programme.ts'
import { test as base, expect } from './fixtures/test.ts'
import { Dubstage } from './pages/dubstage.ts'

const test = base.extend<{ readonly site: OwnSite }>({
  serviceWorkers: 'allow',
  site: async ({ folder }, use) => {
    const site = await OwnSite.serve(folder.file('site'))
    await use(site)
    await site.stop()
  },
  baseURL: async ({ site }, use) => use(site.url),
})

/** Until the worker has everything and serves this page. */
async function isKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
}

const build = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset.build)
const lookForUpdate = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update()
  })

test('without a network everything works as with one', async ({ page, app, site, folder }) => {
  test.slow()
  await isKept(page)
  await app.openDemo()
  await app.importsDone()
  await site.stop()
  await page.context().setOffline(true)
  await page.reload()
  await expect(app.startHeading).toBeVisible()
  expect(await page.evaluate(() => crossOriginIsolated && typeof SharedArrayBuffer)).toBe('function')
  // The policy is the page's as before.
  const html = await page.evaluate(async () => {
    const response = await fetch('/')
    return { policy: response.headers.get('content-security-policy'), ok: response.ok }
  })
  expect(html.ok).toBe(true)
  expect(html.policy).toContain("default-src 'self'")

  // Sound, an import with its conversion, and an export.
  await app.openDemo()
  await app.goTo('01:00:50:00')
  await app.playToEnd()
  await app.addFiles([writeStems(folder.file, 1).dialogue])
  const { report } = await app.exportAs({ name: 'Offline' })
  expect(report.deliverables.length).toBe(2)
})

test('a newer build waits until it is wanted, and no page is served an old one for ever', async ({
  page,
  app,
  site,
  folder,
}) => {
  test.slow()
  await isKept(page)
  await app.openDemo()
  await expect(page.getByText(/on this page only/)).toHaveCount(0)
  site.publish('second')
  await lookForUpdate(page)
  const notice = page.getByRole('region', { name: 'Update' })
  await expect(notice).toContainText('A new version is ready.')
  expect(await build(page)).toBeUndefined()

  // Another page is the old build still: both are never mixed.
  const other = await page.context().newPage()
  const otherApp = new Dubstage(other, folder.file)
  await otherApp.open()
  expect(await build(other)).toBeUndefined()

  await notice.getByRole('button', { name: 'Restart' }).click()
  await expect(app.startHeading).toBeVisible()
  await expect.poll(() => build(page)).toBe('second')
  await expect(notice).toHaveCount(0)
  // The other tab is left alone, and told.
  await expect(other.getByRole('region', { name: 'Update' })).toBeVisible()
  expect(await build(other)).toBeUndefined()
  await otherApp.openDemo()
  await other.close()
})

test('a build that nobody asked for is used when the browser comes next', async ({ site, folder }) => {
  test.slow()
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {}
  const options = { args, baseURL: site.url, ...(executablePath && { executablePath }) }
  const visit = async (todo: (page: Page) => Promise<void>) => {
    const context = await chromium.launchPersistentContext(folder.file('profile'), options)
    try {
      const page = await context.newPage()
      await new Dubstage(page, folder.file).open()
      await isKept(page)
      await todo(page)
    } finally {
      await context.close()
    }
  }
  await visit(async (page) => {
    site.publish('second')
    await lookForUpdate(page)
    await expect(page.getByRole('region', { name: 'Update' })).toBeVisible()
    expect(await build(page)).toBeUndefined()
  })
  // A page that comes up at once may be the old build’s still, while the new one waits for its worker to rest.
  await visit(async (page) => {
    await expect
      .poll(async () => {
        await page.reload()
        return build(page)
      })
      .toBe('second')
  })
})

test('a newer build is not used while work would be lost, and says so', async ({
  page,
  app,
  site,
  folder,
}) => {
  test.slow()
  await isKept(page)
  await app.addFiles([writeLongFile(folder.file('DX_long.wav'), 60)])
  site.publish('second')
  await lookForUpdate(page)
  const notice = page.getByRole('region', { name: 'Update' })
  // The browser's driver gives files without a lasting reference.
  await notice.getByRole('button', { name: 'Restart' }).click()
  await expect(notice).toContainText('Some files are on this page only')
  await app.openExport({ name: 'Long' })
  await app.toDownloads.click()
  await expect(app.cancelExport).toBeVisible()
  // The export covers the notice: another way to it is the keyboard of a page that asks.
  await notice.getByRole('button', { name: 'Restart' }).evaluate((button) => (button as HTMLElement).click())
  await expect(notice).toContainText('An export is running.')
  expect(await build(page)).toBeUndefined()
  await app.cancelExport.click()
  await expect(app.toDownloads).toBeEnabled()
})
