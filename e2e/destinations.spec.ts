import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectNoViolations } from './fixtures/axe.ts'
import { writeLongFile } from './fixtures/longFile.ts'
import { exportedFiles, exportedNames } from './fixtures/originStorage.ts'
import { md5OfFfmpegSum, md5OfPcm24, sha256 } from './fixtures/pcm.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { PACKAGE } from './pages/dubstage.ts'

type Picker = { cancelled: boolean }

/** The question before files are replaced. */
const question = (page: Page, files: string) => page.getByRole('dialog', { name: `Replace ${files}?` })

/** A folder picker that gives a folder of origin-private storage, or is dismissed. */
async function stubFolderPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const picker: Picker = { cancelled: false }
    Object.assign(window, {
      picker,
      async showDirectoryPicker() {
        if (picker.cancelled) throw new DOMException('The user aborted a request.', 'AbortError')
        const root = await navigator.storage.getDirectory()
        return root.getDirectoryHandle('Deliveries', { create: true })
      },
    })
  })
}

test.describe('into a folder', () => {
  test.beforeEach(async ({ page, app }) => {
    await stubFolderPicker(page)
    await app.open()
  })

  test('the files and the report are written there, and nothing is downloaded', async ({
    page,
    app,
    folder,
  }) => {
    const { dialogue, effects, music } = writeStems(folder.file, 2)
    await app.addFiles([dialogue, effects, music])
    const downloads: string[] = []
    page.on('download', (download) => downloads.push(download.suggestedFilename()))
    await app.openExport({ name: 'Reel' })
    await app.toFolder.click()
    await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible()

    const files = await exportedFiles(page)
    expect([...files.keys()].toSorted()).toEqual(
      ['composite.wav', 'me.wav', ...PACKAGE].map((name) => `Deliveries/Reel_${name}`).toSorted(),
    )
    const bytes = (name: string) => files.get(`Deliveries/Reel_${name}`) ?? Buffer.alloc(0)
    const report = JSON.parse(bytes('report.json').toString())
    expect(sha256(bytes('composite.wav'))).toBe(report.deliverables[0].files[0].sha256)
    expect(sha256(bytes('me.wav'))).toBe(report.deliverables[1].files[0].sha256)
    expect(downloads).toEqual([])
  })

  test('a picker that is dismissed changes nothing', async ({ page, app, folder }) => {
    await app.addFiles(Object.values(writeStems(folder.file, 1)))
    await page.evaluate(() => {
      ;(window as unknown as { picker: Picker }).picker.cancelled = true
    })
    await app.openExport({ name: 'Reel' })
    await app.toFolder.click()
    await expect(app.toFolder).toBeEnabled()
    await expect(app.exportFailure).toHaveCount(0)
    expect(await exportedNames(page)).toEqual([])
  })

  test('a cancelled export leaves the folder as it was', async ({ page, app, folder }) => {
    await app.addFiles([writeLongFile(folder.file('MX_long.wav'), 30)])
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory()
      const deliveries = await root.getDirectoryHandle('Deliveries', { create: true })
      const stream = await (await deliveries.getFileHandle('Reel_me.wav', { create: true })).createWritable()
      await stream.write('the M&E of last week')
      await stream.close()
    })
    await app.openExport({ name: 'Reel' })
    await app.toFolder.click()
    await question(page, '1 file').getByRole('button', { name: 'Replace', exact: true }).click()
    await expect(app.exportDialog.getByText(/× real time/)).toBeVisible()
    await app.cancelExport.click()
    await expect(app.toFolder).toBeEnabled()
    const left = await exportedFiles(page)
    expect([...left.keys()]).toEqual(['Deliveries/Reel_me.wav'])
    expect(String(left.get('Deliveries/Reel_me.wav'))).toBe('the M&E of last week')
    await expect(app.trackRows).toHaveCount(1)
  })

  test('what is there is replaced only when the user says so, by keyboard too', async ({
    page,
    app,
    folder,
  }) => {
    await app.addFiles(Object.values(writeStems(folder.file, 1)))
    await app.openExport({ name: 'Reel' })
    await app.toFolder.click()
    await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible()
    const before = await exportedFiles(page)
    await app.backToMix.click()

    await app.openExport({ name: 'Reel', format: '16-bit PCM, TPDF dither' })
    await app.toFolder.press('Enter')
    const asked = question(page, '7 files')
    await expect(asked.getByRole('listitem')).toHaveCount(7)
    expect((await asked.getByRole('listitem').allTextContents()).toSorted()).toEqual(
      ['composite.wav', 'me.wav', ...PACKAGE].map((name) => `Reel_${name}`).toSorted(),
    )
    await expectNoViolations(page, 'replacing')
    await page.keyboard.press('Escape')
    await expect(asked).toHaveCount(0)
    await expect(app.toFolder).toBeFocused()
    expect(await exportedFiles(page)).toEqual(before)

    await app.toFolder.press('Enter')
    await asked.getByRole('button', { name: 'Replace', exact: true }).press('Enter')
    await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible()
    const after = await exportedFiles(page)
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted())
    const size = (files: typeof after) => files.get('Deliveries/Reel_composite.wav')?.length ?? 0
    expect(size(after)).toBeLessThan(size(before))
  })

  test('a file of the session is never replaced', async ({ page, app, folder }) => {
    await app.addFiles(Object.values(writeStems(folder.file, 1)))
    await app.openExport({ name: 'Reel' })
    await app.toFolder.click()
    await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible()
    await app.backToMix.click()
    const before = await exportedFiles(page)
    await page.evaluate(() =>
      Object.assign(window, {
        async showOpenFilePicker() {
          const root = await navigator.storage.getDirectory()
          return [await (await root.getDirectoryHandle('Deliveries')).getFileHandle('Reel_me.wav')]
        },
      }),
    )
    await app.fromMenu('Session', /^Add files/)
    await expect(app.trackRows).toHaveCount(4)
    await app.importsDone()
    await app.openExport({ name: 'Reel' })
    await app.toFolder.click()
    await expect(app.exportFailure).toHaveText(
      /^“Reel_me\.wav” in “Deliveries” is a file of this session, and the export would replace it\./,
    )
    expect(await exportedFiles(page)).toEqual(before)
  })
})

