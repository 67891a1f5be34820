import { readFileSync } from 'node:fs'
import type { BounceReport } from '../src/domain/deliveryReport.ts'
import { ffprobeAudio, runTool } from '../src/testing/referenceTools.ts'
import { noise } from '../src/testing/signals.ts'
import { largestDifference, md5OfFfmpegSum, md5OfPcm24, readSamples, sha256 } from './fixtures/pcm.ts'
import { RATE, sum, writeStems, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

const SECONDS = 4
/** Two files that are rounded to 24 bits each, and their sum: so many steps at most. */
const STEP = 2 ** -23

test('six deliverables, a split M&E and names by template, as outside tools have them', async ({
  page,
  app,
  folder,
}) => {
  test.slow()
  const { dialogue, effects, music } = writeStems(folder.file, SECONDS)
  const fill = writeWav(folder.file('FILL_r01.wav'), {
    samples: [noise(SECONDS * RATE, 91, 0.05), noise(SECONDS * RATE, 92, 0.05)],
  })
  await app.addFiles([dialogue, effects, music, fill])
  await app.openExport({ name: 'The Long Tide' })
  const dialog = app.exportDialog
  const cell = (name: string) => dialog.getByRole('checkbox', { name: `Include ${name}`, exact: true })

  await test.step('six rows are chosen, and stems that do not belong cannot be', async () => {
    for (const name of ['Dialogue stem', 'Music stem', 'Effects stem', 'Dialogue guide']) {
      await cell(name).check()
    }
    await expect(dialog.getByText('6 of 12')).toBeVisible()
    await expect(app.stemIn('Dialogue', 'M&E')).toHaveAttribute('aria-disabled', 'true')
    await app.stemIn('Dialogue', 'M&E').click({ force: true })
    await expect(app.stemIn('Dialogue', 'M&E')).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('the M&E is split, and is put first', async () => {
    await dialog.getByRole('button', { name: /^M&E, Stereo, / }).click()
    const row = page.getByRole('dialog', { name: 'M&E', exact: true })
    await row.getByRole('combobox', { name: 'Files' }).selectOption('A mono file for each channel')
    await row.getByRole('button', { name: 'Done', exact: true }).click()
    await dialog.getByRole('button', { name: 'Move M&E up' }).click()
    await expect(dialog.getByRole('row').nth(1)).toContainText('M&E')
  })

  await test.step('names are made of fields, and two that are the same are caught before', async () => {
    const field = (name: string) => dialog.getByRole('textbox', { name, exact: true })
    await field('Reel').fill('r02')
    await field('Reel').press('Enter')
    await field('Reel').fill('r0')
    await field('Reel').fill('r09')
    // It is the value at once, and Escape puts back what was there before it was typed.
    await field('Reel').press('Escape')
    await expect(field('Reel')).toHaveValue('r02')
    await field('Version').fill('v07')
    await app.exportChoice('Made up as').selectOption('Netflix')
    const names = dialog.getByRole('list', { name: 'Names of the files' })
    await expect(names).toContainText('The_Long_Tide_r02_v07_ME_2ch_48k_24b_24.L.wav')
    await dialog.getByRole('button', { name: /^All \d+ names$/ }).click()
    await expect(names).toContainText('_v07_GUIDE_')
    await dialog.getByRole('button', { name: /^Dialogue guide, / }).click()
    const guide = page.getByRole('dialog', { name: 'Dialogue guide', exact: true })
    await guide.getByRole('textbox', { name: 'Type code' }).fill('GRP')
    await guide.getByRole('textbox', { name: 'Type code' }).press('Enter')
    await guide.getByRole('button', { name: 'Done', exact: true }).click()
    await expect(names).toContainText('_v07_GRP_')
    await field('Template').fill('{title}_{layout}')
    await field('Template').press('Enter')
    await expect(dialog.getByRole('status').filter({ hasText: 'two files would be called' })).toBeVisible()
    await app.toDownloads.click()
    await expect(app.exportFailure).toContainText('two files would be called')
    await field('Template').fill('{title}_{reel}_{version}_{type}_{layout}_{rate}_{depth}_{fps}')
    await field('Template').press('Enter')
    await expect(names).toContainText('.L.wav')
  })

  const files = await app.downloadAll()
  const path = (type: string, channels = 2, end = ''): string => {
    const name = `The_Long_Tide_r02_v07_${type}_${channels}ch_48k_24b_24${end}.wav`
    const found = files.get(name)
    if (!found) throw new Error(`no ${name} among ${[...files.keys()].join(', ')}`)
    return found
  }
  const [left, right] = [path('ME', 2, '.L'), path('ME', 2, '.R')]

  await test.step('every file is as ffprobe and sndfile-info have it, with the hash of the report', async () => {
    const json = [...files].find(([name]) => name.endsWith('.json'))?.[1] ?? ''
    const report: BounceReport = JSON.parse(readFileSync(json, 'utf8'))
    expect(report.deliverables.map(({ id }) => id)).toEqual([
      'me',
      'composite',
      'dialogue',
      'music',
      'effects',
      'guide',
    ])
    const written = report.deliverables.flatMap((each) => each.files)
    expect(written).toHaveLength(7)
    for (const { file, channels, sha256: hash } of written) {
      const saved = files.get(file) ?? ''
      expect(sha256(readFileSync(saved)), file).toBe(hash)
      expect(ffprobeAudio(saved), file).toMatchObject({
        codec_name: 'pcm_s24le',
        sample_rate: String(RATE),
        channels,
        duration_ts: SECONDS * RATE,
      })
      const info = runTool('sndfile-info', [saved]).toString()
      expect(info).toMatch(new RegExp(`^Frames\\s*: ${SECONDS * RATE}$`, 'm'))
      expect(info).toMatch(new RegExp(`^Channels\\s*: ${channels}$`, 'm'))
    }
  })

  await test.step('each is the sum of its stems that ffmpeg makes', async () => {
    expect(md5OfPcm24(path('PM'))).toBe(md5OfFfmpegSum([dialogue, effects, music]))
    expect(md5OfPcm24(path('DIAStem'))).toBe(md5OfPcm24(dialogue))
    expect(md5OfPcm24(path('MXStem'))).toBe(md5OfPcm24(music))
    expect(md5OfPcm24(path('FXStem'))).toBe(md5OfPcm24(effects))
    const both = [left, right].flatMap((file) => readSamples(file, 1))
    const sums = [effects, music, fill].map((file) => readSamples(file))
    const wanted = [0, 1].map((c) => sum(...sums.map((channels) => channels[c] ?? new Float64Array(0))))
    // The fill is of floats: their sum is rounded once.
    expect(largestDifference(both, wanted)).toBeLessThanOrEqual(STEP)
  })

  await test.step('the composite is the sum of its stems, from the files', async () => {
    const whole = readSamples(path('PM'))
    const stems = ['DIAStem', 'FXStem', 'MXStem'].map((type) => readSamples(path(type)))
    const added = [0, 1].map((c) => sum(...stems.map((channels) => channels[c] ?? new Float64Array(0))))
    expect(largestDifference(whole, added)).toBeLessThanOrEqual(2 * STEP)
  })

  await test.step('figures and curves are shown', async () => {
    await dialog.getByRole('tab', { name: 'Figures' }).click()
    await expect(dialog.getByRole('table', { name: /^Measured/ }).getByRole('row')).toHaveCount(7)
    await dialog.getByRole('tab', { name: 'Programme map' }).click()
    await expect(dialog.getByRole('img', { name: /^Short-term loudness .* Composite −/ })).toBeVisible()
  })
})

test('the matrix by keyboard alone: walked, switched, moved, added to and undone', async ({
  page,
  app,
  folder,
}) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.openExport()
  const dialog = app.exportDialog
  const include = (name: string) => dialog.getByRole('checkbox', { name: `Include ${name}`, exact: true })
  const key = (...keys: readonly string[]) =>
    keys.reduce<Promise<void>>(
      (before, each) => before.then(() => page.keyboard.press(each)),
      Promise.resolve(),
    )

  await include('Composite').focus()
  await key('ArrowDown', 'ArrowDown', 'Space')
  await expect(include('Dialogue stem')).toBeChecked()
  await key('ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowRight')
  await expect(app.stemIn('Dialogue', 'Composite')).toBeFocused()
  await key('ArrowRight', 'Enter')
  await expect(app.stemIn('Effects', 'Composite')).toHaveAttribute('aria-pressed', 'false')
  await key('Enter')
  await expect(app.stemIn('Effects', 'Composite')).toHaveAttribute('aria-pressed', 'true')

  await key('End')
  await expect(dialog.getByRole('gridcell', { name: /^Composite: / })).toBeFocused()
  await key('Home', 'Alt+ArrowDown')
  await expect(dialog.getByRole('row').nth(2)).toContainText('Composite')
  await expect(include('Composite')).toBeFocused()

  await test.step('a row of one’s own is made of another, renamed, and goes', async () => {
    await dialog.getByRole('button', { name: 'Duplicate Composite' }).focus()
    await key('Enter')
    const name = dialog.getByRole('button', { name: /^Composite copy, / })
    await expect(name).toBeVisible()
    await include('Composite copy').focus()
    await key('ArrowRight', 'F2')
    const row = page.getByRole('dialog', { name: 'Composite copy', exact: true })
    await row.getByRole('textbox', { name: 'Deliverable' }).fill('Dialogue with music')
    await key('Enter', 'Escape')
    await expect(row).toHaveCount(0)
    await expect(app.exportDialog).toBeVisible()
    const own = dialog.getByRole('button', { name: /^Dialogue with music, / })
    await expect(own).toBeFocused()
    await key('ArrowRight', 'ArrowRight', 'Enter')
    await expect(app.stemIn('Effects', 'Dialogue with music')).toHaveAttribute('aria-pressed', 'false')
    await key('Delete')
    await expect(own).toHaveCount(0)
  })

  await test.step('what was done can be undone on the mix', async () => {
    await key('Escape')
    await expect(app.exportDialog).toHaveCount(0)
    for (let n = 0; n < 12; n++) await key('Control+z')
    await app.openExport()
    await expect(include('Dialogue stem')).not.toBeChecked()
    await expect(dialog.getByRole('row').nth(1)).toContainText('Composite')
  })
})

test('a target sets what it asks for, and its figures can be changed and kept', async ({
  page,
  app,
  folder,
}) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  await app.openExport({ format: '32-bit float' })
  const dialog = app.exportDialog
  await dialog.getByRole('radio', { name: 'Netflix', exact: true }).check()
  await expect(app.exportChoice('Depth')).toHaveValue('wav24')
  await expect(app.exportChoice('Channels')).toHaveValue('split')
  await expect(dialog.getByRole('list', { name: 'Not as Netflix has it' })).toHaveCount(0)
  await app.exportChoice('Channels').selectOption('One file')
  await expect(dialog.getByRole('list', { name: 'Not as Netflix has it' })).toContainText(
    'mono file for each',
  )

  // What counts where there is little dialogue is seen before the mix is brought there.
  const little = dialog.getByRole('group', { name: 'Little dialogue' })
  const share = little.getByRole('textbox', { name: /^Less dialogue than/ })
  await expect(share).toHaveAccessibleName('Less dialogue than, % of the programme (to be checked)')
  await expect(little.getByRole('textbox', { name: /^Target then, LUFS/ })).toHaveValue('−24.0')
  await share.fill('10')
  await share.press('Enter')
  await expect(share).toHaveAccessibleName('Less dialogue than, % of the programme')
  for (const other of ['Target then, LUFS', 'Below then, LU', 'Above then, LU'])
    await expect(little.getByRole('textbox', { name: `${other} (to be checked)`, exact: true })).toBeVisible()
  await expect(share).toHaveValue('10.0')
  await expect(dialog.getByRole('radio', { name: 'Netflix', exact: true })).toHaveAccessibleDescription(
    '−27 LUFS ±2, dialogue (−24 LUFS ±2 with little) −2 dBTP',
  )
  await little.getByRole('switch', { name: 'Another target where there is little dialogue' }).uncheck()
  await expect(share).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Figures as published' }).click()
  await expect(share).toHaveValue('15.0')

  await dialog.getByRole('radio', { name: 'Free TV Australia OP-59', exact: true }).check()
  const target = dialog.getByRole('textbox', { name: /^Target, LUFS/ })
  await expect(target).toHaveAccessibleName('Target, LUFS (to be checked)')
  await target.fill('99')
  await target.press('Enter')
  await expect(dialog.getByText('−60 to 0')).toBeVisible()
  await dialog.getByRole('radio', { name: 'Netflix', exact: true }).check()
  await expect(target).toHaveValue('−27.0')
  await expect(dialog.getByText('−60 to 0')).toHaveCount(0)
  await dialog.getByRole('radio', { name: 'Free TV Australia OP-59', exact: true }).check()
  await expect(target).toHaveValue('−24.0')
  await target.fill('-23.5')
  await target.press('Enter')
  await expect(target).toHaveAccessibleName('Target, LUFS')
  await expect(
    dialog.getByRole('radio', { name: 'Free TV Australia OP-59', exact: true }),
  ).toHaveAccessibleDescription('−23.5 LUFS ±1 −2 dBTP')
  await dialog.getByRole('button', { name: 'Figures as published' }).click()
  await expect(target).toHaveValue('−24.0')

  const saving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Save the target / }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('op-59.target.json')
  const spec = JSON.parse(readFileSync(await saved.path(), 'utf8'))
  const open = dialog.getByLabel('Open a target file')
  const given = { name: 'own.json', mimeType: 'application/json' }
  const own = { ...spec, id: 'own', name: 'Own buyer', targetLufs: -25.5 }
  await open.setInputFiles({ ...given, buffer: Buffer.from(JSON.stringify({ ...own, belowLu: 'two' })) })
  await expect(dialog.getByText('“own.json” is not a delivery spec: belowLu')).toBeVisible()
  await open.setInputFiles({ ...given, buffer: Buffer.from(JSON.stringify(own)) })
  await expect(dialog.getByRole('radio', { name: 'Own buyer' })).toBeChecked()
  await expect(target).toHaveValue('−25.5')

  await test.step('a viewing copy stays one file, and nothing is said of it', async () => {
    await dialog.getByRole('button', { name: /^M&E, Stereo, / }).click()
    const row = page.getByRole('dialog', { name: 'M&E', exact: true })
    await row.getByRole('combobox', { name: 'Container' }).selectOption('AAC')
    await row.getByRole('button', { name: 'Done', exact: true }).click()
    await dialog.getByRole('radio', { name: 'Netflix', exact: true }).check()
    await expect(app.exportChoice('Channels')).toHaveValue('mixed')
    await expect(dialog.getByRole('list', { name: 'Names of the files' })).toContainText('_ME_2ch_48k_24.m4a')
    await expect(dialog.getByRole('list', { name: 'Not as Netflix has it' })).toHaveCount(0)
  })

  await test.step('an effects stem without the filled one is told', async () => {
    const include = (name: string) => dialog.getByRole('checkbox', { name: `Include ${name}`, exact: true })
    const said = dialog.getByRole('list', { name: 'Not as Netflix has it' })
    await include('Effects stem').check()
    await expect(said).toContainText('It asks for a filled effects stem (to be checked).')
    await include('Filled effects stem').check()
    await expect(said).toHaveCount(0)
    await include('Filled effects stem').uncheck()
    await dialog.getByRole('switch', { name: /^Filled effects among its stems/ }).uncheck()
    await expect(said).toHaveCount(0)
  })

  await dialog.getByRole('radio', { name: 'Theatrical', exact: true }).check()
  await expect(dialog.getByText('To be checked, too: a tail pop; a leader of 8 seconds.')).toBeVisible()
})

