import type { Locator, Page } from '@playwright/test'
import { expectNoViolationsAtAnySize } from './fixtures/axe.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

/** Drags from a place on an element, given in parts of its width and height, by pixels. */
async function drag(
  page: Page,
  element: Locator,
  from: { readonly x: number; readonly y: number },
  by: { readonly x: number; readonly y?: number },
  { drop = true } = {},
): Promise<void> {
  const box = await element.boundingBox()
  if (!box) throw new Error('not to be seen')
  const [x, y] = [box.x + from.x, box.y + from.y]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by.x / 2, y + (by.y ?? 0) / 2)
  await page.mouse.move(x + by.x, y + (by.y ?? 0), { steps: 3 })
  if (drop) await page.mouse.up()
}

const samplesOf = async (field: Locator): Promise<number> =>
  Number((await field.inputValue()).replace(/\D/g, ''))

test.beforeEach(async ({ app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 4)))
})

test('clips are selected by click, with Control, with Shift and by a box', async ({ page, app }) => {
  const [dx, fx, mx] = [app.clip('DX_r01'), app.clip('FX_r01'), app.clip('MX_r01')]
  await expect(dx).toHaveAttribute('aria-selected', 'false')
  await dx.click()
  await expect(dx).toHaveAttribute('aria-selected', 'true')
  await expect(dx).toHaveAccessibleName('DX_r01, 01:00:00:00 to 01:00:04:00')
  await fx.click({ modifiers: ['Control'] })
  await expect(dx).toHaveAttribute('aria-selected', 'true')
  await expect(fx).toHaveAttribute('aria-selected', 'true')
  await dx.click({ modifiers: ['Control'] })
  await expect(dx).toHaveAttribute('aria-selected', 'false')
  await dx.click()
  await mx.click({ modifiers: ['Shift'] })
  for (const clip of [dx, fx, mx]) await expect(clip).toHaveAttribute('aria-selected', 'true')

  await test.step('a press on an empty lane selects none, a box what it touches', async () => {
    const lane = page.getByRole('listbox', { name: 'Clips of FX_r01' })
    const box = await lane.boundingBox()
    if (!box) throw new Error('no lane')
    await page.mouse.click(box.x + box.width - 3, box.y + 10)
    for (const clip of [dx, fx, mx]) await expect(clip).toHaveAttribute('aria-selected', 'false')
    await drag(page, lane, { x: box.width - 3, y: 8 }, { x: -60, y: -box.height })
    await expect(dx).toHaveAttribute('aria-selected', 'true')
    await expect(fx).toHaveAttribute('aria-selected', 'true')
    await expect(mx).toHaveAttribute('aria-selected', 'false')
  })
})

test('clips are moved, trimmed, slipped and faded by dragging, each as one step', async ({ page, app }) => {
  const dx = app.clip('DX_r01')
  const start = app.clipField('Clip start')
  await app.goTo('01:00:01:00')
  await drag(page, dx, { x: 100, y: 20 }, { x: 120 })
  await expect(start).toHaveValue(/^01:00:00:\d\d$/)
  await expect(start).not.toHaveValue('01:00:00:00')
  const moved = await start.inputValue()

  await test.step('Escape while dragging leaves it where it was', async () => {
    await drag(page, dx, { x: 100, y: 20 }, { x: 90 }, { drop: false })
    await expect(dx).not.toHaveAccessibleName(new RegExp(`^DX_r01, ${moved}`))
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect(start).toHaveValue(moved)
  })
  await page.keyboard.press('Control+z')
  await expect(start).toHaveValue('01:00:00:00')

  await test.step('the end is trimmed and goes no further than the file', async () => {
    const box = await dx.boundingBox()
    await drag(page, dx, { x: (box?.width ?? 0) - 2, y: 28 }, { x: -200 })
    await expect(app.clipField('Clip end')).not.toHaveValue('01:00:04:00')
    const shorter = await dx.boundingBox()
    await drag(page, dx, { x: (shorter?.width ?? 0) - 2, y: 28 }, { x: 400 })
    await expect(app.clipField('Clip end')).toHaveValue('01:00:04:00')
  })

  await test.step('with Alt the content moves under edges that stay', async () => {
    await drag(page, dx, { x: 2, y: 28 }, { x: 150 })
    const [from, begins] = [app.clipField('Begins in file at'), await start.inputValue()]
    const before = await samplesOf(from)
    expect(before).toBeGreaterThan(0)
    await page.keyboard.down('Alt')
    await drag(page, dx, { x: 100, y: 28 }, { x: 40 })
    await page.keyboard.up('Alt')
    await expect.poll(() => samplesOf(from)).toBeLessThan(before)
    await expect(start).toHaveValue(begins)
  })

  await test.step('the top corners are fades', async () => {
    await drag(page, dx, { x: 1, y: 3 }, { x: 80 })
    await expect.poll(() => samplesOf(app.clipField('Fade in, samples'))).toBeGreaterThan(1000)
    await app.clipField('Fade in, samples').fill('250 ms')
    await page.keyboard.press('Enter')
    await app.clipField('Fade in curve').selectOption('Exponential')
    await expect(app.clipField('Fade in, samples')).toHaveValue(/^12.?000$/)
    await app.clipField('Fade in, samples').fill('soon')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Not a length')).toBeVisible()
    await app.clipField('Fade in, samples').fill('0.25 s')
    await page.keyboard.press('Enter')
    await expect(app.clipField('Fade in, samples')).toHaveValue(/^12.?000$/)
    await expect(page.getByText('Not a length')).toHaveCount(0)
  })
})

