import { broadcastChunk, productionChunk } from '../src/testing/metadataFixture.ts'
import { noise } from '../src/testing/signals.ts'
import { wavFixture } from '../src/testing/wavFixture.ts'
import { expectNoViolations } from './fixtures/axe.ts'
import { RATE } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

type Audio = {
  readonly channels?: number
  readonly seconds?: number
  readonly timecode?: number
  readonly xml?: string
}

/** A file of noise; `timecode` in samples from midnight. */
function file(name: string, { channels = 2, seconds = 1, timecode, xml }: Audio = {}) {
  const chunks = [
    ...(timecode === undefined ? [] : [broadcastChunk({ timeReference: BigInt(timecode) })]),
    ...(xml === undefined ? [] : [productionChunk(`<BWFXML>${xml}</BWFXML>`)]),
  ]
  const samples = Array.from({ length: channels }, (_, c) => noise(seconds * RATE, c + 1))
  const buffer = Buffer.from(wavFixture({ samples, chunksBefore: chunks }))
  return { name, mimeType: 'audio/wav', buffer }
}

const HOUR = 3600 * RATE

test('the channels of a surround stem are shown with letters, and can be read otherwise', async ({
  page,
  app,
}) => {
  await app.fileInput.setInputFiles([file('FX_amb.wav', { channels: 6 })])
  await app.importsDone()
  await app.openFiles.click()
  const channels = app.filesDialog.getByRole('combobox', { name: 'Channels of FX_amb' })
  const fold = app.filesDialog.getByRole('table', { name: /^Fold-down of FX_amb to stereo/ })
  await expect(channels).toHaveValue('L R C LFE Ls Rs')
  await expect(fold.getByRole('row', { name: /^Left / })).toHaveText(
    'Left0.0 dB 1.0000–−3.0 dB 0.7071–−3.0 dB 0.7071–',
  )

  await test.step('as film order, where the third channel is the right one', async () => {
    await channels.selectOption({ label: '5.1: L C R Ls Rs LFE' })
    await expect(fold.getByRole('row', { name: /^Right / })).toHaveText(
      'Right–−3.0 dB 0.70710.0 dB 1.0000–−3.0 dB 0.7071–',
    )
    await expect(page.getByText('ITU-R BS.775-4').first()).toBeVisible()
  })

  await test.step('and channel by channel, none out of reach', async () => {
    await channels.selectOption('By channel…')
    const third = app.filesDialog.getByRole('combobox', { name: 'Channel 3 of FX_amb' })
    await expect(third).toHaveValue('R')
    await third.selectOption('–')
    await expect(fold.getByRole('row', { name: /^Right / })).toHaveText(
      'Right–−3.0 dB 0.7071––−3.0 dB 0.7071–',
    )
    await third.selectOption('LFE')
    await expect(third).toHaveValue('LFE')
  })

  await test.step('each of which is a step to undo', async () => {
    for (let steps = 0; steps < 3; steps++)
      await app.filesDialog.getByRole('button', { name: /^Undo: / }).click()
    await expect(channels).toHaveValue('L R C LFE Ls Rs')
  })
})

