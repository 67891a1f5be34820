import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { dropWithHandles } from './fixtures/dropHandles.ts'
import { silentFixture, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

test('a dropped folder is looked through, and its files are found and asked for on another visit', async ({
  page,
  app,
  folder,
}) => {
  const stems = ['reel/DX_a.wav', 'reel/effects/FX_a.wav', 'reel/effects/FX_b.wav', 'reel/.DX_hidden.wav']
  for (const name of stems) {
    mkdirSync(dirname(folder.file(name)), { recursive: true })
    writeWav(folder.file(name), silentFixture())
  }
  writeFileSync(folder.file('reel/notes.txt'), 'Scene 12: INT. LIGHTHOUSE\n'.repeat(99))
  await dropWithHandles(page, [folder.file('reel')])
  await expect(app.trackRows).toHaveCount(3)
  await app.importsDone()
  expect(await app.trackNames()).toEqual(['DX_a', 'FX_a', 'FX_b'])
  await expect(app.errors).toHaveText(/“notes.txt” cannot be read: it looks like plain text/)
  await expect(app.notices.getByText('Left out of what was dropped: 1 hidden file or folder.')).toBeVisible()
  await expect(page.getByText('Saved in this browser')).toBeVisible()

  // A browser that was closed asks again; in one that stays open the answer still holds.
  await page.addInitScript(() => {
    const isAllowed = (): boolean => Reflect.has(window, 'readingIsAllowed')
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: async () => (isAllowed() ? 'granted' : 'prompt'),
      requestPermission: async () => (isAllowed() ? 'granted' : 'denied'),
    })
  })
  await page.reload()
  const recent = page.getByRole('complementary', { name: 'Recent sessions' })
  await recent.getByRole('button', { name: /3 tracks/ }).click()
  const banner = page.getByRole('region', { name: 'Files not at hand' })
  await expect(banner).toContainText('3 files need your permission: “DX_a.wav”, “FX_a.wav”, “FX_b.wav”')
  await expect(app.clip('FX_b')).toHaveAccessibleName(/, needs permission$/)
  await app.openFiles.click()
  await expect(app.filesOf('DX_a')).toContainText('Needs permission')
  await page.setViewportSize({ width: 1280, height: 800 })
  const said = app.filesOf('DX_a').getByText('Needs permission', { exact: true })
  expect(await said.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true)
  await page.setViewportSize({ width: 1440, height: 900 })
  const allow = app.filesDialog.getByRole('button', { name: 'Allow reading, DX_a.wav' })

  await test.step('a refusal leaves the session whole, and files can be given anew', async () => {
    await allow.click()
    await expect(app.errors.getByText(/The browser was not allowed to read “DX_a.wav, /)).toBeVisible()
    await app.filesDialog.getByLabel('Relink FX_a.wav').setInputFiles([folder.file('reel/effects/FX_a.wav')])
    await expect(app.filesOf('FX_a')).toContainText('This page only')
    await page.keyboard.press('Escape')
    await dropWithHandles(page, [folder.file('reel/effects/FX_b.wav')])
    await expect(app.notices).toContainText('1 file was found again.')
    await expect(app.trackRows).toHaveCount(3)
    await app.openFiles.click()
    await expect(app.filesOf('FX_b')).toContainText('On disk')
    await expect(app.filesOf('DX_a')).toContainText('Needs permission')
  })
  await page.evaluate(() => Reflect.set(window, 'readingIsAllowed', true))
  await allow.click()
  await expect(app.filesOf('DX_a')).toContainText('On disk')
  await page.keyboard.press('Escape')
  await expect(banner).toHaveCount(0)
  // FX_a was given without a reference.
  await expect(page.getByText('1 on this page only')).toBeVisible()
})