test('to another track of the same width, and onto another clip', async ({ page, app }) => {
  await app.clip('DX_r01').click()
  const rows = await app.clipsOf('FX_r01').boundingBox()
  const from = await app.clip('DX_r01').boundingBox()
  if (!rows || !from) throw new Error('no rows')
  await drag(page, app.clip('DX_r01'), { x: 200, y: 20 }, { x: 300, y: rows.y - from.y })
  await expect(app.clipsOf('DX_r01')).toHaveCount(0)
  await expect(app.clipsOf('FX_r01')).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(app.clipsOf('DX_r01')).toHaveCount(1)

  await page.getByRole('combobox', { name: 'Overlaps' }).selectOption('Crossfade')
  await drag(page, app.clip('DX_r01'), { x: 200, y: 20 }, { x: 300, y: rows.y - from.y })
  await expect.poll(() => samplesOf(app.clipField('Fade in, samples'))).toBeGreaterThan(1000)
})

test('a clip that goes with the focus on it is not drawn any more', async ({ page, app }) => {
  const lane = page.getByRole('listbox', { name: 'Clips of DX_r01' })
  const picture = () =>
    lane.evaluate(async (list) => {
      for (let n = 0; n < 3; n++) await new Promise((resolve) => requestAnimationFrame(resolve))
      const canvas = list.parentElement?.querySelector('canvas')
      return canvas?.toDataURL()
    })
  await page.mouse.move(2, 2)
  await app.goTo('01:00:01:00')
  for (const key of ['c', 'b', 'c']) await page.keyboard.press(key)
  await expect(app.clipsOf('DX_r01').nth(1)).toBeFocused()
  const before = await picture()
  await page.keyboard.press('Delete')
  await expect(app.clipsOf('DX_r01')).toHaveCount(1)
  const after = await picture()
  expect(after === before).toBe(false)
  // Drawn anew, it is the same.
  for (const key of ['}', '{']) await page.keyboard.press(key)
  expect((await picture()) === after).toBe(true)
  expect(after).toMatch(/^data:image/)
})

