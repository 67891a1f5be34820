import type { Locator, Page } from '@playwright/test'
import { noise } from '../src/testing/signals.ts'
import { expectNoViolationsAtAnySize } from './fixtures/axe.ts'
import { RATE, writeStems, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

const lane = (page: Page, track: string): Locator =>
  page.getByRole('treegrid', { name: 'Tracks' }).getByRole('row', { name: track, exact: true })
const stemRow = (page: Page, stem: string): Locator =>
  page.getByRole('treegrid', { name: 'Tracks' }).getByRole('row', { name: new RegExp(`^${stem}, `) })
const overview = (page: Page): Locator =>
  page.getByRole('scrollbar', { name: 'Part of the programme in view' })
const span = (page: Page): Locator => page.getByTitle('Time in view')
const height = async (row: Locator): Promise<number> => (await row.boundingBox())?.height ?? 0

async function boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await element.boundingBox()
  if (!box) throw new Error('not to be seen')
  return box
}
async function pull(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await page.mouse.move(...from)
  await page.mouse.down()
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)
  await page.mouse.move(...to, { steps: 3 })
}

// One of the longest files, and nearly the last by name: its tests go to whichever worker is free.
test.describe.configure({ mode: 'parallel' })

test.describe('with three stems', () => {
  test.beforeEach(async ({ app, folder }) => {
    await app.addFiles(Object.values(writeStems(folder.file, 8)))
  })

  test('the wheel zooms about the pointer and scrolls in time, keys do it too', async ({ page, app }) => {
    const box = await boxOf(app.clipsOf('FX_r01'))
    await expect(span(page)).toHaveText('8.15 s')
    await page.mouse.move(box.x + box.width / 2, box.y + 20)
    await page.keyboard.down('Control')
    for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -240)
    await page.keyboard.up('Control')
    await expect(span(page)).toHaveText('0.51 s')
    // The middle of the programme is in the middle still.
    await expect(overview(page)).toHaveAttribute('aria-valuenow', /^(49|50|51)$/)
    const middle = await overview(page).getAttribute('aria-valuenow')

    await page.keyboard.down('Shift')
    await page.mouse.wheel(0, 400)
    await page.keyboard.up('Shift')
    await expect(overview(page)).not.toHaveAttribute('aria-valuenow', middle ?? '')
    await page.mouse.wheel(-400, 0)
    await expect(overview(page)).toHaveAttribute('aria-valuenow', middle ?? '')

    await page.keyboard.press('PageDown')
    await expect(overview(page)).toHaveAttribute('aria-valuenow', /^5[5-9]$/)
    await page.keyboard.press('PageUp')
    await expect(overview(page)).toHaveAttribute('aria-valuenow', middle ?? '')
    await page.keyboard.press('Shift+Z')
    await expect(span(page)).toHaveText('8.15 s')
    await page.keyboard.press('x')
    await expect(span(page)).toHaveText(/^\d+\.\d ms$/)
    await expect(page.getByRole('button', { name: 'Zoom out' })).toBeEnabled()
  })

  test('the playhead is followed by pages, continuously, or not, and not once the view is scrolled', async ({
    page,
    app,
  }) => {
    const mode = page.getByRole('combobox', { name: 'Follow the playhead' })
    const place = async (): Promise<number> => Number(await overview(page).getAttribute('aria-valuenow'))
    await expect(mode).toHaveValue('page')
    await app.goTo('01:00:02:00')
    await page.keyboard.press('f')
    await expect(mode).toHaveValue('continuous')
    for (let turn = 0; turn < 3; turn++) await page.keyboard.press('+')
    const before = await place()
    await app.play.click()
    await expect.poll(place).toBeGreaterThan(before + 3)

    await test.step('a scroll by hand holds the view until the next start', async () => {
      await overview(page).focus()
      await page.keyboard.press('Home')
      await page.waitForTimeout(300)
      expect(await place()).toBe(0)
      await app.play.click()
      await app.play.click()
      await expect.poll(place).toBeGreaterThan(before)
      await app.play.click()
    })

    await test.step('off: the view stays', async () => {
      await mode.selectOption('Do not follow')
      await app.goTo('01:00:01:00')
      for (let turn = 0; turn < 3; turn++) await page.keyboard.press('+')
      const there = await place()
      await app.play.click()
      await page.waitForTimeout(900)
      expect(await place()).toBe(there)
      await app.play.click()
    })
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Start a session' })).toBeVisible()
    await page
      .getByRole('button', { name: /Untitled session/ })
      .first()
      .click()
    await expect(mode).toHaveValue('off')
  })

  test('tracks are made higher by dragging, by keys and all together, and stay so', async ({ page, app }) => {
    const [dx, fx] = [lane(page, 'DX_r01'), lane(page, 'FX_r01')]
    const head = await boxOf(dx)
    await pull(page, [head.x + 60, head.y + head.height - 2], [head.x + 60, head.y + 49])
    await page.mouse.up()
    await expect.poll(() => height(dx)).toBeWithin(2, 50)
    expect(await height(fx)).toBeGreaterThan(60)

    await dx.focus()
    await page.keyboard.press('Enter')
    const low = await height(dx)
    await page.keyboard.press('Control+ArrowDown')
    await expect.poll(() => height(dx)).toBeWithin(1, low + 12)
    await page.keyboard.press('Control+ArrowUp')
    await page.keyboard.press('Control+ArrowUp')
    await page.keyboard.press('Control+ArrowUp')
    await expect.poll(() => height(dx), 'no lower than its head').toBe(36)
    await page.keyboard.press('h')
    await expect.poll(() => height(dx)).toBe(72)

    await page.keyboard.down('Alt')
    const now = await boxOf(dx)
    await pull(page, [now.x + 60, now.y + 71], [now.x + 60, now.y + 101])
    await page.mouse.up()
    await page.keyboard.up('Alt')
    for (const row of [dx, fx]) await expect.poll(() => height(row)).toBeWithin(2, 102)

    await page.getByRole('combobox', { name: 'Track heights' }).selectOption('All small')
    for (const row of [dx, fx]) await expect.poll(() => height(row)).toBe(36)

    await app.slider('Fader, DX_r01').focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Control+z')
    expect(await height(dx), 'is not undone').toBe(36)
    await expect(page.getByText('Saved in this browser')).toBeVisible()
    await page.reload()
    await page
      .getByRole('button', { name: /Untitled session/ })
      .first()
      .click()
    await expect.poll(() => height(lane(page, 'DX_r01'))).toBe(36)
  })

  test('tracks are reordered by their heads and by keys, and the console follows', async ({ page, app }) => {
    const strips = (): Promise<(string | null)[]> =>
      page
        .getByRole('region', { name: 'Console' })
        .getByRole('slider', { name: /^Fader, .X_r01$/ })
        .evaluateAll((faders) => faders.map((fader) => fader.getAttribute('aria-label')))
    const [dx, fx] = [await boxOf(lane(page, 'DX_r01')), await boxOf(lane(page, 'FX_r01'))]
    await pull(page, [dx.x + 60, dx.y + dx.height / 2], [fx.x + 60, fx.y + fx.height - 8])
    await page.mouse.up()
    await expect(app.stemOf('DX_r01')).toHaveValue('effects')
    expect(await app.trackNames()).toEqual(['FX_r01', 'DX_r01', 'MX_r01'])
    expect(await strips()).toEqual(['Fader, FX_r01', 'Fader, DX_r01', 'Fader, MX_r01'])

    await lane(page, 'DX_r01').focus()
    await page.keyboard.press('Alt+ArrowUp')
    expect(await app.trackNames()).toEqual(['DX_r01', 'FX_r01', 'MX_r01'])
    await expect(lane(page, 'DX_r01')).toBeFocused()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(app.stemOf('DX_r01')).toHaveValue('dialogue')
    await expect(lane(page, 'DX_r01')).toBeFocused()
    for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
    await expect(app.stemOf('DX_r01')).toHaveValue('dialogue')

    await test.step('Escape leaves a drag without a trace', async () => {
      await pull(page, [dx.x + 60, dx.y + dx.height / 2], [fx.x + 60, fx.y + fx.height - 8])
      await page.keyboard.press('Escape')
      await page.mouse.up()
      await expect(app.stemOf('DX_r01')).toHaveValue('dialogue')
    })
  })

  test('hidden tracks, folded stems, the loop and choices are as they were on the next visit', async ({
    page,
    app,
  }) => {
    const hidden = page.getByRole('region', { name: 'Hidden tracks' })
    await app.clip('FX_r01').click()
    await page.keyboard.press('Shift+V')
    await expect(lane(page, 'FX_r01')).toHaveCount(0)
    await expect(hidden).toContainText('1 track hidden, still heard')
    await expect(page.getByRole('region', { name: 'Selected clips' })).toHaveCount(0)
    await expect(app.slider('Fader, FX_r01')).toBeVisible()
    await page.getByRole('button', { name: 'Hide DX_r01' }).press('Enter')
    await expect(hidden).toContainText('2 tracks hidden')
    await expect(lane(page, 'MX_r01')).toBeFocused()
    await stemRow(page, 'Music').focus()
    await page.keyboard.press('ArrowLeft')
    await expect(stemRow(page, 'Music')).toHaveAttribute('aria-expanded', 'false')

    await app.slider('Fader, FX_r01').focus()
    await page.keyboard.press('ArrowUp')
    const overlaps = page.getByRole('combobox', { name: 'Overlaps' })
    await overlaps.selectOption('Crossfade')
    await app.goTo('01:00:01:00')
    await page.keyboard.press('t')
    await expect(app.loop).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByText('Saved in this browser')).toBeVisible()
    await page.reload()
    await page
      .getByRole('button', { name: /Untitled session/ })
      .first()
      .click()
    await expect(overlaps).toHaveValue('crossfade')
    await expect(app.loop).toHaveAttribute('aria-pressed', 'true')
    await expect(app.slider('Loop start')).toHaveAttribute('aria-valuetext', '01:00:01:00')
    await expect(hidden).toContainText('2 tracks hidden')
    await expect(stemRow(page, 'Music')).toHaveAttribute('aria-expanded', 'false')
    await hidden.getByRole('button', { name: 'Show FX_r01' }).click()
    await expect(lane(page, 'FX_r01')).toBeVisible()
    await page.keyboard.press('Shift+A')
    await expect(hidden).toHaveCount(0)
    await expect(lane(page, 'DX_r01')).toBeVisible()
  })

  test('the lanes scroll while something is dragged at their edge', async ({ page, app }) => {
    const list = await boxOf(page.getByRole('listbox', { name: 'Clips of DX_r01' }))
    const place = async (): Promise<number> => Number(await overview(page).getAttribute('aria-valuenow'))
    for (let turn = 0; turn < 4; turn++) await page.keyboard.press('+')
    await overview(page).focus()
    await page.keyboard.press('Home')

    await test.step('a clip', async () => {
      await page.getByRole('combobox', { name: 'Snap to' }).selectOption('Second')
      await pull(page, [list.x + 300, list.y + 30], [list.x + list.width - 4, list.y + 30])
      await expect.poll(place).toBeGreaterThan(20)
      await page.mouse.move(list.x + list.width / 2, list.y + 30)
      await page.mouse.up()
      await expect(app.clip('DX_r01')).toHaveAccessibleName(/^DX_r01, 01:00:(0[2-9]|[1-5]\d):00 to /)
      await page.keyboard.press('Control+z')
    })
    await test.step('a box around clips', async () => {
      await overview(page).focus()
      await page.keyboard.press('Home')
      await app.clip('DX_r01').click({ position: { x: 60, y: 30 } })
      await page.keyboard.press('Delete')
      await pull(page, [list.x + 300, list.y + 30], [list.x + list.width - 2, list.y + 40])
      await expect.poll(place).toBeGreaterThan(60)
      await page.mouse.up()
    })
    await test.step('the loop', async () => {
      const row = await boxOf(page.getByText('Loop', { exact: true }).last())
      await pull(page, [list.x + 300, row.y + 10], [list.x + 2, row.y + 10])
      await expect.poll(place).toBe(0)
      await page.mouse.up()
      await expect(page.getByRole('slider', { name: 'Loop start' })).toHaveAttribute('aria-valuenow', '0')
    })
  })

  test('clip gain is dragged, finely with Shift, put back, and changed by keys', async ({ page, app }) => {
    const dx = app.clip('DX_r01')
    await dx.click()
    const box = await boxOf(dx)
    const grip = [box.x + 26, box.y + box.height - 7] as const
    await pull(page, grip, [grip[0], grip[1] - 30])
    await expect(dx).toHaveAccessibleName(/, \+6\.0 dB$/)
    await page.keyboard.down('Shift')
    await page.mouse.move(grip[0], grip[1] - 50)
    await expect(dx).toHaveAccessibleName(/, \+6\.4 dB$/)
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect(app.clipField('Clip gain, dB')).toHaveValue('+6.4')
    await page.mouse.dblclick(...grip)
    await expect(dx).toHaveAccessibleName(/01:00:08:00$/)
    await page.keyboard.press('Control+z')
    await expect(dx).toHaveAccessibleName(/, \+6\.4 dB$/)

    await dx.focus()
    await page.keyboard.press('Control+Shift+ArrowDown')
    await expect(dx).toHaveAccessibleName(/, \+5\.9 dB$/)
    await app.clip('FX_r01').click({ modifiers: ['Control'], position: { x: 80, y: 30 } })
    await page.keyboard.press('Control+Shift+ArrowUp')
    await expect(dx).toHaveAccessibleName(/, \+6\.4 dB$/)
    await expect(app.clip('FX_r01')).toHaveAccessibleName(/, \+0\.5 dB$/)
    await page.keyboard.press('Shift+U')
    await expect(dx).toHaveAccessibleName(/01:00:08:00$/)

    await test.step('Escape gives back what it was', async () => {
      await pull(page, grip, [grip[0], grip[1] + 40])
      await expect(dx).toHaveAccessibleName(/dB$/)
      await page.keyboard.press('Escape')
      await page.mouse.up()
      await expect(dx).toHaveAccessibleName(/01:00:08:00$/)
    })
  })

  test('the list of clips is searched, sorted, walked and edited by keys alone', async ({ page, app }) => {
    const list = page.getByRole('dialog', { name: 'Clips', exact: true })
    const grid = list.getByRole('grid', { name: 'Clips' })
    const rows = grid.getByRole('row', { selected: true })
    await app.goTo('01:00:02:00')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('b')
    await page.keyboard.press('Shift+K')
    await expect(list).toContainText('6 clips')
    const find = list.getByRole('searchbox', { name: 'Find' })
    await test.step('what the list does not show is not deleted', async () => {
      await grid.getByRole('gridcell').first().focus()
      await page.keyboard.press('Control+a')
      await find.fill('fx')
      await expect(list).toContainText('2 of 6 clips, 2 selected')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Delete')
      await expect(list).toContainText('0 of 4 clips')
      await page.keyboard.press('Control+z')
      await expect(list).toContainText('2 of 6 clips')
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Shift+D')
      await expect(list).toContainText('4 of 8 clips, 2 selected')
      await page.keyboard.press('Control+z')
      await expect(list).toContainText('2 of 6 clips')
      await find.fill('')
    })
    await find.focus()
    await page.keyboard.type('fx')
    await expect(list).toContainText('2 of 6 clips')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(grid.getByRole('columnheader', { name: 'Start' })).toHaveAttribute('aria-sort', 'descending')
    await page.keyboard.press('ArrowDown')
    await expect(grid.getByRole('gridcell', { name: '01:00:02:00' }).first()).toBeFocused()

    await page.keyboard.press('Enter')
    await page.keyboard.type('01:00:03:00')
    await page.keyboard.press('Enter')
    await expect(grid.getByRole('gridcell', { name: '01:00:03:00' })).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect(grid.getByRole('gridcell', { name: '01:00:03:00' })).toHaveCount(0)
    await page.keyboard.press('Shift+ArrowDown')
    await expect(rows).toHaveCount(2)
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.type('-3')
    await page.keyboard.press('Enter')
    await expect(grid.getByRole('gridcell', { name: '−3.0' })).toHaveCount(2)
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await expect(grid.getByRole('gridcell', { name: 'Mute: on' })).toHaveCount(2)
    await page.keyboard.press('Enter')
    await page.keyboard.press('F2')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(grid.getByRole('gridcell', { name: 'Lock: on' })).toHaveCount(2)
    await list.getByRole('button', { name: 'Show in the timeline' }).press('Enter')
    await expect(list).toHaveCount(0)
    await expect(app.clipsOf('FX_r01').nth(0)).toBeFocused()
  })

  test('axe finds nothing', async ({ page, app }) => {
    await app.clip('DX_r01').click()
    await page.keyboard.press('Control+Shift+ArrowUp')
    await page.getByRole('button', { name: 'Hide FX_r01' }).click()
    await page.getByRole('combobox', { name: 'Track heights' }).selectOption('All medium')
    await expectNoViolationsAtAnySize(page, 'a hidden track')
    await page.keyboard.press('Shift+K')
    await expect(page.getByRole('dialog', { name: 'Clips', exact: true })).toBeVisible()
    await expectNoViolationsAtAnySize(page, 'the list')
  })
})