test('mono tracks are given speakers, and joined as one track, by keys and in one step', async ({
  page,
  app,
}) => {
  await app.fileInput.setInputFiles(
    ['L', 'R', 'LFE', 'Ls', 'Rs'].map((ending) => file(`DX.${ending}.wav`, { channels: 1 })),
  )
  await app.importsDone()
  await app.openFiles.click()
  const lfe = app.filesDialog.getByRole('combobox', { name: 'Channel of DX.LFE' })
  await expect(lfe).toHaveValue('M')
  await lfe.selectOption('LFE')
  await expect(app.filesDialog.getByRole('table', { name: /^Fold-down of DX.LFE to stereo/ })).toBeVisible()
  await lfe.selectOption('– not heard')
  await lfe.selectOption('M')

  const bar = app.filesDialog.getByRole('region', { name: 'Join selected tracks' })
  await expect(bar).toContainText('Select the mono tracks of a set')
  await app.filesDialog.getByRole('checkbox', { name: 'Select all tracks' }).check()
  const as = bar.getByRole('combobox', { name: 'Join 5 tracks as' })
  await expect(as.getByRole('option')).toHaveText([
    '5 ch by name: L R LFE Ls Rs',
    '5.0 in this order: L R C Ls Rs',
    '5.0 in this order: L C R Ls Rs',
  ])
  await expectNoViolations(page, 'Files, with tracks to be joined')
  await bar.getByRole('button', { name: 'Join 5 tracks as one' }).focus()
  await page.keyboard.press('Enter')
  await expect(app.filesDialog.getByRole('checkbox', { name: 'Select DX', exact: true })).toBeFocused()
  await expect(app.filesOf('DX').getByRole('row').first()).toContainText('5 files, one 5 ch set')
  await expect(bar).toHaveCount(0)

  await app.filesDialog.getByRole('button', { name: 'Undo: Join 5 tracks as DX' }).click()
  await expect(app.filesDialog.getByRole('checkbox', { name: /^Select DX\./ })).toHaveCount(5)
  await test.step('and one that lies elsewhere is named', async () => {
    const all = app.filesDialog.getByRole('checkbox', { name: 'Select all tracks' })
    await all.uncheck()
    await app.filesDialog.getByRole('checkbox', { name: 'Select DX.R', exact: true }).check()
    await app.filesDialog.getByRole('button', { name: 'Nudge 1 frame later' }).click()
    await all.check()
    await expect(bar).toContainText('“DX.R” has a clip at 01:00:00:01 and “DX.L” one at 01:00:00:00')
  })
})

test('files go to their own timecode, and can be moved, typed and nudged', async ({ page, app }) => {
  await app.fileInput.setInputFiles([
    file('DX_a.wav', { timecode: HOUR }),
    file('FX_b.wav', { timecode: HOUR + 5 * RATE + 7 }),
    file('MX_c.wav'),
  ])
  await app.importsDone()
  await page.keyboard.press('Shift+F')
  const row = (track: string) => app.filesOf(track).getByRole('row').first()
  await expect(row('DX_a')).toContainText('01:00:00:000 smp')
  await expect(row('FX_b')).toContainText('01:00:05:00 +7')
  await expect(row('FX_b')).toContainText('240\u202f007 smp')
  await expect(row('MX_c')).toContainText('none')

  await test.step('one at a typed place', async () => {
    await app.filesDialog.getByRole('checkbox', { name: 'Select MX_c' }).check()
    const at = app.filesDialog.getByRole('textbox', { name: 'Starts at' })
    await at.fill('01:00:02:12')
    await at.press('Enter')
    await expect(row('MX_c')).toContainText('120\u202f000 smp')
    await at.fill('00:59:00:00')
    await at.press('Enter')
    await expect(app.filesDialog.getByText('Not in the session')).toBeVisible()
    await expect(row('MX_c')).toContainText('120\u202f000 smp')
    await at.press('Escape')
    await expect(app.filesDialog.getByText('Not in the session')).toHaveCount(0)
    await expect(at).toHaveValue(/^01:00:02:12/)
    const samples = app.filesDialog.getByRole('textbox', { name: 'In samples' })
    await samples.fill('48001')
    await samples.press('Enter')
    await expect(row('MX_c')).toContainText('48\u202f001 smp')
  })

  await test.step('nudged by a frame and a sample', async () => {
    await app.filesDialog.getByRole('button', { name: 'Nudge 1 frame later' }).click()
    await expect(row('MX_c')).toContainText('50\u202f001 smp')
    const by = app.filesDialog.getByRole('combobox', { name: 'Nudge by' })
    const at = app.filesDialog.getByRole('textbox', { name: 'Starts at' })
    await at.fill('00:59:00:00')
    await at.blur()
    await by.selectOption('1 sample')
    await expect(app.filesDialog.getByText('Not in the session')).toBeVisible()
    await app.filesDialog.getByRole('button', { name: 'Nudge 1 sample earlier' }).click()
    await expect(row('MX_c')).toContainText('50\u202f000 smp')
    await expect(app.filesDialog.getByText('Not in the session')).toHaveCount(0)
    await by.selectOption('1 frame')
  })

  await test.step('several by a typed length, as one step, or none of them', async () => {
    await app.filesDialog.getByRole('checkbox', { name: 'Select all tracks' }).check()
    const by = app.filesDialog.getByRole('textbox', { name: 'Move by' })
    await by.fill('+00:00:08:12')
    await by.press('Enter')
    await expect(by).toHaveValue('')
    await expect(row('DX_a')).toContainText('408\u202f000 smp')
    await expect(row('FX_b')).toContainText('648\u202f007 smp')
    await expect(row('MX_c')).toContainText('458\u202f000 smp')
    await by.fill('-00:00:09:00')
    await by.press('Enter')
    await expect(app.filesDialog.getByText(/“DX_a” would begin before the session’s start/)).toBeVisible()
    await expect(by).toHaveValue('-00:00:09:00')
    await expect(by).toHaveAccessibleDescription('Not moved')
    await expect(row('FX_b')).toContainText('648\u202f007 smp')
    await by.fill('a while')
    await by.press('Enter')
    await expect(by).toHaveAccessibleDescription('Not a length')
    await by.press('Escape')
    await expect(by).toHaveValue('')
    await app.filesDialog.getByRole('button', { name: /^Undo: / }).click()
    await expect(row('DX_a')).toContainText('01:00:00:000 smp')
    await expect(row('FX_b')).toContainText('240\u202f007 smp')
    await expect(row('MX_c')).toContainText('50\u202f000 smp')
  })

  await test.step('all to the start and back to their timecode', async () => {
    await app.filesDialog.getByRole('checkbox', { name: 'Select all tracks' }).check()
    await app.filesDialog.getByRole('button', { name: 'Move to start' }).click()
    await expect(row('FX_b')).toContainText('01:00:00:000 smp')
    await app.filesDialog.getByRole('button', { name: 'Move to own timecode' }).click()
    await expect(row('FX_b')).toContainText('240\u202f007 smp')
    // What could not be done is said where it can be read.
    await expect(app.filesDialog.getByText(/MX_c.*not moved/)).toBeVisible()
  })

  await test.step('and from the keyboard, on the mixing screen', async () => {
    await page.keyboard.press('Escape')
    await expect(app.filesDialog).toBeHidden()
    await app.trackRows.nth(2).click()
    for (const key of ['.', '>', '>', '<', ',', '.']) await page.keyboard.press(key)
    await page.keyboard.press('Shift+F')
    await expect(row('MX_c')).toContainText('01:00:00:01 +1')
  })
})