test('a reel with its own leader in the session has its pops where its action begins and ends', async ({
  app,
  folder,
}) => {
  const { dialogue, effects, music } = writeStems(folder.file, SECONDS)
  await app.addFiles([dialogue, effects, music])
  await app.openExport({ name: 'Reel' })
  const range = app.exportDialog.getByRole('group', { name: 'Range' })
  const field = (name: string) => range.getByRole('textbox', { name })
  await range.getByText('Action 01:00:00:00 – 01:00:03:23').click()
  await expect(field('First frame of action')).toHaveValue('01:00:00:00')
  await expect(field('Last frame of action')).toHaveValue('01:00:03:23')

  await field('First frame of action').fill('1:02:00')
  await field('First frame of action').press('Enter')
  await expect(range.getByText('Not before the last frame')).toBeVisible()
  await field('First frame of action').fill('01:00:01:00')
  await field('First frame of action').press('Enter')
  await field('Last frame of action').fill('01:00:02:23')
  await field('Last frame of action').press('Enter')
  await field('Leader, seconds').fill('8')
  await field('Leader, seconds').press('Enter')
  await range.getByRole('switch', { name: '2-pop at 00:59:59:00' }).check()
  await range.getByRole('switch', { name: 'Tail pop at 01:00:04:23' }).check()
  await expect(range.getByRole('combobox', { name: 'Measured' })).toHaveValue('programme')

  const files = await app.downloadAll()
  const composite = files.get('Reel_composite.wav') ?? ''
  // From eight seconds before 01:00:01:00 to the end of the tail pop.
  expect(ffprobeAudio(composite).duration_ts).toBe((7 + 4) * RATE + 2000 * 24)
  const said = runTool('ffprobe', ['-v', 'error', '-show_entries', 'format_tags=time_reference', composite])
  expect(said.toString()).toContain(`time_reference=${(3600 - 7) * RATE}`)
})
