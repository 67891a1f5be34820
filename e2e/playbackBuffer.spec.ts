import type { Page } from '@playwright/test'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import type { Dubstage } from './pages/dubstage.ts'

const RATE = 48_000

/** What the page asks of the browser for each of its contexts. */
const asked = (page: Page) => page.evaluate(() => (window as unknown as { hints: unknown[] }).hints)

test.beforeEach(async ({ page, app, folder }) => {
  await page.addInitScript(() => {
    const hints: unknown[] = []
    class Noted extends AudioContext {
      constructor(options?: AudioContextOptions) {
        super(options)
        hints.push(options?.latencyHint)
      }
    }
    Object.assign(window, { hints, AudioContext: Noted })
  })
  await page.evaluate(() => localStorage.setItem('dubstage.choices', '{"timeFormat":"samples"}'))
  await page.reload()
  await app.addFiles(Object.values(writeStems(folder.file, 30)))
})

/** The large digits, in samples. */
const counter = (app: Dubstage) => app.topBar.getByRole('button', { name: /^Samples/ })

/**
 * How far the position is from a steady pace, in milliseconds, at every change of the digits for so long: at most nine times in
 * ten. What else the machine does may hold up a few.
 */
async function unsteadiness(app: Dubstage, milliseconds: number): Promise<number> {
  const places = await counter(app).evaluate(
    (element, during) =>
      new Promise<[number, number][]>((resolve) => {
        const seen: [number, number][] = []
        // Told as soon as it is written, which is when it was asked for.
        const observer = new MutationObserver(() =>
          seen.push([performance.now(), Number(element.textContent?.replaceAll(/\D/g, ''))]),
        )
        observer.observe(element, { subtree: true, childList: true, characterData: true })
        setTimeout(() => {
          observer.disconnect()
          resolve(seen)
        }, during)
      }),
    milliseconds,
  )
  const off = places.map(([at, sample]) => (sample / RATE) * 1000 - at).sort((a, b) => a - b)
  const middle = off[Math.floor(off.length / 2)] ?? 0
  const apart = off.map((each) => Math.abs(each - middle)).sort((a, b) => a - b)
  return apart[Math.floor(apart.length * 0.9)] ?? Number.NaN
}

const samplesShown = async (app: Dubstage): Promise<number> =>
  Number((await counter(app).textContent())?.replaceAll(/\D/g, ''))

for (const size of ['short', 'long'] as const) {
  test(`through a ${size} buffer the playhead moves steadily`, async ({ app }) => {
    await app.fromMenu('Monitor', `Use a ${size} playback buffer`)
    await app.play.click()
    await expect.poll(() => samplesShown(app)).toBeGreaterThan(RATE)
    // A block of 1024 samples is 21 ms: a position that moves with the blocks is off by up to half of one, each time it is looked at.
    await expect.poll(() => unsteadiness(app, 2000)).toBeLessThan(5)
  })
}

test('a long playback buffer is taken while it plays, from the same place, and on the next visit', async ({
  page,
  app,
  folder,
}) => {
  await app.play.click()
  await expect.poll(() => samplesShown(app)).toBeGreaterThan(RATE)
  await app.fromMenu('Monitor', 'Use a long playback buffer')
  await expect.poll(() => asked(page)).toEqual(['playback', 0.085])
  expect(await samplesShown(app)).toBeGreaterThan(RATE)
  await expect.poll(() => samplesShown(app)).toBeGreaterThan(3 * RATE)
  await app.play.click()
  await page.reload()
  await app.addFiles(Object.values(writeStems(folder.file, 30)))
  await app.play.click()
  await expect.poll(() => samplesShown(app)).toBeGreaterThan(RATE)
  expect(await asked(page)).toEqual([0.085])
  await app.menuButton.click()
  await app.menu.getByRole('menuitem', { name: 'Monitor' }).hover()
  await expect(
    page.getByRole('menuitemcheckbox', { name: 'Use a long playback buffer', exact: true }),
  ).toBeChecked()
})
