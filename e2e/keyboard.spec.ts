import type { Locator, Page } from '@playwright/test'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { EXPORTED } from './pages/dubstage.ts'

/** Presses Tab until an element has the focus, with a mark that can be seen at every stop on the way. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press(key)
    const stop = page.locator(':focus')
    // Tab also leads out of the page, to the browser's own controls, and back in.
    if ((await stop.count()) === 0) continue
    const mark = await stop.evaluate((element) => {
      const marked = (each: Element | null): boolean => {
        if (!each) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      }
      // An input that lies hidden in its label is marked there.
      return element.matches(':focus-visible') && (marked(element) || marked(element.closest('label')))
    })
    expect
      .soft(mark, `the focus shows on ${await stop.evaluate((element) => element.outerHTML.slice(0, 120))}`)
      .toBe(true)
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('Tab does not lead there')
}

test('from the first screen to a finished export without the mouse', async ({ page, app }) => {
  test.slow()
  await tabTo(page, app.demoButton)
  await page.keyboard.press('Enter')
  await app.demoIsOpen()

  await page.keyboard.press('Shift+E')
  await expect(app.exportDialog).toBeVisible()
  await tabTo(page, app.toDownloads)
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  await page.keyboard.press('Enter')
  await expect(app.backToMix).toBeFocused({ timeout: 30_000 })
  await expect.poll(() => downloads.length).toBe(EXPORTED)
  await page.keyboard.press('Enter')
  await expect(app.exportDialog).toHaveCount(0)
})

test('dialogs take the focus and give it back', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.exportButton.focus()
  await page.keyboard.press('Enter')
  await expect(app.exportDialog).toBeVisible()
  await expect(app.exportDialog.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(app.exportDialog).toHaveCount(0)
  await expect(app.exportButton).toBeFocused()

  await app.slider('Fader, DX_r01').focus()
  await page.keyboard.press('?')
  await expect(app.shortcutsDialog.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(app.slider('Fader, DX_r01')).toBeFocused()

  const close = page.getByRole('button', { name: 'Close session', exact: true })
  await close.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Close this session?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(close).toBeFocused()
})

test('a field that is left by a click leaves the focus to what was clicked', async ({
  page,
  app,
  folder,
}) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.slider('Fader, DX_r01').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Fader, DX_r01, dB' })).toBeFocused()
  await page.keyboard.type('-6')
  await app.title.click()
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', '−6.0 dB')
  await expect(app.title).toBeFocused()

  const name = page.locator('[data-strip-name]').filter({ hasText: 'DX_r01' })
  const typed = page.getByRole('textbox', { name: 'Name of DX_r01' })
  await name.dblclick()
  await typed.fill('DX_new')
  await app.title.click()
  await expect(app.slider('Fader, DX_new')).toBeVisible()
  await expect(app.title).toBeFocused()

  const renamed = page.locator('[data-strip-name]').filter({ hasText: 'DX_new' })
  await renamed.focus()
  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Name of DX_new' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(renamed).toBeFocused()
})

test('the console, the tracks and the history by keys alone', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await tabTo(page, app.slider('Fader, DX_r01'))
  await page.keyboard.press('PageDown')
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', '−1.0 dB')
  await page.keyboard.press('End')
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', /−∞/)
  await page.keyboard.press('Control+z')
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', '−1.0 dB')
  await page.keyboard.press('Home')
  await expect(app.slider('Fader, DX_r01')).toHaveAttribute('aria-valuetext', '0.0 dB')

  // Along the console by strips, with the selected one muted and soloed.
  await page.keyboard.press(']')
  await page.keyboard.press('u')
  await expect(app.chip('Mute, FX_r01')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('s')
  await expect(app.chip('Solo, FX_r01')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('2')
  await expect(app.monitor('M&E')).toHaveAttribute('aria-checked', 'true')

  // A track moves to another stem, and goes away, and comes back.
  await app.stemOf('MX_r01').focus()
  await page.keyboard.press('ArrowUp')
  await expect(app.stemOf('MX_r01')).toHaveValue('fill')
  await app.chip('Mute, FX_r01').focus()
  await page.keyboard.press('Delete')
  await expect(app.trackRows).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(app.trackRows).toHaveCount(3)
})

test('J, K and L shuttle, and step while K is held', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 20)))
  const speed = page.getByRole('status', { name: 'Speed' })
  const frame = async (): Promise<number> => {
    const [, , seconds = 0, frames = 0] = (await app.position()).split(':').map(Number)
    return seconds * 24 + frames
  }
  await app.goTo('01:00:10:00')
  for (const shown of ['', '2×', '4×']) {
    await page.keyboard.press('l')
    await expect(speed).toHaveText(shown)
  }
  await expect(app.play).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(frame).toBeGreaterThan(12 * 24)
  await page.keyboard.press('k')
  await expect(app.play).toHaveAttribute('aria-pressed', 'false')
  await expect(speed).toHaveText('')

  const before = await frame()
  await page.keyboard.press('j')
  await expect(speed).toHaveText('−1×')
  await page.keyboard.press('j')
  await expect(speed).toHaveText('−2×')
  await expect.poll(frame).toBeLessThan(before - 24)
  // Back to the start, where it stops by itself.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(speed).toHaveText('−8×')
  await expect(app.play).toHaveAttribute('aria-pressed', 'false')
  expect(await app.position()).toBe('01:00:00:00')
  await expect(speed).toHaveText('')

  await page.keyboard.down('k')
  await page.keyboard.press('l')
  await page.keyboard.press('l')
  await page.keyboard.press('l')
  await page.keyboard.press('j')
  await page.keyboard.up('k')
  await expect.poll(() => app.position()).toBe('01:00:00:02')
  await expect(app.play).toHaveAttribute('aria-pressed', 'false')
})