test('a timecode is counted at the rate that is given', async ({ app }) => {
  const xml = '<SPEED><TIMECODE_RATE>25/1</TIMECODE_RATE><TIMECODE_FLAG>NDF</TIMECODE_FLAG></SPEED>'
  await app.fileInput.setInputFiles([file('DX_a.wav', { timecode: HOUR + RATE / 2, xml })])
  await app.importsDone()
  await app.openFiles.click()
  const row = app.filesOf('DX_a').getByRole('row').first()
  await expect(row).toContainText('01:00:00:12')
  await app.filesDialog.getByRole('combobox', { name: 'Timecode counted at' }).selectOption('30 fps')
  await expect(row).toContainText('01:00:00:15at 30 fps')
})

test('a mismatch is shown beside the list and in it, before it can hurt', async ({ page, app }) => {
  await app.fileInput.setInputFiles([
    file('DX_a.wav', { seconds: 2 }),
    file('FX_a.wav', { seconds: 2 }),
    file('MX_a.wav', { seconds: 1 }),
  ])
  await app.importsDone()
  await expect(page.getByText('3 on this page only, 1 mismatch', { exact: true })).toBeVisible()
  await app.openFiles.click()
  const found = app.filesDialog.getByRole('region', { name: 'Mismatches', exact: true })
  await expect(found.getByRole('listitem')).toHaveText([
    'MX_a.wavIt is 00:00:01:00 shorter than 00:00:02:00, the length of 2 of 3 tracks.',
  ])
  await page.keyboard.press('Escape')
  await expect(app.openFiles).toBeFocused()
})

