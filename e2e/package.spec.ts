import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { ffmpeg, runTool } from '../src/testing/referenceTools.ts'
import { dropWithHandles } from './fixtures/dropHandles.ts'
import { writeLongFile } from './fixtures/longFile.ts'
import { storedNames } from './fixtures/originStorage.ts'
import { md5OfPcm24 } from './fixtures/pcm.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { Dubstage } from './pages/dubstage.ts'

const NAME = /Untitled_session_\d{8}-\d{4}\.dubstage\.zip/

/** A browser without a picker for files to be saved: a dialog of the system that no test can answer. */
test.beforeEach(({ page }) => page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker')))

async function askForPackage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Session…' }).click()
  await page.getByRole('button', { name: 'Save package…' }).click()
}

async function downloadPackage(page: Page, to: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), askForPackage(page)])
  expect(download.suggestedFilename()).toMatch(NAME)
  await download.saveAs(to)
  return to
}

const banner = (page: Page) => page.getByRole('region', { name: 'Files not at hand' })

test('a session goes out in one file with its media, and opens in another browser as it was', async ({
  page,
  app,
  folder,
  browser,
  baseURL,
}) => {
  const { dialogue, effects, music } = writeStems(folder.file, 2)
  const converted = folder.file('FX_far.flac')
  ffmpeg('-i', effects, '-ar', '44100', converted)
  await app.addFiles([dialogue, converted, music])
  await app.type('Fader, DX_r01', '-7')
  const before = await app.exportAs()
  const path = await downloadPackage(page, folder.file('reel.dubstage.zip'))
  await expect(app.notices).toContainText(
    /“Untitled_session_[\d-]+\.dubstage\.zip” holds the session and 3 files of media\./,
  )

  await test.step('with the files as they are on disk, by the reference programs', async () => {
    expect(runTool('unzip', ['-tqq', path]).toString()).toBe('')
    const names = runTool('zipinfo', ['-1', path]).toString().trim().split('\n')
    expect(names.slice(0, 2)).toEqual(['session.dubstage.json', 'manifest.json'])
    for (const [index, original] of [dialogue, converted, music].entries()) {
      const packed = names.find((name) => name.endsWith(`_${original.replace(/^.*\//, '')}`)) ?? `no ${index}`
      expect(Buffer.compare(runTool('unzip', ['-p', path, packed]), readFileSync(original)), packed).toBe(0)
    }
  })

  await test.step('elsewhere', async () => {
    const context = await browser.newContext({ ...(baseURL && { baseURL }) })
    const other = await context.newPage()
    const there = new Dubstage(other, folder.file)
    await there.open()
    await there.fileInput.setInputFiles([path])
    await expect(there.slider('Fader, DX_r01')).toHaveAttribute('aria-valuenow', '-7')
    await there.importsDone()
    await expect(banner(other)).toHaveCount(0)
    const after = await there.exportAs()
    expect(md5OfPcm24(after.composite)).toBe(md5OfPcm24(before.composite))
    expect(md5OfPcm24(after.me)).toBe(md5OfPcm24(before.me))
    await context.close()
  })
})

test('a dropped package is read in place, and found again in another tab; the session it came from is not touched', async ({
  page,
  app,
  folder,
  context,
}) => {
  const { dialogue, music } = writeStems(folder.file, 1)
  await app.addFiles([dialogue, music])
  const path = await downloadPackage(page, folder.file('reel.dubstage.zip'))
  await page.reload()
  await dropWithHandles(page, [path])
  await expect(app.trackRows).toHaveCount(2)
  await app.importsDone()
  await expect(banner(page)).toHaveCount(0)
  await app.title.fill('From a package')
  await app.title.press('Enter')
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  // Nothing was copied, and what was downloaded has gone with its page.
  await expect
    .poll(async () => (await storedNames(page)).filter((name) => /^(media|packages)\//.test(name)))
    .toEqual([])

  const second = await context.newPage()
  const again = new Dubstage(second, folder.file)
  await again.open()
  await second.getByRole('button', { name: /^From a package/ }).click()
  await expect(again.trackRows).toHaveCount(2)
  await again.importsDone()
  await expect(again.errors).toHaveCount(0)
  await expect(banner(second)).toHaveCount(0)
  await second.reload()
  await second.getByRole('button', { name: /^Untitled session/ }).click()
  await expect(banner(second)).toContainText('DX_r01.wav')
})

test('the original of a converted file is added by itself, and goes into the package', async ({
  page,
  app,
  folder,
}) => {
  const { effects, music } = writeStems(folder.file, 2)
  const original = folder.file('FX_far.flac')
  const other = folder.file('MX_other.flac')
  ffmpeg('-i', effects, '-ar', '44100', original)
  ffmpeg('-i', music, '-ar', '44100', other)
  await app.addFiles([original])
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^Untitled session/ }).click()
  await app.importsDone()
  await app.openFiles.click()
  const add = app.filesDialog.getByLabel('Add the original of FX_far.flac')
  await add.setInputFiles([other])
  await expect(app.errors).toContainText('is not the file that the session knows as “FX_far.flac”')
  await add.setInputFiles([original])
  await expect(app.notices).toContainText('The original of “FX_far.flac” is at hand again.')
  await expect(add).toHaveCount(0)
  await page.keyboard.press('Escape')

  const path = await downloadPackage(page, folder.file('reel.dubstage.zip'))
  const names = runTool('zipinfo', ['-1', path]).toString().trim().split('\n')
  const packed = names.find((name) => name.endsWith('_FX_far.flac')) ?? 'none'
  expect(Buffer.compare(runTool('unzip', ['-p', path, packed]), readFileSync(original))).toBe(0)
})

