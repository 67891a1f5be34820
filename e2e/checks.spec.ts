import { readFileSync } from 'node:fs'
import { sine } from '../src/testing/signals.ts'
import { RATE, writeStems, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

test('what the checks find before and in an export leads to its place in the mix, and is let pass with a reason', async ({
  page,
  app,
  folder,
}) => {
  test.slow()
  const { dialogue, effects } = writeStems(folder.file, 6)
  // A tone that is cut off at full scale for a moment, two seconds in.
  const tone = sine(6 * RATE, 220, 0.1).map((value, n) => (n >= 2 * RATE && n < 2 * RATE + 40 ? 1 : value))
  const music = writeWav(folder.file('MX_r01.wav'), { samples: [tone, tone] })
  await app.addFiles([dialogue, effects, music])
  await app.openExport()
  const checks = app.exportDialog.getByRole('region', { name: 'Checks' })
  await checks.getByRole('button', { name: 'Check the mix now' }).click()
  await expect(checks.getByRole('button', { name: 'Check the mix again' })).toBeVisible({ timeout: 60_000 })

  const found = checks.getByRole('list', { name: 'Findings: Clipping' })
  const place = found.getByRole('button', { name: /^Go to 01:00:02:00 in the mix, / }).first()
  await expect(place).toBeVisible()

  await test.step('a reason lets it pass, and can be taken back', async () => {
    const waive = found.getByRole('button', { name: 'Waive what was found at 01:00:02:00' })
    await waive.first().click()
    await page.keyboard.type('ask Ann')
    await found.getByRole('button', { name: 'Cancel' }).click()
    await expect(found.getByText(/^Waived: /)).toHaveCount(0)
    await expect(place).toBeFocused()
    await waive.first().click()
    await found.getByRole('textbox', { name: 'Why it is let pass, at 01:00:02:00' }).fill('It is meant so')
    await page.keyboard.press('Enter')
    await expect(found.getByText('Waived: It is meant so').first()).toBeVisible()
    await found.getByRole('button', { name: 'Take back the waiver at 01:00:02:00' }).first().click()
    await expect(found.getByText('Waived: It is meant so')).toHaveCount(0)
  })

  await test.step('what a check turns on can be changed, within its range', async () => {
    await checks.getByRole('button', { name: 'Thresholds' }).click()
    const samples = checks.getByRole('textbox', { name: 'Equal samples, samples' })
    await samples.fill('1')
    await samples.press('Enter')
    await expect(checks.getByText('it is not from 2 to 100 samples')).toBeVisible()
    await samples.fill('60')
    await samples.press('Enter')
    await expect(checks.getByText('it is not from 2 to 100 samples')).toHaveCount(0)
    await expect(checks.getByText('Thresholds have changed since the mix was checked.')).toBeVisible()
    await checks.getByRole('button', { name: 'Equal samples as it was: 3 samples' }).click()
    await expect(checks.getByText(/since the mix was checked/)).toHaveCount(0)
  })

  await test.step('a guide is taken at the rate of the mix, and refused by name at another', async () => {
    const choose = checks.getByLabel('Choose a guide file')
    await choose.setInputFiles(writeWav(folder.file('slow.wav'), { samples: [tone], sampleRate: 44_100 }))
    await expect(checks.getByText(/“slow\.wav” is at 44100 Hz, and the mix at 48000 Hz/)).toBeVisible()
    const silent = writeWav(folder.file('silent.wav'), { samples: [sine(6 * RATE, 220, 0)] })
    await choose.setInputFiles(silent)
    await checks.getByRole('button', { name: 'Check the mix again' }).click()
    const sync = checks.getByRole('list', { name: 'Findings: Sync' })
    await expect(sync.getByText(/^The guide is silent/)).toBeVisible({ timeout: 60_000 })
    await checks.getByRole('button', { name: 'Remove the guide silent.wav' }).click()
    await choose.setInputFiles(music)
    await expect(checks.getByText('Guide: MX_r01.wav, from 01:00:00:00')).toBeVisible()
    await expect(checks.getByText('The guide has changed since the mix was checked.')).toBeVisible()
  })

  await test.step('a target of one’s own is the session’s, and can be undone', async () => {
    const target = app.exportDialog.getByRole('radiogroup', { name: 'Target' })
    await target.getByRole('radio', { name: 'EBU R 128', exact: true }).check()
    await app.exportChoice('To reach it').selectOption('Measure only')
    await app.exportDialog.getByRole('button', { name: 'Make it a target of your own' }).click()
    await app.exportDialog.getByText('Limits over time').click()
    const short = app.exportDialog.getByRole('textbox', { name: 'Short-term at most, LUFS' })
    await short.fill('-50')
    await short.press('Enter')
    const name = app.exportDialog.getByRole('textbox', { name: 'Name of the target' })
    await name.fill('Ours')
    await name.press('Enter')
    // It is there when the screen is opened again.
    await app.exportDialog.getByRole('button', { name: 'Mix', exact: true }).click()
    await app.exportButton.click()
    await expect(target.getByRole('radio', { name: 'Ours' })).toBeChecked()
  })

  const files = await app.downloadAll()
  const table = [...files].find(([file]) => file.endsWith('_checks.csv'))?.[1] ?? ''
  expect(readFileSync(table, 'utf8')).toMatch(/\r\nClipping,review,[^\r]*,01:00:02:00,/)
  expect(readFileSync(table, 'utf8')).toContain(
    'Held against the guide “MX_r01.wav”, which begins at 01:00:00:00',
  )
  await expect(checks.getByText(/^Found in the export “/)).toBeVisible()
  const over = checks.getByRole('list', { name: 'Findings: Short-term loudness' })
  await expect(over.getByRole('button', { name: /^Go to 01:00:00:00 in the mix, / })).toBeVisible()
  await expect(checks.getByRole('list', { name: 'Findings: Clipping' })).toBeVisible()

  await place.click()
  await expect(app.exportDialog).toHaveCount(0)
  await expect.poll(() => app.position()).toBe('01:00:02:00')
})
