import { closeSync, openSync, writeSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expectNoViolations, WINDOWS } from './fixtures/axe.ts'
import { filesIn } from './fixtures/exportStorage.ts'
import { kill } from './fixtures/kill.ts'
import { writeLongFile } from './fixtures/longFile.ts'
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

const queue = (page: Page) => page.getByRole('dialog', { name: 'Export queue' })

/** `checks`: the sound is looked into as well, which takes its time. */
async function order(app: Dubstage, name: string, checks: boolean, to: Locator): Promise<void> {
  await app.openExport({ name, format: '16-bit PCM, TPDF dither' })
  await app.exportDialog.getByRole('switch', { name: 'Check what is rendered' }).setChecked(checks)
  await to.click()
}

const toFolder = (app: Dubstage, name: string, checks = false): Promise<void> =>
  order(app, name, checks, app.toFolder)

/** The hashes of the sound that lies in the folder: files say besides when they were ordered, and what they are called. */
async function delivered(page: Page, name: string): Promise<Record<string, string>> {
  const files = Object.entries(await filesIn(page, 'Deliveries', true))
  const own = files.filter(([file]) => file.startsWith(`${name}_`) && /\.(wav|flac|mp3)$/.test(file))
  return Object.fromEntries(own.map(([file, hash]) => [file.slice(name.length), hash]))
}

/** What exports have in the browser's own storage. */
const stored = async (page: Page): Promise<string[]> => Object.keys(await filesIn(page, 'exports', false))

/** Begins an export and pauses it: then where it is is kept. */
async function startAndPause(
  page: Page,
  app: Dubstage,
  name: string,
  checks = false,
  to = app.toFolder,
): Promise<void> {
  await order(app, name, checks, to)
  await app.exportDialog.getByRole('button', { name: 'Mix on while it runs' }).click()
  await page.getByRole('button', { name: /^Export queue/ }).click()
  await queue(page)
    .getByRole('button', { name: `Pause ${name}` })
    .click()
  await expect(queue(page).getByText('Paused')).toBeVisible()
  await expect
    .poll(async () => (await stored(page)).some((path) => path.includes('/.checkpoint-')))
    .toBe(true)
}

