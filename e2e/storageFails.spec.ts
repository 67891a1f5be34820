import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { silentFixture, writeStems, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import type { Dubstage } from './pages/dubstage.ts'

// Whatever becomes of the browser's storage, it is said, the work goes on, and it can be had as a file from the message.

/** The document that the message itself offers. */
async function offered(page: Page, app: Dubstage, path: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    app.notices.getByRole('button', { name: 'Save session document' }).first().click(),
  ])
  await download.saveAs(path)
  return readFileSync(path, 'utf8')
}

test('storage denied, as in a private window', async ({ page, app, folder }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    IDBFactory.prototype.open = refuse
    StorageManager.prototype.getDirectory = async () => refuse()
  })
  await page.reload()
  await app.fileInput.setInputFiles([writeWav(folder.file('DX_a.wav'), silentFixture())])
  await expect(app.trackRows).toHaveCount(1)
  await expect(app.errors.filter({ hasText: 'does not let the page keep anything' }).first()).toBeVisible()
  await expect(page.getByTitle('Not saved')).toBeVisible()
  await app.type('Fader, DX_a', '-9')
  expect(await offered(page, app, folder.file('denied.json'))).toContain('"faderDb": -9,')
  // It goes on: the file is heard and mixed from where it is.
  await app.playToEnd()
  await expect(app.slider('Fader, DX_a')).toHaveAttribute('aria-valuenow', '-9')
})

test('storage full', async ({ page, app, folder, baseURL }) => {
  const browser = await page.context().newCDPSession(page)
  const origin = baseURL ?? ''
  const [dialogue] = Object.values(writeStems(folder.file, 1))
  if (!dialogue) throw new Error('no stem')
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await app.fileInput.setInputFiles([dialogue])
  await expect(app.trackRows).toHaveCount(1)
  const said = app.errors.filter({ hasText: /ran out while keeping/ }).first()
  await expect(said).toContainText('free disk space')
  await expect(page.getByTitle('Not saved')).toBeVisible()
  await app.type('Fader, DX_r01', '-9')
  expect(await offered(page, app, folder.file('full.json'))).toContain('"faderDb": -9,')

  await test.step('and when there is room again, the next change keeps all of it', async () => {
    await browser.send('Storage.overrideQuotaForOrigin', { origin })
    await app.type('Fader, DX_r01', '-10')
    await expect(page.getByTitle('Saved in this browser')).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: /^Untitled session/ }).click()
    await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuenow', '-10')
  })
})

test('storage cleared while a session is open', async ({ page, app, folder, baseURL }) => {
  await app.addFiles([writeWav(folder.file('DX_a.wav'), silentFixture())])
  await app.type('Fader, DX_a', '-9')
  await app.openFiles.click()
  await app.filesDialog.getByRole('button', { name: /^Collect media/ }).click()
  await expect(app.filesDialog.getByRole('region', { name: 'Storage' })).toContainText(
    'Every file will be found',
  )
  await page.keyboard.press('Escape')
  await expect(page.getByTitle('Saved in this browser')).toBeVisible()

  const browser = await page.context().newCDPSession(page)
  const storageTypes = 'indexeddb,file_systems,local_storage,websql,service_workers,cache_storage'
  await browser.send('Storage.clearDataForOrigin', { origin: baseURL ?? '', storageTypes })
  await expect(app.notices).toContainText('storage was cleared while this session was open')
  expect(await offered(page, app, folder.file('cleared.json'))).toContain('"faderDb": -9,')
  // The copy went with it; the session is kept again.
  await expect(page.getByRole('region', { name: 'Files not at hand' })).toContainText('DX_a.wav')
  await app.type('Fader, DX_a', '-12')
  await expect(page.getByTitle('Saved in this browser')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^Untitled session/ }).click()
  await expect(app.slider('Fader, DX_a')).toHaveAttribute('aria-valuenow', '-12')
})
