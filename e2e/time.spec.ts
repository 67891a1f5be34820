import { expectNoViolations, expectNoViolationsAtAnySize } from './fixtures/axe.ts'
import { silentFixture, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import type { Dubstage } from './pages/dubstage.ts'

const dialogOf = (app: Dubstage) => app.page.getByRole('dialog', { name: 'Time display' })

/** By keyboard alone: the dialog opens on its button and closes with Escape. */
async function showTimeAs(app: Dubstage, format: string): Promise<void> {
  await app.page.getByRole('button', { name: 'Time display' }).press('Enter')
  const choice = dialogOf(app).getByRole('radio', { name: format, exact: true })
  await choice.focus()
  await choice.press('Space')
  await expect(choice).toHaveAttribute('aria-checked', 'true')
  await app.page.keyboard.press('Escape')
  await expect(dialogOf(app)).toBeHidden()
}

/** The playhead's place as the readout shows it, without the words for those who do not see it. */
const readout = (app: Dubstage) => app.page.getByRole('button', { name: /, type a position$/ })

async function goTo(app: Dubstage, text: string): Promise<void> {
  await app.page.keyboard.press('g')
  const entry = app.page.getByRole('textbox', { name: /^Go to / })
  await entry.fill(text)
  await entry.press('Enter')
}

test.beforeEach(async ({ app, folder }) => {
  await app.addFiles([writeWav(folder.file('DX_a.wav'), silentFixture(20 * 48_000))])
})

test('time is shown and typed in four formats, and stays so', async ({ page, app }) => {
  await test.step('each has its readout, its ruler, and its notation to go to', async () => {
    await goTo(app, '01:00:10:12')
    await expect(readout(app)).toContainText('01:00:10:12')
    await showTimeAs(app, 'Feet+frames')
    await expect(readout(app)).toContainText('0015+12')
    await goTo(app, '7+08')
    await expect(readout(app)).toContainText('0007+08')
    await expect(app.playhead).toHaveAttribute('aria-valuetext', '0007+08')
    await showTimeAs(app, 'Min:Secs')
    await expect(readout(app)).toContainText('0:05.000')
    await goTo(app, '+1.25')
    await expect(readout(app)).toContainText('0:06.250')
    await showTimeAs(app, 'Samples')
    await expect(readout(app)).toContainText('300\u202f000')
    await goTo(app, '48001')
    await expect(readout(app)).toContainText('48\u202f001')
    await expect(app.playhead).toHaveAttribute('aria-valuenow', '48001')
  })

  await test.step('the others are understood where they are unmistakable, and nothing else is', async () => {
    await goTo(app, '01:00:02:00')
    await expect(readout(app)).toContainText('96\u202f000')
    await goTo(app, '0:03.000')
    await expect(readout(app)).toContainText('144\u202f000')
    await goTo(app, '1+16')
    await expect(page.getByRole('textbox', { name: 'Go to samples' })).toHaveAttribute('aria-invalid', 'true')
    await page.keyboard.press('Escape')
  })

  await test.step('a place after the end is said to be', async () => {
    await goTo(app, '01:00:30:00')
    await expect(app.notices).toContainText('after the end of the programme')
    await expect(readout(app)).toContainText('960\u202f000')
  })

  await test.step('rulers and format are there on the next visit', async () => {
    await page.getByRole('button', { name: 'Time display' }).click()
    await dialogOf(app).getByRole('checkbox', { name: 'Timecode' }).check()
    await dialogOf(app).getByRole('checkbox', { name: 'Feet+frames' }).check()
    await page.keyboard.press('Escape')
    const rulers = app.playhead.locator('[data-ruler]')
    await expect(rulers).toHaveCount(3)
    await expect(rulers.nth(1)).toContainText('01:00:05:00')
    await expect(rulers.nth(2)).toContainText('0010+00')
    await expect(page.getByText('Saved in this browser')).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: /^Untitled session/ }).click()
    await expect(rulers).toHaveCount(3)
    await expect(readout(app)).toHaveAccessibleName(/^Samples /)
  })
})

test('clips are placed in any format, and nudged by less than a frame', async ({ page, app }) => {
  await app.clip('DX_a').click()
  const start = app.clipField('Clip start')
  await start.fill('3+00')
  await start.press('Enter')
  await expect(start).toHaveValue('01:00:02:00')
  await start.fill('1:00 +7')
  await start.press('Enter')
  await expect(start).toHaveValue('01:00:01:00 +7')

  await showTimeAs(app, 'Samples')
  await expect(start).toHaveValue('48\u202f007')
  await app.clip('DX_a').focus()
  for (const key of [':', ':', ';', '.', ',', '.']) await page.keyboard.press(key)
  // Two and back one hundredth of a frame, and a frame.
  await expect(start).toHaveValue('50\u202f027')

  await page.getByRole('button', { name: 'Time display' }).click()
  await dialogOf(app).getByRole('combobox', { name: 'Nudge by' }).selectOption('¼ frame')
  await page.keyboard.press('Escape')
  await app.clip('DX_a').focus()
  await page.keyboard.press('.')
  await expect(start).toHaveValue('50\u202f527')
  for (let steps = 0; steps < 9; steps++) await page.keyboard.press('Control+z')
  await expect(start).toHaveValue('0')
  await expect(readout(app)).toHaveAccessibleName(/^Samples /)
})

test('frame rate and start timecode are changed while nothing moves, over midnight too', async ({
  page,
  app,
}) => {
  await goTo(app, '01:00:10:00')
  await page.getByRole('button', { name: 'Session…' }).click()
  await page.getByRole('button', { name: 'Session settings…' }).click()
  const settings = page.getByRole('dialog', { name: 'Session settings' })
  await expect(settings).toContainText('48 kHz, Stereo: fixed')
  const start = settings.getByRole('textbox', { name: 'Start timecode' })
  await expect(start).toHaveValue('01:00:00:00')
  await settings.getByRole('combobox', { name: 'Frame rate' }).selectOption('29.97 fps DF')
  for (const refused of ['24:00:00:00', '23:59:00;01', 'tomorrow']) {
    await start.fill(refused)
    await start.press('Enter')
    await expect(settings).toContainText('Not a timecode at 29.97 fps DF')
  }
  await start.fill('23:59:50;00')
  await start.press('Enter')
  await expect(settings.getByText('Not a timecode')).toHaveCount(0)
  await expectNoViolations(page, 'session settings')
  await page.keyboard.press('Escape')

  // Drop-frame counts 299.7 frames in 10 s of clock: the one that sounds there is the 300th but one.
  await expect(readout(app)).toContainText('23:59:59;29')
  await expect(app.playhead).toHaveAttribute('aria-valuenow', '480000')
  await goTo(app, '00:00:05;00')
  await expect(readout(app)).toContainText('00:00:05;00')
  for (let steps = 0; steps < 2; steps++) await page.keyboard.press('Control+z')
  await expect(app.fact('Frame rate')).toHaveValue('24 fps')
  await expect(readout(app)).toContainText('01:00:15:00')
})

test('axe finds nothing in four rulers and their dialog', async ({ page, app }) => {
  await page.getByRole('button', { name: 'Time display' }).click()
  for (const format of ['Feet+frames', 'Min:Secs', 'Samples'])
    await dialogOf(app).getByRole('checkbox', { name: format }).check()
  await expectNoViolationsAtAnySize(page, 'how time is shown')
  await page.keyboard.press('Escape')
  await expect(app.playhead.locator('[data-ruler]')).toHaveCount(4)
  await expectNoViolationsAtAnySize(page, 'four rulers')
})