/** Makes an export of what is chosen, and the same in a tab that is killed; `said`: what the next tab says of that. */
async function goesOnKilled(
  page: Page,
  folder: { readonly file: (name: string) => string },
  choose: (app: Dubstage) => Promise<void> = async () => undefined,
  { minutes = 5, said = '' } = {},
): Promise<void> {
  test.setTimeout(180_000)
  const context = page.context()
  await stubFolderPicker(page)
  const app = new Dubstage(page, folder.file)
  await app.open()
  await app.addFiles([writeMarkedFile(folder.file('MX_long.wav'), minutes)])
  await app.fromMenu('Session', /^Collect media/)
  await expect(page.getByText('All files are at hand')).toBeVisible({ timeout: 60_000 })
  await app.openFiles.click()
  await expect(app.filesDialog.getByText('Every file will be found again on another visit.')).toBeVisible({
    timeout: 60_000,
  })
  await page.keyboard.press('Escape')

  await choose(app)
  await toFolder(app, 'Whole')
  await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
  await app.backToMix.click()

  await startAndPause(page, app, 'Killed')
  await queue(page).getByRole('button', { name: 'Continue Killed' }).click()
  await kill(page)

  const next = await context.newPage()
  await stubFolderPicker(next)
  const again = new Dubstage(next, folder.file)
  await again.open()
  const question = next.getByRole('region', { name: 'Interrupted exports' })
  await expect(question).toContainText(/The export “Killed” was interrupted at [1-9]\d? %\./)
  await expect(question).toContainText(said)
  expect(await delivered(next, 'Killed')).toEqual({})
  await question.getByRole('button', { name: 'Continue Killed' }).click()
  await expect(queue(next).getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
  const whole = await delivered(next, 'Whole')
  expect(Object.keys(whole)).toHaveLength(2)
  expect(await delivered(next, 'Killed')).toEqual(whole)
  // Nothing of it is left in storage but what was delivered.
  expect(await stored(next)).toEqual([])
}

test('a tab that is killed in the middle of an export: it goes on to the same bytes', ({ page, folder }) =>
  goesOnKilled(page, folder))

test('so does one of FLAC at another rate, with an MP3 that is encoded again from its beginning', ({
  page,
  folder,
}) =>
  goesOnKilled(
    page,
    folder,
    async (app) => {
      await app.openExport()
      await app.exportChoice('Container').selectOption('FLAC')
      await app.exportChoice('Sample rate').selectOption('44100')
      await app.exportDialog.getByRole('button', { name: /^M&E, Stereo, / }).click()
      const row = page.getByRole('dialog', { name: 'M&E', exact: true })
      await row.getByRole('combobox', { name: 'Container' }).selectOption('MP3')
      await row.getByRole('button', { name: 'Done', exact: true }).click()
      await page.keyboard.press('Escape')
    },
    // A conversion takes its time.
    { minutes: 1, said: 'MP3 is encoded again from its beginning.' },
  ))

test.describe('an export that is interrupted', () => {
  test.beforeEach(async ({ page }) => {
    test.setTimeout(120_000)
    await stubFolderPicker(page)
  })

  test('by a full disk: with room again it goes on from where it was', async ({ page, folder }) => {
    const app = new Dubstage(page, folder.file)
    await app.open()
    await app.addFiles([writeMarkedFile(folder.file('MX_long.wav'), 5)])
    await startAndPause(page, app, 'Full')
    const { origin } = new URL(page.url())
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 })
    await queue(page).getByRole('button', { name: 'Continue Full' }).click()
    const row = queue(page).getByRole('listitem', { name: 'Full', exact: true })
    await expect(row).toContainText(/ran out while writing “Full_.*It can go on from \d+ %\./, {
      timeout: 30_000,
    })
    expect(await delivered(page, 'Full')).toEqual({})
    await devtools.send('Storage.overrideQuotaForOrigin', { origin })
    await row.getByRole('button', { name: 'Continue Full' }).click()
    await expect(row).toContainText(/Finished in/, { timeout: 60_000 })
    await page.keyboard.press('Escape')
    await toFolder(app, 'Whole')
    await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible({ timeout: 60_000 })
    expect(await delivered(page, 'Full')).toEqual(await delivered(page, 'Whole'))
  })

  test('by a full disk when only its archive is missing: with room again it goes on to that', async ({
    page,
    folder,
  }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
    const app = new Dubstage(page, folder.file)
    await app.open()
    await app.addFiles([writeMarkedFile(folder.file('MX_long.wav'), 5)])
    await startAndPause(page, app, 'Packed', false, app.toZip)
    const { origin } = new URL(page.url())
    const devtools = await page.context().newCDPSession(page)
    // Two files of 58 MB have room, and half of an archive of both.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 180_000_000 })
    await queue(page).getByRole('button', { name: 'Continue Packed' }).click()
    const row = queue(page).getByRole('listitem', { name: 'Packed', exact: true })
    await expect(row).toContainText(/ran out while writing “Packed\.zip”.*It can go on from \d+ %\./, {
      timeout: 60_000,
    })
    await devtools.send('Storage.overrideQuotaForOrigin', { origin })
    await row.getByRole('button', { name: 'Continue Packed' }).click()
    await expect(row).toContainText(/Finished in/, { timeout: 60_000 })
    expect(await stored(page)).toEqual([expect.stringMatching(/^[\w-]+\.zip$/)])
  })

  test('by its folder vanishing: it says so, and goes on when the folder is there again', async ({
    page,
    folder,
  }) => {
    const app = new Dubstage(page, folder.file)
    await app.open()
    await app.addFiles([writeMarkedFile(folder.file('MX_long.wav'), 5)])
    // Of FLAC the first bytes are written over when a file is finished, which they are before they go into the folder.
    await app.openExport()
    await app.exportChoice('Container').selectOption('FLAC')
    await page.keyboard.press('Escape')
    // What is kept of it are its files: the checks look at the sound again.
    await startAndPause(page, app, 'Gone', true)
    await page.evaluate(async () =>
      (await navigator.storage.getDirectory()).removeEntry('Deliveries', { recursive: true }),
    )
    await queue(page).getByRole('button', { name: 'Continue Gone' }).click()
    const row = queue(page).getByRole('listitem', { name: 'Gone', exact: true })
    await expect(row).toContainText(/“Gone_.*could not be written: its folder is no longer there\./, {
      timeout: 60_000,
    })
    await page.evaluate(async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('Deliveries', { create: true }),
    )
    await row.getByRole('button', { name: 'Continue Gone' }).click()
    await expect(row).toContainText(/Finished in/, { timeout: 60_000 })
    expect(Object.keys(await delivered(page, 'Gone'))).toHaveLength(2)
    expect(await stored(page)).toEqual([])
  })

  test('by a source that changes while it is read: named, and nothing is delivered', async ({
    page,
    folder,
  }) => {
    const app = new Dubstage(page, folder.file)
    await app.open()
    const source = writeMarkedFile(folder.file('MX_long.wav'), 5)
    await app.addFiles([source])
    await startAndPause(page, app, 'Changed')
    const file = openSync(source, 'r+')
    writeSync(file, Buffer.of(1, 2, 3), 0, 3, 5_000_000)
    closeSync(file)
    await queue(page).getByRole('button', { name: 'Continue Changed' }).click()
    const row = queue(page).getByRole('listitem', { name: 'Changed', exact: true })
    await expect(row).toContainText(/“MX_long\.wav” could not be read: it was moved, changed or locked/, {
      timeout: 60_000,
    })
    await expect(row).toContainText('It can go on from')
    // The browser's own intermediate files may still be on their way out of the folder.
    await expect(async () => expect(await delivered(page, 'Changed')).toEqual({})).toPass()
    // Removed, nothing of it stays.
    await row.getByRole('button', { name: 'Remove Changed' }).click()
    await expect(row).toHaveCount(0)
    await expect.poll(() => stored(page)).toEqual([])
  })
})