test('media are collected with the space shown before, and a session opens whole again', async ({
  page,
  app,
}) => {
  await app.fileInput.setInputFiles([file('DX_a.wav'), file('FX_a.wav')])
  await app.importsDone()
  await app.openFiles.click()
  const storage = app.filesDialog.getByRole('region', { name: 'Storage' })
  await expect(storage).toContainText('2 files (576.1 kB) are on this page only')
  await expect(storage).toContainText(/ free, /)
  await storage.getByRole('button', { name: 'Collect media (576.1 kB)' }).click()
  await expect(storage).toContainText('Every file will be found again on another visit.')
  await expect(app.filesOf('DX_a')).toContainText('Copied')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Saved in this browser')).toBeVisible()

  await page.reload()
  await page
    .getByRole('complementary', { name: 'Recent sessions' })
    .getByRole('button', { name: /2 tracks/ })
    .click()
  await expect(app.trackRows).toHaveCount(2)
  await expect(page.getByText('All files are at hand')).toBeVisible()
})

test('a file that was not kept is named as missing, and can be relinked', async ({ page, app }) => {
  const dialogue = file('DX_a.wav', { seconds: 2 })
  await app.fileInput.setInputFiles([dialogue, file('FX_a.wav')])
  await app.importsDone()
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  await page.reload()
  const recent = page.getByRole('complementary', { name: 'Recent sessions' })
  await recent.getByRole('button', { name: /2 tracks/ }).click()
  const banner = page.getByRole('region', { name: 'Files not at hand' })
  await expect(banner).toContainText('2 files missing: “DX_a.wav”, “FX_a.wav”')
  await expect(app.clip('DX_a')).toHaveAccessibleName(/, missing$/)

  await test.step('meanwhile the session is as it was', async () => {
    await app.chip('Mute, FX_a').click()
    expect(await app.trackNames()).toEqual(['DX_a', 'FX_a'])
  })

  await test.step('axe finds nothing in either', async () => {
    await expectNoViolations(page, 'files not at hand')
    await banner.getByRole('button', { name: 'Relink…' }).click()
    await expectNoViolations(page, 'files to relink')
  })

  await test.step('another file is not taken for it', async () => {
    await app.filesDialog.getByLabel('Relink FX_a.wav').setInputFiles([dialogue])
    await expect(app.errors).toContainText('is not the file that the session knows as “FX_a.wav”')
    await expect(app.filesOf('FX_a')).toContainText('Missing')
  })

  await test.step('the file itself is', async () => {
    await app.filesDialog.getByLabel('Relink DX_a.wav').setInputFiles([dialogue])
    await expect(app.filesOf('DX_a')).toContainText('This page only')
    await page.keyboard.press('Escape')
    await expect(banner).toContainText('1 file missing: “FX_a.wav”')
  })
})

test('the list of files is one track to the Tab key, and the arrows move in it', async ({ page, app }) => {
  await app.fileInput.setInputFiles([file('DX_a.wav'), file('FX_a.wav'), file('MX_a.wav')])
  await app.importsDone()
  await app.openFiles.click()
  const box = (track: string) => app.filesDialog.getByRole('checkbox', { name: `Select ${track}` })
  await box('DX_a').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(box('FX_a')).toBeChecked()
  await page.keyboard.press('Tab')
  await expect(app.filesDialog.getByRole('button', { name: 'Details of FX_a.wav' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Details of MX_a.wav' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(app.filesDialog).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(app.filesDialog.getByRole('combobox', { name: 'Channels of MX_a' })).toBeFocused()
  const inList = app.filesDialog.locator('table :focus')
  await expect(inList).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(inList).toHaveCount(0)
})

test('a session that is deleted asks first and is gone', async ({ page, app }) => {
  await app.fileInput.setInputFiles([file('DX_a.wav')])
  await app.importsDone()
  await app.title.fill('Reel 4')
  await app.title.press('Enter')
  await page.getByRole('button', { name: 'Close session', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  const recent = page.getByRole('complementary', { name: 'Recent sessions' })
  await recent.getByRole('button', { name: 'Delete Reel 4' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete session' }).click()
  await expect(recent.getByText(/^None yet/)).toBeVisible()
})
