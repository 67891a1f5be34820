import { closeSync, openSync, writeSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { writeLongFile } from './fixtures/longFile.ts'
import { exportedFiles, exportedNames } from './fixtures/originStorage.ts'
import { sha256 } from './fixtures/pcm.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { Dubstage } from './pages/dubstage.ts'

/** A folder picker that gives a folder of origin-private storage. */
async function stubFolderPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, {
      async showDirectoryPicker() {
        const root = await navigator.storage.getDirectory()
        return root.getDirectoryHandle('Deliveries', { create: true })
      },
    })
  })
}

/** Long enough to catch an export at work, with something in it that every block has to get right. */
function writeMarkedFile(path: string, minutes: number): string {
  writeLongFile(path, minutes)
  const file = openSync(path, 'r+')
  const bytes = Buffer.alloc(6000)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 7919) % 251
  for (let minute = 0; minute < minutes; minute++)
    writeSync(file, bytes, 0, 6000, 44 + minute * 60 * 48_000 * 6)
  closeSync(file)
  return path
}

/** As the system ends it: no event tells the page. */
async function kill(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void browser.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

const queue = (page: Page) => page.getByRole('dialog', { name: 'Export queue' })

async function toFolder(app: Dubstage, name: string): Promise<void> {
  await app.openExport({ name, format: '16-bit PCM, TPDF dither' })
  await app.toFolder.click()
}

/** The names and hashes of what lies in the folder, but for the reports, which hold the time of day. */
async function delivered(page: Page, name: string): Promise<Record<string, string>> {
  const files = [...(await exportedFiles(page))].filter(
    ([path]) => path.endsWith('.wav') && path.includes(name),
  )
  return Object.fromEntries(files.map(([path, bytes]) => [path.replace(name, '*'), sha256(bytes)]))
}

test('a tab that is killed in the middle of an export: it goes on to the same bytes', async ({
  page,
  context,
  folder,
}) => {
  test.setTimeout(180_000)
  await stubFolderPicker(page)
  const app = new Dubstage(page, folder.file)
  await app.open()
  await app.addFiles([writeMarkedFile(folder.file('MX_long.wav'), 20)])
  await app.fromMenu('Session', /^Collect media/)
  await expect(page.getByText('All files are at hand')).toBeVisible({ timeout: 60_000 })
  await app.openFiles.click()
  await expect(app.filesDialog.getByText('Every file will be found again on another visit.')).toBeVisible({
    timeout: 60_000,
  })
  await page.keyboard.press('Escape')

  await toFolder(app, 'Whole')
  await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
  await app.backToMix.click()

  await toFolder(app, 'Killed')
  await app.exportDialog.getByRole('button', { name: 'Mix on while it runs' }).click()
  await page.getByRole('button', { name: /^Export queue/ }).click()
  await queue(page).getByRole('button', { name: 'Pause Killed' }).click()
  await expect(queue(page).getByText('Paused')).toBeVisible()
  await expect
    .poll(async () => (await exportedNames(page)).filter((path) => path.includes('checkpoint')))
    .not.toEqual([])
  await queue(page).getByRole('button', { name: 'Continue Killed' }).click()
  await kill(page)

  const next = await context.newPage()
  await stubFolderPicker(next)
  const again = new Dubstage(next, folder.file)
  await again.open()
  const question = next.getByRole('region', { name: 'Interrupted exports' })
  await expect(question).toContainText(/The export “Killed” was interrupted at [1-9]\d? %\./)
  expect(await delivered(next, 'Killed')).toEqual({})
  await question.getByRole('button', { name: 'Continue Killed' }).click()
  await expect(queue(next).getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
  const whole = await delivered(next, 'Whole')
  expect(Object.keys(whole)).toHaveLength(2)
  expect(await delivered(next, 'Killed')).toEqual(whole)
  // Nothing of it is left in storage but what was delivered.
  expect((await exportedNames(next)).filter((path) => path.startsWith('exports/'))).toEqual([])
})
