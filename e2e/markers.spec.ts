import { readFileSync, writeFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { cueChunk, listChunk, pointRegion, pointText } from '../src/testing/metadataFixture.ts'
import { ffprobeAudio, runTool } from '../src/testing/referenceTools.ts'
import { noise } from '../src/testing/signals.ts'
import { wavFixture } from '../src/testing/wavFixture.ts'
import { expectNoViolationsAtAnySize } from './fixtures/axe.ts'
import { readSamples } from './fixtures/pcm.ts'
import { writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

const names = (markers: Locator): Promise<(string | null)[]> =>
  markers.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))

async function drag(page: Page, element: Locator, fromX: number, byX: number): Promise<void> {
  const box = await element.boundingBox()
  if (!box) throw new Error('not to be seen')
  const [x, y] = [box.x + fromX, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + byX / 2, y)
  await page.mouse.move(x + byX, y, { steps: 3 })
  await page.mouse.up()
}

async function download(page: Page, dialog: Locator, button: string, path: string): Promise<string> {
  const waiting = page.waitForEvent('download')
  await dialog.getByRole('button', { name: button }).click()
  const saved = await waiting
  await saved.saveAs(path)
  return saved.suggestedFilename()
}

test.describe('with a mix', () => {
  test.beforeEach(async ({ app, folder }) => {
    await app.addFiles(Object.values(writeStems(folder.file, 4)))
  })

  test('by keys alone: added, walked, moved, named, looped, removed and brought back', async ({
    page,
    app,
  }) => {
    const markers = app.markers
    await app.goTo('01:00:01:00')
    await page.keyboard.press('m')
    await app.goTo('01:00:02:00')
    await page.keyboard.press('m')
    expect(await names(markers)).toEqual([
      'Marker 1, marker at 01:00:01:00',
      'Marker 2, marker at 01:00:02:00',
    ])

    await page.keyboard.press('q')
    await expect.poll(() => app.position()).toBe('01:00:01:00')
    await page.keyboard.press('w')
    await expect.poll(() => app.position()).toBe('01:00:02:00')

    await page.keyboard.press('Shift+C')
    await expect(markers.nth(1)).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(markers.nth(0)).toBeFocused()
    await expect(markers.nth(0)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('.')
    await expect(markers.nth(0)).toHaveAccessibleName('Marker 1, marker at 01:00:01:01')
    await page.keyboard.press('>')
    await expect(markers.nth(0)).toHaveAccessibleName('Marker 1, marker at 01:00:01:01 +1')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press(',')
    expect(await names(markers)).toEqual([
      'Marker 1, marker at 01:00:01:00 +1',
      'Marker 2, marker at 01:00:01:23',
    ])

    await test.step('edited in the list', async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')
      const dialog = app.markersDialog
      await expect(dialog.getByRole('button', { name: 'Go to Marker 2' })).toBeFocused()
      await page.keyboard.press('ArrowUp')
      await expect(dialog.getByRole('button', { name: 'Go to Marker 1' })).toBeFocused()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Control+a')
      await page.keyboard.type('Sc 24')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.type('01:00:00:12')
      await page.keyboard.press('Enter')
      await expect(dialog.getByText('Not after its start')).toBeVisible()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('01:00:03:00')
      await page.keyboard.press('Enter')
      await expect(dialog.getByLabel('Marker length')).toHaveValue('00:00:01:23 +1999')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Blue')
      await page.keyboard.press('Tab')
      await page.keyboard.type('dusk')
      await page.keyboard.press('Control+Enter')
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      await expect(markers.nth(0)).toHaveAccessibleName('Sc 24, region from 01:00:01:00 +1 to 01:00:03:00')
      await expect(markers.nth(0)).toHaveAttribute('title', /\ndusk$/)
    })

    await test.step('its ends, the loop, and the loop as a region', async () => {
      await page.keyboard.press('Shift+C')
      await page.keyboard.press('Home')
      await expect(markers.nth(0)).toBeFocused()
      await page.keyboard.press('Control+ArrowRight')
      await page.keyboard.press('Control+Shift+ArrowLeft')
      await expect(markers.nth(0)).toHaveAccessibleName('Sc 24, region from 01:00:00:23 to 01:00:03:01')
      await page.keyboard.press('Shift+R')
      await expect(page.getByRole('slider', { name: 'Loop end' })).toHaveAttribute(
        'aria-valuetext',
        '01:00:03:01',
      )
      await page.keyboard.press('r')
      await expect(markers).toHaveCount(3)
      await expect(markers.nth(1)).toHaveAccessibleName('Region 1, region from 01:00:00:23 to 01:00:03:01')
    })

    await test.step('removed, and all undone', async () => {
      await page.keyboard.press('Shift+C')
      await page.keyboard.press('Delete')
      await expect(markers).toHaveCount(2)
      await expect(markers.nth(0)).toBeFocused()
      for (let step = 0; step < 13; step++) await page.keyboard.press('Control+z')
      await expect(markers).toHaveCount(0)
      await page.keyboard.press('Control+y')
      expect(await names(markers)).toEqual(['Marker 1, marker at 01:00:01:00'])
    })
  })

  test('M adds a marker while playing, which goes on', async ({ page, app }) => {
    await app.play.click()
    await expect.poll(() => app.position()).not.toBe('01:00:00:00')
    await page.keyboard.press('m')
    await expect(app.markers).toHaveCount(1)
    await expect(app.play).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Space')
    const [label] = await names(app.markers)
    expect(label).toMatch(/^Marker 1, marker at 01:00:0[0-3]:\d\d( \+\d+)?$/)
    await expect(app.notices).toBeHidden()
  })

  test('by mouse: added, dragged, trimmed, snapped to and edited', async ({ page, app }) => {
    const markers = app.markers
    const row = page.getByRole('listbox', { name: 'Markers' })
    await row.dblclick({ position: { x: 300, y: 10 } })
    await expect(markers).toHaveCount(1)
    const [before] = await names(markers)
    await drag(page, markers.first(), 3, 120)
    await expect(markers.first()).not.toHaveAccessibleName(before ?? '')
    const [after] = await names(markers)
    expect(after).toMatch(/^Marker 1, marker at 01:00:0\d:\d\d$/)
    await page.keyboard.press('Control+z')
    await expect(markers.first()).toHaveAccessibleName(before ?? '')

    await test.step('a click goes there, a drag of an end is an end', async () => {
      await app.goTo('01:00:00:00')
      await markers.first().click({ position: { x: 3, y: 10 } })
      await expect.poll(async () => `Marker 1, marker at ${await app.position()}`).toBe(before)
      await markers.first().dblclick({ position: { x: 3, y: 10 } })
      await app.markersDialog.getByLabel('Marker length').fill('00:00:01:00')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      const width = (await markers.first().boundingBox())?.width ?? 0
      await drag(page, markers.first(), width - 2, 150)
      const [, from, to] = /from (\S+) to (\S+)$/.exec((await names(markers))[0] ?? '') ?? []
      expect(before).toContain(from)
      expect(to).not.toBeUndefined()
      expect((await markers.first().boundingBox())?.width).toBeGreaterThan(width + 100)
    })

    await test.step('clips hold on to its start', async () => {
      const [, from] = /from (\S+) to/.exec((await names(markers))[0] ?? '') ?? []
      await page.getByRole('combobox', { name: 'Snap to' }).selectOption('Markers')
      const [clip, flag] = [await app.clip('DX_r01').boundingBox(), await markers.first().boundingBox()]
      await drag(page, app.clip('DX_r01'), 100, (flag?.x ?? 0) - (clip?.x ?? 0) + 4)
      await expect(app.clipField('Clip start')).toHaveValue(from ?? '')
    })

    await test.step('Escape while dragging leaves it', async () => {
      const label = (await names(markers))[0] ?? ''
      const box = await markers.first().boundingBox()
      await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 8)
      await page.mouse.down()
      await page.mouse.move((box?.x ?? 0) + 140, (box?.y ?? 0) + 8, { steps: 3 })
      await expect(markers.first()).not.toHaveAccessibleName(label)
      await page.keyboard.press('Escape')
      await page.mouse.up()
      await expect(markers.first()).toHaveAccessibleName(label)
    })
  })

  test('as CSV and as a WAV with cue points they come back as they were', async ({ page, app, folder }) => {
    const table = [
      '\uFEFFtype,name,start timecode,end timecode,start sample,length samples,colour,note',
      'region,"Sc 24, ""dusk""",01:00:00:12,01:00:01:12,24001,48000,Blue,"two\nlines"',
      "marker,'=1+1,01:00:02:00,,96000,,,",
      'marker,Première,01:00:03:00,,144000,,Amber,',
      '',
    ].join('\r\n')
    writeFileSync(folder.file('in.csv'), table)
    writeFileSync(
      folder.file('bad.csv'),
      'name,start timecode\nGood,01:00:00:00\n,01:00:01:00\nLate,25:00:00:99\n',
    )
    await page.keyboard.press('Shift+W')
    const dialog = app.markersDialog
    const input = dialog.getByLabel(/^Import markers from/)
    const rows = dialog.getByRole('button', { name: /^Go to / })

    await input.setInputFiles(folder.file('bad.csv'))
    await expect(dialog.getByText(/line 3: it has no name; line 4: its start timecode/)).toBeVisible()
    await expect(rows).toHaveCount(0)
    await input.setInputFiles(folder.file('in.csv'))
    await expect(rows).toHaveCount(3)

    expect(await download(page, dialog, 'Save as CSV', folder.file('out.csv'))).toBe(
      'Untitled_session_markers.csv',
    )
    expect(readFileSync(folder.file('out.csv'), 'utf8')).toBe(table)

    expect(await download(page, dialog, 'Save as WAV cue file', folder.file('out.wav'))).toBe(
      'Untitled_session_markers.wav',
    )
    const said = runTool('sndfile-info', [folder.file('out.wav')]).toString()
    expect([...said.matchAll(/Cue ID : +\d+ .*Offset : +(\d+)/g)].map(([, at]) => Number(at))).toEqual([
      24_001, 96_000, 144_000,
    ])
    expect(said).toContain('labl : 2 : =1+1')
    expect(ffprobeAudio(folder.file('out.wav'))).toMatchObject({ codec_name: 'pcm_u8', duration_ts: 144_002 })

    await input.setInputFiles(folder.file('out.wav'))
    await expect(dialog.getByText(/No markers imported .*3 were there already/)).toBeVisible()
    for (let n = 0; n < 3; n++)
      await dialog
        .getByRole('button', { name: /^Remove / })
        .first()
        .click()
    await expect(rows).toHaveCount(0)
    await input.setInputFiles(folder.file('out.wav'))
    await expect(rows).toHaveCount(3)
    await page.keyboard.press('Escape')
    expect(await names(app.markers)).toEqual([
      'Sc 24, "dusk", region from 01:00:00:12 +1 to 01:00:01:12 +1',
      '=1+1, marker at 01:00:02:00',
      'Première, marker at 01:00:03:00',
    ])
    await expect(app.errors).toHaveCount(1)
  })

  test('a region is exported, to the sample', async ({ page, app }) => {
    await app.goTo('01:00:01:00')
    await page.keyboard.press('m')
    await page.keyboard.press('Shift+C')
    await page.keyboard.press('Enter')
    await app.markersDialog.getByLabel('Marker length').fill('00:00:01:12')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await app.openExport()
    await app.exportDialog.getByRole('combobox', { name: 'Export range' }).selectOption('Marker 1')
    await app.exportChoice('Made up as').selectOption('Every field')
    await expect(app.exportDialog.getByRole('list', { name: 'Names of the files' })).toContainText(
      '_Marker_1_composite_',
    )
    await app.exportChoice('Made up as').selectOption('Title and type')
    const pop = app.exportDialog.getByRole('switch', { name: /^2-pop/ })
    await pop.check()
    await expect(app.exportDialog.getByText(/^No 2-pop in “Composite”, “M&E”: /)).toBeVisible()
    const parts = app.exportDialog.getByRole('switch', { name: 'Leader and pops for each part' })
    await parts.check()
    await expect(app.exportDialog.getByText(/^No 2-pop in /)).toHaveCount(0)
    await parts.uncheck()
    await pop.uncheck()
    await expect(parts).toHaveCount(0)
    const part = await app.exportDownloads()
    await app.backToMix.click()
    await app.openExport()
    await app.exportDialog.getByRole('combobox', { name: 'Export range' }).selectOption('Whole film')
    const whole = await app.exportDownloads()
    expect(ffprobeAudio(part.composite)).toMatchObject({ duration_ts: 72_000 })
    const expected = readSamples(whole.composite).map((channel) => channel.slice(48_000, 120_000))
    expect(readSamples(part.composite)).toEqual(expected)
  })

  test('are there on the next visit', async ({ page, app }) => {
    await app.goTo('01:00:01:00')
    await page.keyboard.press('m')
    await expect(page.getByText('Saved in this browser')).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: /^Untitled session/ }).click()
    await expect(app.markers).toHaveCount(1)
    expect(await names(app.markers)).toEqual(['Marker 1, marker at 01:00:01:00'])
  })
})