test('a cancelled download leaves nothing behind', async ({ page, app, folder }) => {
  await app.addFiles([writeLongFile(folder.file('MX_long.wav'), 30)])
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  await app.openExport({ name: 'Reel' })
  await app.toDownloads.click()
  await expect(app.exportDialog.getByText(/× real time/)).toBeVisible()
  await app.cancelExport.click()
  await expect(app.toDownloads).toBeEnabled()
  expect(await exportedNames(page)).toEqual([])
  expect(downloads).toEqual([])
})

test('an export stays finished when its last progress arrives after its result', async ({
  page,
  app,
  folder,
}) => {
  // Progress comes by a message port, the result by the worker's own way: no order holds between the two.
  await page.addInitScript(() => {
    const { addEventListener } = MessagePort.prototype
    Object.assign(MessagePort.prototype, {
      addEventListener(this: MessagePort, type: string, listener: (event: Event) => void) {
        addEventListener.call(this, type, (event) => setTimeout(() => listener(event), 1500))
      },
    })
  })
  await app.open()
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.openExport()
  await app.exportDownloads()
  await page.waitForTimeout(2000)
  await expect(app.backToMix).toBeVisible()
  await app.backToMix.click()
  await expect(app.exportDialog).toHaveCount(0)
})

test('a full disk stops the export with a sentence, and with room it works', async ({
  page,
  app,
  folder,
}) => {
  const { dialogue, effects, music } = writeStems(folder.file, 10)
  await app.addFiles([dialogue, effects, music])
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  const { origin } = new URL(page.url())
  const devtools = await page.context().newCDPSession(page)
  // Two files of 2.9 MB have no room in this.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 })
  await app.openExport({ name: 'Reel' })
  await app.toDownloads.click()
  await expect(app.exportFailure).toHaveText(
    /^The disk, or the space this browser allows, ran out while writing “Reel_(composite|me)\.wav”\./,
  )
  expect(downloads).toEqual([])
  expect(await exportedNames(page)).toEqual([])

  await devtools.send('Storage.overrideQuotaForOrigin', { origin })
  const { composite, report } = await app.exportDownloads()
  expect(md5OfPcm24(composite)).toBe(md5OfFfmpegSum([dialogue, effects, music]))
  expect(report.deliverables[0]?.files[0]?.sha256).toBe(sha256(readFileSync(composite)))
})
