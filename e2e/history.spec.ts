import type { Page } from '@playwright/test'
import { expectNoViolationsAtAnySize } from './fixtures/axe.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

const panel = (page: Page) => page.getByRole('region', { name: 'History of the session' })
const steps = (page: Page) => panel(page).getByRole('option')
const current = (page: Page) => panel(page).getByRole('option', { selected: true })
const toggle = (page: Page) => page.getByRole('button', { name: 'History', exact: true })

test.beforeEach(async ({ app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
})

test('every step is named in a list, and walked to by a click', async ({ page, app }) => {
  await app.type('Fader, DX_r01', '-6')
  await app.chip('Mute, FX_r01').click()
  await app.chip('Solo, MX_r01').click()
  await page.keyboard.press('+')
  await toggle(page).click()
  await expect(panel(page)).toBeVisible()
  await expect(steps(page).first()).toHaveAccessibleName('Session as it was opened')
  // What is listened to, and how it is looked at, is no step.
  await expect(steps(page).last()).toHaveAccessibleName('Mute FX_r01')
  await expect(current(page)).toHaveAccessibleName('Mute FX_r01')

  const count = await steps(page).count()
  await steps(page).first().click()
  await expect(app.trackRows).toHaveCount(0)
  await expect(current(page)).toHaveAccessibleName('Session as it was opened')
  await expect(steps(page)).toHaveCount(count)
  await expect(steps(page).last()).toHaveAccessibleName('Mute FX_r01, undone')

  await steps(page).filter({ hasText: 'Fader of DX_r01' }).click()
  await expect(app.trackRows).toHaveCount(3)
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', /[-−]6/)
  await expect(app.chip('Mute, FX_r01')).toHaveAttribute('aria-pressed', 'false')
  await expect(app.chip('Solo, MX_r01')).toHaveAttribute('aria-pressed', 'true')

  await app.chip('Mute, MX_r01').click()
  await expect(steps(page).last()).toHaveAccessibleName('Mute MX_r01')
  await expect(current(page)).toHaveAccessibleName('Mute MX_r01')

  // A value that is looked at, or typed as it is, is no step; and what is typed is what is shown.
  const before = await steps(page).count()
  for (const label of ['Fader, DX_r01', 'Trim, DX_r01']) {
    await app.slider(label).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: `${label}, dB` })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(app.slider(label)).toBeFocused()
  }
  await app.type('Fader, DX_r01', '-6.04')
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuenow', '-6')
  await expect(steps(page)).toHaveCount(before)
})

test('a drag is one step, also when the wheel over another fader comes to rest meanwhile', async ({
  page,
  app,
}) => {
  await toggle(page).click()
  const before = await steps(page).count()
  await app.slider('Fader, DX_r01').hover()
  await page.mouse.wheel(0, 100)
  const box = await app.slider('Fader, FX_r01').boundingBox()
  if (!box) throw new Error('the fader is not in view')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x, y + 10)
  // The wheel rests after 400 ms.
  await page.waitForTimeout(600)
  await page.mouse.move(x, y + 20)
  await page.mouse.up()
  await expect(steps(page)).toHaveCount(before + 2)
})

test('by keys alone: opened, walked, left, and the same after the session is opened again', async ({
  page,
  app,
}) => {
  for (const db of ['-3', '-6', '-9']) await app.type('Fader, DX_r01', db)
  await page.keyboard.press('Shift+Y')
  await expect(panel(page)).toBeVisible()
  const list = panel(page).getByRole('listbox', { name: 'Steps' })
  await expect(list).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  // Walking in the list changes nothing before Enter.
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', /[-−]9/)
  await page.keyboard.press('Enter')
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', /[-−]3/)
  await page.keyboard.press('Control+Shift+Z')
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', /[-−]6/)
  const place = await current(page).getAttribute('aria-posinset')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
  await expect(toggle(page)).toBeFocused()

  await expect(page.getByTitle('Saved in this browser')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: /^Untitled session/ }).click()
  await expect(app.trackRows).toHaveCount(3)
  await page.keyboard.press('Shift+Y')
  await expect(current(page)).toHaveAttribute('aria-posinset', place ?? '')
  await steps(page).last().click()
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', /[-−]9/)
})

test('of a long history only what is in view is drawn, and all of it is there', async ({ page, app }) => {
  test.slow()
  const fader = app.slider('Fader, DX_r01')
  await fader.focus()
  for (let n = 0; n < 150; n++) {
    await page.keyboard.press('m')
  }
  await page.keyboard.press('Shift+Y')
  await expect(steps(page).last()).toHaveAttribute('aria-setsize', /^1[5-9]\d$/)
  expect(await steps(page).count()).toBeLessThan(60)
  await page.keyboard.press('Home')
  await expect(steps(page).first()).toHaveAccessibleName('Session as it was opened')
  await page.keyboard.press('Enter')
  await expect(app.trackRows).toHaveCount(0)
})

test('axe finds nothing in the history', async ({ page, app }) => {
  await app.chip('Mute, FX_r01').click()
  await app.chip('Mute, FX_r01').click()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Shift+Y')
  await expect(panel(page)).toBeVisible()
  await expectNoViolationsAtAnySize(page, 'history')
})