test('the markers of a file go where its clips are', async ({ page, app, folder }) => {
  const bytes = wavFixture({
    samples: [noise(96_000, 1)],
    chunksAfter: [
      cueChunk([
        { id: 1, sample: 24_000 },
        { id: 2, sample: 48_000 },
      ]),
      listChunk('adtl', [
        ['labl', pointText(1, '<img src=x onerror=alert(1)>')],
        ['labl', pointText(2, 'Slate')],
        ['ltxt', pointRegion(2, 12_000)],
      ]),
    ],
  })
  writeFileSync(folder.file('DX_take.wav'), bytes)
  await app.addFiles([folder.file('DX_take.wav')])
  await app.clip('DX_take').click()
  await app.clipField('Clip start').fill('01:00:02:00')
  await page.keyboard.press('Enter')
  await app.clip('DX_take').focus()
  await page.keyboard.press('Shift+W')
  await app.markersDialog.getByRole('button', { name: 'Import the file’s markers' }).click()
  await expect(app.markersDialog.getByText('2 markers imported from “DX_take.wav”.')).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await names(app.markers)).toEqual([
    '<img src=x onerror=alert(1)>, marker at 01:00:02:12',
    'Slate, region from 01:00:03:00 to 01:00:03:06',
  ])
})

test('thousands of markers are listed, sorted and searched', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 4)))
  const lines = Array.from({ length: 5000 }, (_, n) => `Cue ${n},${n * 38},${n % 2 ? 'odd' : 'even'}`)
  writeFileSync(folder.file('many.csv'), `name,start sample,note\n${lines.join('\n')}\n`)
  await page.keyboard.press('Shift+W')
  const dialog = app.markersDialog
  await dialog.getByLabel(/^Import markers from/).setInputFiles(folder.file('many.csv'))
  await expect(dialog.getByRole('status')).toHaveText('5000 markers')
  const rows = dialog.getByRole('button', { name: /^Go to / })
  expect(await rows.count()).toBeLessThan(80)
  await dialog.getByRole('button', { name: 'Name', exact: true }).click()
  await dialog.getByRole('button', { name: 'Name', exact: true }).click()
  await expect(rows.first()).toHaveAccessibleName('Go to Cue 4999')
  await expect(dialog.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')
  await dialog.getByRole('searchbox', { name: 'Search markers' }).fill('4711 odd')
  await expect(rows).toHaveCount(1)
  await expect(dialog.getByRole('status')).toHaveText('1 of 5000 markers')
  await dialog.getByRole('searchbox', { name: 'Search markers' }).fill('')
  await rows.first().focus()
  await page.keyboard.press('End')
  await expect(dialog.getByRole('button', { name: 'Go to Cue 0', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  expect(await app.markers.count()).toBeLessThan(1500)
})

test('axe finds nothing', async ({ page, app, folder }) => {
  await app.addFiles(Object.values(writeStems(folder.file, 4)))
  await expectNoViolationsAtAnySize(page, 'no markers')
  await page.keyboard.press('Shift+W')
  await expectNoViolationsAtAnySize(page, 'an empty list')
  await page.keyboard.press('Escape')
  await page.keyboard.press('m')
  await page.keyboard.press('l')
  await page.keyboard.press('r')
  await expectNoViolationsAtAnySize(page, 'a marker and a region')
  await page.keyboard.press('Shift+W')
  await app.markersDialog.getByLabel('Marker end').fill('x')
  await page.keyboard.press('Enter')
  await expectNoViolationsAtAnySize(page, 'a list, one refused')
  await app.markersDialog.getByLabel('Marker end').press('Escape')
  await expect(app.markersDialog.getByLabel('Marker end')).not.toHaveValue('x')
})
