import { readFileSync, writeFileSync } from 'node:fs'
import { silentFixture, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { Dubstage } from './pages/dubstage.ts'

const MUTE = 'Mute, DX_a'

test('two tabs on one session: the second is read-only, says so, and takes over when the first is closed', async ({
  page,
  app,
  context,
  folder,
}) => {
  await app.addFiles([writeWav(folder.file('DX_a.wav'), silentFixture())])
  await app.title.fill('Shared')
  await app.title.press('Enter')
  await expect(page.getByText('Saved in this browser')).toBeVisible()

  const second = await context.newPage()
  const other = new Dubstage(second, folder.file)
  await other.open()
  await second.getByRole('button', { name: /^Shared/ }).click()
  const banner = second.getByRole('region', { name: 'Read-only session' })
  await expect(banner).toContainText('open in another tab')
  await other.chip(MUTE).click()
  await expect(other.chip(MUTE)).toHaveAttribute('aria-pressed', 'false')
  await expect(other.notices).toContainText('Nothing was changed')
  await other.fileInput.setInputFiles([writeWav(folder.file('DX_b.wav'), silentFixture())])
  await second.keyboard.press('Control+z')
  await expect(other.trackRows).toHaveCount(1)
  await expect(other.title).toHaveValue('Shared')

  await app.chip(MUTE).click()
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  await expect(banner.getByRole('button', { name: 'Edit here' })).toHaveCount(0)
  await page.close()
  await banner.getByRole('button', { name: 'Edit here' }).click()
  await expect(banner).toHaveCount(0)
  await expect(other.chip(MUTE)).toHaveAttribute('aria-pressed', 'true')
  await other.chip(MUTE).click()
  await expect(other.chip(MUTE)).toHaveAttribute('aria-pressed', 'false')
  await expect(second.getByTitle('Saved in this browser')).toBeVisible()
})

test('a session that is open elsewhere is not renamed or deleted', async ({ page, app, context, folder }) => {
  await app.addFiles([writeWav(folder.file('DX_a.wav'), silentFixture())])
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  const second = await context.newPage()
  const other = new Dubstage(second, folder.file)
  await other.open()
  await second.getByRole('button', { name: 'Delete Untitled session' }).click()
  await second.getByRole('button', { name: 'Delete session' }).click()
  await expect(other.errors).toContainText('open in another tab')
  await expect(second.getByRole('button', { name: /^Untitled session/ })).toBeVisible()
})

test('sessions are made, renamed, duplicated, and gone on with under another name', async ({
  page,
  app,
  folder,
}) => {
  await page.getByRole('button', { name: 'New session…' }).click()
  const dialog = page.getByRole('dialog', { name: 'New session' })
  await expect(dialog.getByRole('combobox', { name: 'Sample rate' })).toHaveValue('48000')
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('Reel 1')
  await dialog.getByRole('combobox', { name: 'Frame rate' }).selectOption('25 fps')
  await dialog.getByRole('textbox', { name: 'Start timecode' }).fill('10:00:00:25')
  await dialog.getByRole('button', { name: 'Create session' }).click()
  await expect(dialog).toContainText('Not a timecode at 25 fps')
  await dialog.getByRole('textbox', { name: 'Start timecode' }).fill('10:00:00:00')
  await page.keyboard.press('Enter')
  await expect(app.title).toHaveValue('Reel 1')
  await expect(app.fact('Frame rate')).toHaveValue('25 fps')
  await expect(page.getByRole('textbox', { name: 'Start timecode' })).toHaveValue('10:00:00:00')
  await app.addFiles([writeWav(folder.file('DX_a.wav'), silentFixture())])

  await page.getByRole('button', { name: 'Session…' }).click()
  await page.getByRole('button', { name: 'Save as…' }).click()
  const naming = page.getByRole('dialog', { name: 'Save session as' })
  await expect(naming.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('Reel 1 dub')
  await page.keyboard.press('Enter')
  await expect(app.title).toHaveValue('Reel 1 dub')
  await app.chip(MUTE).click()
  await expect(page.getByText('Saved in this browser')).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Rename Reel 1', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Reel 1 old')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByRole('button', { name: 'Duplicate Reel 1 dub' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Reel 1 Spanish')
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  const list = page.getByRole('complementary', { name: 'Recent sessions' }).getByRole('listitem')
  await expect(list).toHaveCount(3)
  for (const [title, muted] of [
    ['Reel 1 old', 'false'],
    ['Reel 1 dub', 'true'],
    ['Reel 1 Spanish', 'true'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`^${title}`) }).click()
    await expect(app.chip(MUTE)).toHaveAttribute('aria-pressed', muted)
    await page.reload()
  }
})

test('a session document goes out, and comes in with its files', async ({ page, app, folder }) => {
  const wav = writeWav(folder.file('DX_a.wav'), silentFixture())
  await app.addFiles([wav])
  await app.type('Fader, DX_a', '-7')
  await page.getByRole('button', { name: 'Session…' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save session document' }).click(),
  ])
  const path = folder.file('reel.json')
  await download.saveAs(path)
  expect(download.suggestedFilename()).toBe('Untitled_session.dubstage.json')
  expect(readFileSync(path, 'utf8')).toContain('\n      "faderDb": -7,\n')
  await expect(page.getByText('Saved in this browser')).toBeVisible()

  await page.reload()
  await app.fileInput.setInputFiles([path])
  await expect(app.slider('Fader, DX_a')).toHaveAttribute('aria-valuenow', '-7')
  await expect(page.getByRole('region', { name: 'Files not at hand' })).toContainText('DX_a.wav')
  await page.reload()
  await app.fileInput.setInputFiles([path, wav])
  await expect(app.notices).toContainText('1 file was found again')

  await page.reload()
  const kept = page.getByRole('complementary', { name: 'Recent sessions' }).getByRole('listitem')
  await expect(kept.first()).toBeVisible()
  const before = await kept.count()
  writeFileSync(path, readFileSync(path, 'utf8').replace('"pan": 0', '"pan": 5'))
  await app.fileInput.setInputFiles([path])
  await expect(app.errors).toContainText('tracks[0].pan')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"version": 1', '"version": 99'))
  await app.fileInput.setInputFiles([path])
  await expect(app.errors.filter({ hasText: 'version 99' })).toBeVisible()
  await expect(app.startHeading).toBeVisible()
  expect(await kept.count()).toBe(before)
})
