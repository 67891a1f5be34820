import type { Page } from '@playwright/test'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import type { Dubstage } from './pages/dubstage.ts'

const FPS = 24
const SECONDS = 6

/** Picture frames since the start of the programme, which is at one hour. */
function framesOf(timecode: string): number {
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = timecode.split(':').map(Number)
  return (((hours - 1) * 60 + minutes) * 60 + seconds) * FPS + frames
}

/** What the timecode shows, at every frame of the screen for so long. */
async function watchTimecode(page: Page, app: Dubstage, milliseconds: number): Promise<number[]> {
  const shown = await app.timecode.evaluate(
    (element, until) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = []
        const end = performance.now() + until
        const look = () => {
          seen.push(/\d\d:\d\d:\d\d:\d\d/.exec(element.textContent ?? '')?.[0] ?? '')
          if (performance.now() < end) requestAnimationFrame(look)
          else resolve(seen)
        }
        look()
      }),
    milliseconds,
  )
  expect(page.isClosed()).toBe(false)
  return shown.map(framesOf)
}

test.beforeEach(async ({ app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, SECONDS)))
})

test('plays, stops where it is, and plays on from there', async ({ page, app }) => {
  await page.keyboard.press('Space')
  await expect.poll(async () => framesOf(await app.position())).toBeGreaterThan(FPS)
  await page.keyboard.press('Space')
  await expect(app.play).toHaveAttribute('aria-pressed', 'false')
  // The fade and the answer of the audio thread.
  await page.waitForTimeout(200)
  const stopped = framesOf(await app.position())
  const after = await watchTimecode(page, app, 400)
  expect(new Set(after)).toEqual(new Set([stopped]))

  await page.keyboard.press('Space')
  const on = await watchTimecode(page, app, 600)
  expect(on.every((frame) => frame >= stopped)).toBe(true)
  expect(on.at(-1)).toBeGreaterThan(stopped)
  await page.keyboard.press('Space')
})

test('goes to a typed timecode, steps frames, and to both ends', async ({ page, app }) => {
  await app.goTo('01:00:02:12')
  await page.getByRole('main').click({ position: { x: 2, y: 2 } })
  await app.goTo('01:00:04:00')
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => app.position()).toBe('01:00:04:01')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => app.position()).toBe('01:00:03:23')
  await page.keyboard.press('End')
  await expect.poll(() => app.position()).toBe('01:00:06:00')
  await page.keyboard.press('Home')
  await expect.poll(() => app.position()).toBe('01:00:00:00')

  await page.keyboard.press('g')
  const entry = page.getByRole('textbox', { name: 'Go to timecode' })
  await entry.fill('01:00:02:24')
  await entry.press('Enter')
  await expect(entry).toHaveAttribute('aria-invalid', 'true')
  await entry.press('Escape')
  expect(await app.position()).toBe('01:00:00:00')
  // Space plays, as before the field was opened; where its button was pressed, that has the focus again.
  await page.keyboard.press('Space')
  await expect(app.play).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Space')
  await app.timecode.press('Enter')
  await entry.press('Escape')
  await expect(app.timecode).toBeFocused()
})

test('a loop of one second wraps, and never leaves its second', async ({ page, app }) => {
  await page.keyboard.press('Control+Shift+L')
  await expect(app.loop).toHaveAttribute('aria-pressed', 'true')
  await app.slider('Loop start').focus()
  for (let second = 0; second < 2; second++) await page.keyboard.press('PageUp')
  await app.slider('Loop end').focus()
  for (let second = 0; second < 3; second++) await page.keyboard.press('PageDown')
  await expect(app.slider('Loop start')).toHaveAttribute('aria-valuetext', '01:00:02:00')
  await expect(app.slider('Loop end')).toHaveAttribute('aria-valuetext', '01:00:03:00')

  await app.goTo('01:00:02:00')
  await app.play.click()
  await expect.poll(async () => framesOf(await app.position())).toBeGreaterThan(2 * FPS)
  const seen = await watchTimecode(page, app, 3500)
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(2 * FPS)
  expect(Math.max(...seen)).toBeLessThan(3 * FPS)
  const wraps = seen.filter((frame, index) => frame < (seen[index - 1] ?? 0)).length
  expect(wraps).toBeGreaterThanOrEqual(3)
  await app.play.click()
})

test('stops at the end of the programme', async ({ page, app }) => {
  await page.getByRole('button', { name: 'Go to start' }).click()
  await app.playToEnd()
  await expect.poll(() => app.position()).toBe('01:00:06:00')

  await test.step('and plays again from the start', async () => {
    await page.keyboard.press('Space')
    await expect.poll(async () => framesOf(await app.position())).toBeLessThan(3 * FPS)
    await page.keyboard.press('Space')
  })
})

/** In ten seconds there are 470 blocks: a mix that is too slow for the device misses hundreds. */
const STARVED_BY_OTHERS = 5

test('ten seconds of the demo reel play without a dropout', async ({ app }) => {
  test.slow()
  await app.open()
  await app.openDemo()
  await app.importsDone()
  const ofTheDevice: number[] = []
  for (let attempt = 1; attempt <= 3; attempt++) {
    const before = await app.shownDropouts()
    await app.goTo('01:00:10:00')
    await app.play.click()
    await expect.poll(async () => framesOf(await app.position())).toBeGreaterThan(20 * FPS)
    await app.play.click()
    const after = await app.shownDropouts()
    expect(after.disk, 'dropouts in reading files').toBe(0)
    ofTheDevice.push(after.device - before.device)
    if (after.device === before.device) break
  }
  // Whatever else the machine does can starve its sound device for a moment: that is shown, and is no fault of the page.
  console.log(`  dropouts at the sound device, at each attempt: ${ofTheDevice.join(', ')}`)
  expect(Math.min(...ofTheDevice)).toBeLessThanOrEqual(STARVED_BY_OTHERS)
})