test('several exports run one after the other while the mix is edited, by keyboard too', async ({
  page,
  folder,
}) => {
  test.setTimeout(120_000)
  await stubFolderPicker(page)
  const app = new Dubstage(page, folder.file)
  await app.open()
  await app.addFiles([writeMarkedFile(folder.file('MX_long.wav'), 5)])
  await startAndPause(page, app, 'One')
  const one = queue(page).getByRole('listitem', { name: 'One', exact: true })
  await expect(one.getByRole('progressbar', { name: 'One_composite.wav' })).toBeVisible()
  await expectNoViolations(page, 'queue')
  await page.keyboard.press('Escape')

  // Ordered behind the one that is paused; then the mix changes, and that is not for it.
  for (const name of ['Two', 'Three']) {
    await toFolder(app, name)
    await expect(page.getByText(`The export “${name}” waits in the queue.`)).toBeVisible()
    await app.exportDialog.getByRole('button', { name: 'Mix', exact: true }).click()
  }
  await app.chip('Mute, MX_long').click()
  for (const size of WINDOWS) {
    await page.setViewportSize(size)
    // The bar stays one row with the queue in it.
    const [play, order] = [await app.play.boundingBox(), await app.exportButton.boundingBox()]
    expect(Math.abs((play?.y ?? 0) - (order?.y ?? 99))).toBeLessThan(12)
  }
  await page.getByRole('button', { name: /^Export queue/ }).press('Enter')
  await expect(queue(page).getByText('Waiting')).toHaveCount(2)
  await queue(page).getByRole('button', { name: 'Remove Three' }).press('Enter')
  await queue(page).getByRole('button', { name: 'Continue One' }).press('Enter')
  await expect(queue(page).getByText(/^Finished in/)).toHaveCount(2, { timeout: 90_000 })
  await expect(queue(page).getByText('2 of 2 exports done')).toBeVisible()
  expect(await delivered(page, 'Two')).toEqual(await delivered(page, 'One'))
  expect(await delivered(page, 'Three')).toEqual({})
  await queue(page).getByRole('button', { name: 'Report of Two' }).click()
  await expect(app.exportDialog.getByText(/^Finished in/)).toBeVisible()
})