test('files that are not at hand are named, and left out only when that is asked for', async ({
  page,
  app,
  folder,
}) => {
  const { dialogue, music } = writeStems(folder.file, 1)
  await app.addFiles([dialogue, music])
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^Untitled session/ }).click()
  await expect(app.trackRows).toHaveCount(2)
  await app.addFiles([dialogue], 0)
  await askForPackage(page)
  const dialog = page.getByRole('dialog', { name: 'Save package' })
  await expect(dialog.getByRole('list', { name: 'Not at hand' }).getByRole('listitem')).toHaveText([
    'MX_r01.wav',
  ])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toHaveCount(0)

  await askForPackage(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save without it' }).click(),
  ])
  const path = folder.file('less.dubstage.zip')
  await download.saveAs(path)
  const manifest = JSON.parse(runTool('unzip', ['-p', path, 'manifest.json']).toString())
  expect([manifest.files.length, manifest.leftOut.length]).toEqual([1, 1])
  await page.reload()
  await app.fileInput.setInputFiles([path])
  await expect(app.trackRows).toHaveCount(2)
  await expect(banner(page)).toContainText('MX_r01.wav')
  await expect(banner(page)).not.toContainText('DX_r01.wav')
})

test('writing shows how far it is, and cancelling leaves nothing', async ({ page, app, folder }) => {
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  await app.addFiles([writeLongFile(folder.file('MX_long.wav'), 60)])
  await askForPackage(page)
  const progress = page.getByRole('progressbar', { name: /^Writing Untitled_session_/ })
  await expect(progress).toBeVisible()
  await expect(app.notices).toContainText(/[MG]B\/s, about .* left/)
  await page.getByRole('button', { name: 'Cancel the package' }).click()
  await expect(progress).toHaveCount(0)
  expect((await storedNames(page)).filter((name) => name.startsWith('packages/'))).toEqual([])
  expect(downloads).toEqual([])
})

test('a picked file has the package when it is whole, and is what it was when it is cancelled', async ({
  page,
  app,
  folder,
}) => {
  // The picker's answer, without the dialog of the system: a file of the browser's own file system.
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async () =>
        (await navigator.storage.getDirectory()).getFileHandle('picked.zip', { create: true }),
    })
  })
  await page.reload()
  const { dialogue } = writeStems(folder.file, 1)
  await app.addFiles([dialogue])
  await askForPackage(page)
  await expect(app.notices).toContainText('“picked.zip” holds the session and 1 file of media.')
  const read = (): Promise<number> =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory()
      return (await (await root.getFileHandle('picked.zip')).getFile()).size
    })
  const whole = await read()
  expect(whole).toBeGreaterThan(readFileSync(dialogue).length)
  await app.addFiles([writeLongFile(folder.file('MX_long.wav'), 60)])
  await askForPackage(page)
  await page.getByRole('button', { name: 'Cancel the package' }).click()
  await expect(page.getByRole('progressbar', { name: /^Writing/ })).toHaveCount(0)
  expect(await read()).toBe(whole)
})

test('a package that is damaged or made to deceive is named and explained, and nothing is opened', async ({
  page,
  app,
  folder,
}) => {
  const { dialogue, music } = writeStems(folder.file, 1)
  await app.addFiles([dialogue, music])
  const good = await downloadPackage(page, folder.file('good.dubstage.zip'))
  await page.reload()
  const hostile = (name: string, script: string): string => {
    const path = folder.file(name)
    execFileSync('python3', ['-W', 'ignore', '-c', `import sys, zipfile\n${script}`, good, path])
    return path
  }
  const cut = folder.file('cut.dubstage.zip')
  copyFileSync(good, cut)
  truncateSync(cut, readFileSync(good).length - 100)
  const rewrite = (each: string) => `
with zipfile.ZipFile(sys.argv[1]) as a, zipfile.ZipFile(sys.argv[2], 'w') as b:
    for i in a.infolist(): ${each}`
  for (const [path, says] of [
    [cut, /“cut\.dubstage\.zip” is not a package .*cut off/],
    [
      hostile('bomb.dubstage.zip', rewrite('b.writestr(i.filename, a.read(i), zipfile.ZIP_DEFLATED)')),
      /is compressed, and packages are not/,
    ],
    [
      hostile('out.dubstage.zip', rewrite(`b.writestr(i.filename.replace('media/', '../'), a.read(i))`)),
      /leads out of the package/,
    ],
    [
      hostile(
        'twice.dubstage.zip',
        rewrite('b.writestr(i.filename, a.read(i)); b.writestr(i.filename, b"")'),
      ),
      /is in it twice/,
    ],
    [
      hostile(
        'short.dubstage.zip',
        rewrite('b.writestr(i.filename, a.read(i)[:-1] if i.filename[0:5] == "media" else a.read(i))'),
      ),
      /another size/,
    ],
  ] as const) {
    await app.fileInput.setInputFiles([path])
    await expect(app.errors).toHaveText(says)
    await expect(app.startHeading).toBeVisible()
    await app.notices.getByRole('button', { name: /^Dismiss/ }).click()
  }

  await test.step('but for one whose file is another: it opens without', async () => {
    const bytes = readFileSync(good)
    // In the middle of the sound of the last file.
    bytes.fill(0x55, bytes.length - 4000, bytes.length - 2000)
    const path = folder.file('swapped.dubstage.zip')
    writeFileSync(path, bytes)
    await app.fileInput.setInputFiles([path])
    await expect(app.errors).toHaveText(
      /“MX_r01.wav” in the package “swapped.dubstage.zip” is not the file that the session knows/,
    )
    await expect(app.trackRows).toHaveCount(2)
    await expect(banner(page)).toContainText('MX_r01.wav')
  })
})
