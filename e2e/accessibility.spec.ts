import { unlinkSync } from 'node:fs'
import { expectNoViolationsAtAnySize } from './fixtures/axe.ts'
import { BROKEN_FILES } from './fixtures/brokenFiles.ts'
import { writeLongFile } from './fixtures/longFile.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

test('axe finds nothing on the first screen, the mix and the messages', async ({ page, app, folder }) => {
  test.slow()
  await expectNoViolationsAtAnySize(page, 'first screen')
  await page.keyboard.press('?')
  await expect(app.shortcutsDialog).toBeVisible()
  await expectNoViolationsAtAnySize(page, 'shortcuts')
  await page.keyboard.press('Escape')

  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await expectNoViolationsAtAnySize(page, 'mix, nothing selected')
  await app.chip('Mute, FX_r01').click()
  await expectNoViolationsAtAnySize(page, 'mix, a track selected and muted')
  await app.chip('Solo, Music stem').click()
  await page.keyboard.press('Control+Shift+L')
  await expectNoViolationsAtAnySize(page, 'mix, a stem selected and soloed, a loop')
  await page.keyboard.press('Shift+F')
  await app.filesDialog.getByRole('checkbox', { name: 'Select FX_r01' }).check()
  await app.filesDialog.getByRole('combobox', { name: 'Channels of FX_r01' }).selectOption('By channel…')
  await expectNoViolationsAtAnySize(page, 'files, one selected, by channel')
  await page.keyboard.press('Escape')

  const bad = BROKEN_FILES.slice(0, 3)
  for (const { name, make } of bad) make(folder.file(name))
  await app.fileInput.setInputFiles(bad.map(({ name }) => folder.file(name)))
  await expect(app.errors).toHaveCount(bad.length)
  await expectNoViolationsAtAnySize(page, 'messages')
})

test('axe finds nothing in any phase of an export', async ({ page, app, folder }) => {
  // Four looks at the screen that has the most in it, one of them beside an export.
  test.setTimeout(180_000)
  const { dialogue, effects } = writeStems(folder.file, 1)
  const long = writeLongFile(folder.file('MX_long.wav'), 30)
  await app.addFiles([dialogue, effects, long])
  await app.openExport({ format: '16-bit PCM, TPDF dither' })
  await expectNoViolationsAtAnySize(page, 'settings')
  await app.toDownloads.click()
  await expect(app.exportProgress).toBeVisible()
  await expectNoViolationsAtAnySize(page, 'running')
  await app.cancelExport.click()
  await expect(app.toDownloads).toBeEnabled()
  await page.keyboard.press('Escape')

  await app.chip('Mute, MX_long').focus()
  await page.keyboard.press('Delete')
  await expect(app.trackRows).toHaveCount(2)
  await app.openExport()
  await app.exportDownloads()
  await expectNoViolationsAtAnySize(page, 'done')
  await app.backToMix.click()

  unlinkSync(dialogue)
  await app.openExport()
  await app.toDownloads.click()
  await expect(app.exportFailure).toBeVisible()
  await expectNoViolationsAtAnySize(page, 'failed')
})
