import { copyFileSync, readFileSync, truncateSync, unlinkSync } from 'node:fs'
import { BROKEN_FILES, ODD_FILES, ODD_SAMPLES } from './fixtures/brokenFiles.ts'
import { largestDifference, md5OfFfmpegSum, md5OfPcm24, readSamples } from './fixtures/pcm.ts'
import { silentFixture, writeStems, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

test('a file that cannot be mixed is named and explained, and the session stays as it was', async ({
  app,
  folder,
}) => {
  await app.addFiles(Object.values(writeStems(folder.file, 1)))
  const before = await app.trackNames()
  for (const { name, make } of BROKEN_FILES) make(folder.file(name))
  await app.fileInput.setInputFiles(BROKEN_FILES.map(({ name }) => folder.file(name)))
  await expect(app.errors).toHaveCount(BROKEN_FILES.length)
  for (const { name, says } of BROKEN_FILES) {
    await expect.soft(app.errors.filter({ hasText: `“${name}”` })).toHaveText(says)
  }
  await app.importsDone()
  expect(await app.trackNames()).toEqual(before)
})

test('one bad file among good ones does not keep them out', async ({ app, folder }) => {
  const { dialogue, music } = writeStems(folder.file, 1)
  const text = BROKEN_FILES.find(({ name }) => name === 'DX_text.wav')
  const bad = folder.file('DX_text.wav')
  text?.make(bad)
  await app.addFiles([dialogue, bad, music], 2)
  expect(await app.trackNames()).toEqual(['DX_r01', 'MX_r01'])
  await expect(app.errors).toHaveText(/“DX_text.wav” cannot be read: it looks like plain text/)
})

test('a file that is only odd is read, with a warning where its header is wrong', async ({ app, folder }) => {
  await app.addFiles(ODD_FILES.map(({ name, fixture }) => writeWav(folder.file(name), fixture)))
  await expect(app.errors).toHaveCount(0)
  for (const { name, warns } of ODD_FILES) {
    const noticed = app.notices.getByText(`“${name}”`)
    await expect.soft(noticed).toHaveCount(warns ? 1 : 0)
    if (warns) await expect.soft(noticed).toHaveText(warns)
  }
  const warnings = ODD_FILES.filter(({ warns }) => warns)
  await expect(app.fileTable.getByRole('img', { name: 'Warning' })).toHaveCount(warnings.length)

  // All but one muted: what is exported is that one file's audio.
  for (const { name } of ODD_FILES.slice(1)) await app.chip(`Mute, ${name.replace('.wav', '')}`).click()
  const { me, report, html } = await app.exportAs()
  expect(largestDifference(readSamples(me), ODD_SAMPLES)).toBe(0)
  const page = readFileSync(html, 'utf8')
  for (const { name } of warnings) {
    expect(report.warnings.filter((warning) => warning.startsWith(`${name}: `))).toHaveLength(1)
    expect(page).toContain(`<li>${name}: `)
  }
})

test('names are text wherever they are shown, and make safe file names', async ({ page, app, folder }) => {
  const markup = '<img src=x onerror=alert(1)>.wav'
  const source = readFileSync(writeWav(folder.file('silent.wav'), silentFixture()))
  const payload = (name: string) => ({ name, mimeType: 'audio/wav', buffer: source })
  await app.fileInput.setInputFiles([payload(markup), payload('../../evil.wav')])
  await expect(app.trackRows).toHaveCount(2)
  await app.importsDone()
  expect(await app.trackNames()).toEqual([markup.replace('.wav', ''), expect.stringContaining('evil')])
  await expect(page.locator('img[src="x"]')).toHaveCount(0)

  await app.title.fill('../../<b>reel</b> & "1":?*')
  await app.title.press('Enter')
  const { names, report, html } = await app.exportAs()
  for (const name of names)
    expect(name).toMatch(
      /^[^./<>:"|?*\\][^/<>:"|?*\\]*_(composite|me|report|checks|checksums)\.(wav|json|html|csv|sha256)$/,
    )
  expect(report.title).toBe('../../<b>reel</b> & "1":?*')

  const text = readFileSync(html, 'utf8')
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(text).not.toMatch(/<img|<b>|<script/)
  // The page as a person opens it: what the names say is there to read, and nothing came of it.
  const reader = await page.context().newPage()
  const dialogs: string[] = []
  reader.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await reader.goto(`file://${html}`)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('../../<b>reel</b> & "1":?*')
  await expect(reader.getByText(markup).first()).toBeVisible()
  await expect(reader.locator('img, script, b')).toHaveCount(0)
  const ragged = await reader.locator('table').evaluateAll((tables) =>
    tables.filter((table) => {
      const rows = [...(table as HTMLTableElement).rows]
      return rows.length < 2 || rows.some(({ cells }) => cells.length !== rows[0]?.cells.length)
    }),
  )
  expect(ragged).toEqual([])
  expect(dialogs).toEqual([])
})

for (const [what, spoil, says] of [
  ['deleted', unlinkSync, /“DX_r01.wav” could not be read: .*add it again/],
  [
    'cut short',
    (path: string) => truncateSync(path, 50_000),
    /“DX_r01.wav” (could not be read|has changed on disk)/,
  ],
] as const) {
  test(`a file ${what} after it was added stops the export by name`, async ({ page, app, folder }) => {
    const { dialogue, effects, music } = writeStems(folder.file, 2)
    const kept = folder.file('kept.wav')
    copyFileSync(dialogue, kept)
    await app.addFiles([dialogue, effects, music])
    const before = await app.trackNames()
    const downloads: string[] = []
    page.on('download', (download) => downloads.push(download.suggestedFilename()))
    spoil(dialogue)

    await app.openExport()
    await app.toDownloads.click()
    await expect(app.exportFailure).toHaveText(says)
    expect(downloads).toEqual([])
    await page.keyboard.press('Escape')
    expect(await app.trackNames()).toEqual(before)

    await test.step('and the export works when it is there again', async () => {
      copyFileSync(kept, dialogue)
      await app.chip('Mute, DX_r01').focus()
      await page.keyboard.press('Delete')
      await expect(app.trackRows).toHaveCount(2)
      await app.addFiles([dialogue])
      const { composite } = await app.exportAs()
      expect(md5OfPcm24(composite)).toBe(md5OfFfmpegSum([dialogue, effects, music]))
    })
  })
}