test('the samples themselves are drawn, each where it is', async ({ page, app, folder }) => {
  const samples = noise(RATE, 7, 0.4)
  await app.addFiles([writeWav(folder.file('FX_noise.wav'), { samples: [samples] })])
  await page.keyboard.press('x')
  await expect(span(page)).toHaveText(/^\d+\.\d ms$/)
  const canvas = page.locator('[role="row"] canvas').first()
  /** How far the dots are from where the samples should be, drawn so many times higher, in pixels; more where there is none. */
  const worst = (times = 1): Promise<number> =>
    canvas.evaluate(
      (element, values) => {
        if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas')
        // Between the name over it and the edge of the clip under it.
        const [top, bottom] = [15, 3]
        const { width } = element
        const height = element.height - top - bottom
        const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
        if (!context) throw new Error('no context')
        context.drawImage(element, 0, -top)
        const { data } = context.getImageData(0, 0, width, height)
        // Green, of which the clip under it has much less.
        const drawn = (x: number, y: number): boolean => (data[(y * width + x) * 4 + 1] ?? 0) > 100
        let far = 0
        // Not the first, of which half is outside the lane.
        for (let n = 1; n * 8 + 2 < width; n++) {
          const wanted = height / 2 - (values[n] ?? 0) * (height / 2 - 1)
          // A dot is three pixels wide and high; the line through it is one.
          const found: number[] = []
          for (let y = 1; y < height - 1; y++) {
            if ([-1, 0, 1].every((dy) => [-1, 0, 1].every((dx) => drawn(n * 8 + dx, y + dy))))
              found.push(y + 0.5)
          }
          far = Math.max(far, Math.min(height, ...found.map((y) => Math.abs(y - wanted))))
        }
        return far
      },
      [...samples.slice(0, 400)].map((sample) => sample * times),
    )
  await expect.poll(() => worst()).toBeLessThan(1.6)
  await page.keyboard.press('}')
  await expect.poll(() => worst(10 ** (6 / 20)), 'higher by 6 dB').toBeLessThan(1.6)
})

test('what is drawn follows when the system asks for more contrast', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 4)))
  const ruler = page.locator('[data-ruler] canvas').first()
  const picture = () => ruler.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
  const before = await picture()
  await page.emulateMedia({ contrast: 'more' })
  await expect.poll(picture).not.toBe(before)
  await page.emulateMedia({ contrast: 'no-preference' })
  await expect.poll(picture).toBe(before)
})
