import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { runTool } from '../src/testing/referenceTools.ts'
import { expectNoViolations } from './fixtures/axe.ts'
import { writeLongFile } from './fixtures/longFile.ts'
import { exportedFiles, exportedNames } from './fixtures/originStorage.ts'
import { md5OfFfmpegSum, md5OfPcm24 } from './fixtures/pcm.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { PACKAGE } from './pages/dubstage.ts'

const NAMES = ['composite.wav', 'me.wav', ...PACKAGE].map((name) => `Reel_${name}`)

/** `npm run verify`, which fails with exit code 1 when something does not hold. */
const verified = (path: string): string => execFileSync(process.execPath, ['.ci/verify.mjs', path]).toString()

/** A browser without a picker for files to be saved. */
const withoutPicker = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))

test('a ZIP file holds the whole package, and every program finds it so', async ({ page, app, folder }) => {
  test.slow()
  await withoutPicker(page)
  await app.open()
  const { dialogue, effects, music } = writeStems(folder.file, 4)
  await app.addFiles([dialogue, effects, music])
  await app.openExport({ name: 'Reel' })
  const [download] = await Promise.all([page.waitForEvent('download'), app.toZip.click()])
  expect(download.suggestedFilename()).toBe('Reel.zip')
  const archive = folder.file('Reel.zip')
  await download.saveAs(archive)
  await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible()

  expect(runTool('unzip', ['-tqq', archive]).toString()).toBe('')
  expect(runTool('zipinfo', ['-1', archive]).toString().trim().split('\n')).toEqual(NAMES)
  const said = verified(archive)
  expect(said).toContain(`${NAMES.length - 1} checksums hold`)
  expect(said).toMatch(/Everything holds\.\n$/)

  const out = folder.file('unpacked')
  mkdirSync(out)
  runTool('unzip', ['-q', archive, '-d', out])
  const sums = runTool('sh', ['-c', 'cd "$1" && sha256sum -c --strict Reel_checksums.sha256', 'sh', out])
  expect(sums.toString().match(/: OK$/gm)).toHaveLength(NAMES.length - 1)
  expect(md5OfPcm24(`${out}/Reel_composite.wav`)).toBe(md5OfFfmpegSum([dialogue, effects, music]))
  // What is left in storage is the archive that is handed over.
  expect(await exportedNames(page)).toEqual([expect.stringMatching(/^exports\/[\w.-]+\.zip$/)])

  await test.step('its page prints and is clean', async () => {
    await page.route('**/delivery-report', (route) =>
      route.fulfill({ contentType: 'text/html', body: readFileSync(`${out}/Reel_report.html`) }),
    )
    await page.goto('/delivery-report')
    await expect(page.getByRole('heading', { name: 'Certificate' })).toBeVisible()
    await expect(page.getByRole('img', { name: 'Short-term loudness of Composite over time' })).toBeVisible()
    await expect(page.getByText('24/1, 24 fps')).toBeVisible()
    await expectNoViolations(page, 'report')
    for (const size of ['A4', 'Letter'] as const) {
      const width = { A4: 794, Letter: 816 }[size] - 106
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width, height: 1000 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })
})

test('a ZIP file that was picked is written in place, and one byte of it that is another is found', async ({
  page,
  app,
  folder,
}) => {
  await page.addInitScript(() => {
    Object.assign(window, {
      async showSaveFilePicker({ suggestedName }: { suggestedName: string }) {
        const root = await navigator.storage.getDirectory()
        const desk = await root.getDirectoryHandle('Desk', { create: true })
        return desk.getFileHandle(suggestedName, { create: true })
      },
    })
  })
  await app.open()
  await app.addFiles(Object.values(writeStems(folder.file, 2)))
  await app.openExport({ name: 'Reel' })
  await app.toZip.click()
  await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible()
  const files = await exportedFiles(page)
  expect([...files.keys()]).toEqual(['Desk/Reel.zip'])
  const bytes = files.get('Desk/Reel.zip') ?? Buffer.alloc(0)
  const archive = folder.file('picked.zip')
  writeFileSync(archive, bytes)
  expect(verified(archive)).toMatch(/Everything holds\.\n$/)
  bytes.writeUInt8(bytes.readUInt8(100_000) ^ 1, 100_000)
  writeFileSync(archive, bytes)
  expect(() => verified(archive)).toThrow()
})

test('a cancelled ZIP file leaves nothing behind', async ({ page, app, folder }) => {
  await withoutPicker(page)
  await app.open()
  await app.addFiles([writeLongFile(folder.file('MX_long.wav'), 30)])
  await app.openExport({ name: 'Reel' })
  await app.toZip.click()
  await expect(app.exportDialog.getByText(/× real time/)).toBeVisible()
  await app.cancelExport.click()
  await expect(app.toZip).toBeEnabled()
  expect(await exportedNames(page)).toEqual([])
})