test('a reel is cut with the keyboard alone', async ({ page, app }) => {
  await app.goTo('01:00:01:00')
  await page.keyboard.press('c')
  await expect(app.clip('DX_r01')).toBeFocused()
  await expect(app.clip('DX_r01')).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('b')
  await expect(app.clipsOf('DX_r01')).toHaveCount(2)
  await page.keyboard.press('c')
  await expect(app.clipsOf('DX_r01').nth(1)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(app.clipsOf('DX_r01').nth(0)).toBeFocused()
  await expect(app.clipsOf('DX_r01').nth(1)).toHaveAttribute('aria-selected', 'false')
  await page.keyboard.press('ArrowRight')

  await page.keyboard.press('.')
  await expect(app.clipsOf('DX_r01').nth(1)).toHaveAccessibleName(/^DX_r01, 01:00:01:01 to 01:00:04:01/)
  await page.keyboard.press('Shift+M')
  await expect(app.clipsOf('DX_r01').nth(1)).toHaveAccessibleName(/, muted$/)
  await page.keyboard.press('Shift+L')
  await page.keyboard.press('Delete')
  await expect(app.notices).toContainText('The clip is locked')
  await expect(app.clipsOf('DX_r01')).toHaveCount(2)
  await page.keyboard.press('Shift+L')

  await page.keyboard.press('Control+c')
  await app.goTo('01:00:04:01')
  await page.keyboard.press('Control+v')
  await expect(app.clipsOf('DX_r01')).toHaveCount(3)
  await page.keyboard.press('c')
  await page.keyboard.press('Delete')
  await expect(app.clipsOf('DX_r01')).toHaveCount(2)

  await page.keyboard.press('c')
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+Delete')
  await expect(app.clipsOf('DX_r01')).toHaveCount(1)
  await expect(app.clipsOf('DX_r01')).toHaveAccessibleName(/^DX_r01, 01:00:00:01 /)

  await page.keyboard.press('c')
  await page.keyboard.press('Shift+PageDown')
  await expect(app.clipsOf('DX_r01')).toHaveCount(0)
  await expect(app.clip('DX_r01')).toBeFocused()
  for (let step = 0; step < 9; step++) await page.keyboard.press('Control+z')
  await expect(app.clipsOf('DX_r01')).toHaveCount(1)
  await expect(app.clip('DX_r01')).toHaveAccessibleName('DX_r01, 01:00:00:00 to 01:00:04:00')
})

test('what is typed is for the clip that was selected, and for no other', async ({ app, page }) => {
  await app.clip('DX_r01').click()
  await app.clipField('Clip gain, dB').fill('12')
  await app.clip('FX_r01').click({ position: { x: 60, y: 30 } })
  await expect(app.clipField('Clip gain, dB')).toHaveValue('0.0')
  await expect(app.clip('DX_r01')).toHaveAccessibleName(/, \+12\.0 dB$/)
  await expect(app.clip('FX_r01')).not.toHaveAccessibleName(/dB/)
  await app.clipField('Clip gain, dB').fill('6')
  await page.keyboard.press('Enter')
  await app.clip('MX_r01').click()
  await expect(app.clip('FX_r01')).toHaveAccessibleName(/, \+6\.0 dB$/)
  await expect(app.clip('MX_r01')).not.toHaveAccessibleName(/dB/)
})

test('clips are cross-faded by number, joined, and parted by silence', async ({ page, app }) => {
  await app.goTo('01:00:02:00')
  await page.keyboard.press('c')
  await page.keyboard.press('b')
  await page.keyboard.press('Control+a')
  await app.clipField('Crossfade, samples').fill('4800')
  await page.keyboard.press('Enter')
  await expect(app.clipsOf('DX_r01').nth(0)).toHaveAccessibleName(/to 01:00:02:01/)
  await app.clipField('Crossfade curve').selectOption('Equal gain')
  await expect(app.clipField('Crossfade, samples')).toHaveValue(/^4.?800$/)
  await app.clipsOf('DX_r01').nth(0).focus()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')

  await page.keyboard.press('Control+a')
  await page.keyboard.press('Shift+J')
  await expect(app.clipsOf('DX_r01')).toHaveCount(1)

  await page.keyboard.press('Control+Shift+L')
  await page.keyboard.press('c')
  await page.keyboard.press('Shift+S')
  await expect(app.clip('DX_r01')).toHaveAccessibleName('DX_r01, 01:00:04:00 to 01:00:08:00')
  await expect(app.clip('FX_r01')).toHaveAccessibleName('FX_r01, 01:00:00:00 to 01:00:04:00')
})

test('axe finds nothing while clips are edited', async ({ page, app }) => {
  await app.clip('DX_r01').click()
  await app.clipField('Fade in, samples').fill('24000')
  await page.keyboard.press('Enter')
  await expectNoViolationsAtAnySize(page, 'one clip')
  await app.clipField('Fade out, samples').fill('999999')
  await page.keyboard.press('Enter')
  await app.clip('FX_r01').click({ modifiers: ['Shift'] })
  await page.keyboard.press('Shift+M')
  await expectNoViolationsAtAnySize(page, 'two muted clips')
  await page.keyboard.press('Delete')
  await expect(app.clipsOf('DX_r01')).toHaveCount(0)
  await expectNoViolationsAtAnySize(page, 'empty tracks')
})
