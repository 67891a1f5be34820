import { truncateSync, writeFileSync } from 'node:fs'
import { noise, silence } from '../src/testing/signals.ts'
import { wavFixture } from '../src/testing/wavFixture.ts'
import { expectNoViolations } from './fixtures/axe.ts'
import { BROKEN_FILES } from './fixtures/brokenFiles.ts'
import { writeLongFile } from './fixtures/longFile.ts'
import { expect, test } from './fixtures/test.ts'

const STEMS = ['DX', 'FX', 'MX'] as const

test('sixty files at once: what can be mixed is there, what cannot is listed until it is read', async ({
  page,
  app,
  folder,
}) => {
  test.slow()
  const bad = BROKEN_FILES.filter(({ name }) => /empty|header_only|no_data|no_fmt|text|nan/.test(name))
  for (const { name, make } of bad) make(folder.file(name))
  const good = Array.from({ length: 60 - bad.length }, (_, n) => {
    const path = folder.file(`${STEMS[n % 3]}_take ${String(n + 1).padStart(2, '0')} A.wav`)
    writeFileSync(path, wavFixture({ samples: [noise(48_000, n + 1), noise(48_000, n + 101)] }))
    return path
  })
  await app.fileInput.setInputFiles([...bad.map(({ name }) => folder.file(name)), ...good])
  await expect(app.trackRows).toHaveCount(good.length, { timeout: 30_000 })
  await app.importsDone()
  await expect(app.errors).toHaveCount(bad.length)

  await test.step('the errors come first, are counted, and scroll within the column', async () => {
    await expect(app.notices.getByRole('heading', { name: `${bad.length} errors` })).toBeVisible()
    const box = await app.notices.boundingBox()
    const console_ = await page.getByRole('region', { name: 'Console' }).boundingBox()
    expect(box && console_ && box.y + box.height <= console_.y).toBe(true)
    expect(await app.notices.getByRole('listitem').first().getAttribute('data-severity')).toBe('error')
  })

  await test.step('they stay until they are dismissed, one by one or all', async () => {
    const dismiss = app.notices.getByRole('button', { name: /^Dismiss: / })
    const count = await dismiss.count()
    await dismiss.first().focus()
    await page.keyboard.press('Enter')
    await expect(dismiss).toHaveCount(count - 1)
    await expect(dismiss.first()).toBeFocused()
    await app.notices.getByRole('button', { name: 'Dismiss all' }).click()
    await expect(app.notices).toHaveCount(0)
  })

  await test.step('all of them are one step to undo', async () => {
    await page.getByRole('button', { name: /^Undo: / }).click()
    await expect(app.trackRows).toHaveCount(0)
  })
})

/** Half an hour and more of silence at 44.1 kHz, sparse on disk: it has to be converted, which takes a while. */
function writeSlowFile(path: string): string {
  const dataSize = 40 * 60 * 44_100 * 6
  const shape = { samples: [silence(0), silence(0)], sampleRate: 44_100 }
  const header = wavFixture({ ...shape, dataSize, riffSize: dataSize + 36 })
  writeFileSync(path, header)
  truncateSync(path, header.length + dataSize)
  return path
}

test('an import shows each file and all of them, and is cancelled one by one or whole', async ({
  app,
  page,
  folder,
}) => {
  test.slow()
  const slow = Array.from({ length: 4 }, (_, n) => writeSlowFile(folder.file(`MX_slow ${n + 1} A.wav`)))
  const short = folder.file('DX_short.wav')
  writeFileSync(short, wavFixture({ samples: [noise(4800, 1), noise(4800, 2)] }))
  await app.fileInput.setInputFiles([short, ...slow])
  const all = page.getByRole('progressbar', { name: 'Import of 5 files' })
  const last = page.getByRole('progressbar', { name: 'Import of MX_slow 4 A.wav' })
  await expect(all).toBeVisible()
  await expect(app.notices.getByText(/^1 of 5 files, 2\.5\d GB$/)).toBeVisible()
  await expect(app.notices.getByText(/^Converting \d+ %$/).first()).toBeVisible()
  await expect(app.notices.getByText(/ MB\/s, about \d+:\d\d left$/)).toBeVisible()
  await expect(app.trackRows).toHaveCount(1)

  await test.step('one', async () => {
    await page.getByRole('button', { name: 'Cancel import of MX_slow 4 A.wav' }).click()
    await expect(last).toHaveCount(0)
    await expect(page.getByRole('progressbar', { name: 'Import of MX_slow 1 A.wav' })).toBeVisible()
  })
  await test.step('and all: what was there stays', async () => {
    await page.getByRole('button', { name: 'Cancel all imports' }).click()
    await expect(app.imports).toHaveCount(0)
    await expect(app.errors).toHaveCount(0)
    expect(await app.trackNames()).toEqual(['DX_short'])
  })
})

test('of files that are in, cancelling takes the waveforms, and Files draws them when it is asked', async ({
  app,
  page,
  folder,
}) => {
  test.slow()
  const long = Array.from({ length: 3 }, (_, n) => writeLongFile(folder.file(`MX_long ${n + 1} A.wav`), 180))
  const drawing = page.getByRole('button', { name: /^Cancel the waveform of MX_long / })
  await app.fileInput.setInputFiles(long)
  await expect(app.trackRows).toHaveCount(3)
  await expect(drawing).toHaveCount(3)
  await page.getByRole('button', { name: 'Cancel the waveform of MX_long 3 A.wav' }).click()
  await expect(drawing).toHaveCount(2)
  await page.getByRole('button', { name: 'Cancel all imports' }).click()
  await expect(app.imports).toHaveCount(0)
  await expect(app.trackRows).toHaveCount(3)

  await app.openFiles.click()
  const undrawn = app.filesDialog.getByRole('region', { name: 'Files without a waveform' })
  await expect(undrawn).toContainText('3 files have no waveform.')
  await expectNoViolations(page, 'Files, none with a waveform')
  await test.step('one', async () => {
    await app.filesDialog.getByRole('button', { name: 'Draw waveform of MX_long 2 A.wav' }).focus()
    await page.keyboard.press('Enter')
    await expect(app.filesDialog.getByRole('checkbox', { name: 'Select MX_long 2 A' })).toBeFocused()
    await expect(undrawn).toContainText('2 files have no waveform.')
    await expect(drawing).toHaveAccessibleName('Cancel the waveform of MX_long 2 A.wav')
  })
  await test.step('and all, as at import', async () => {
    await undrawn.getByRole('button', { name: 'Draw waveforms' }).click()
    await expect(undrawn).toHaveCount(0)
    await expect(drawing).toHaveCount(3)
    const second = app.filesDialog.getByRole('progressbar', { name: 'Import of MX_long 2 A.wav' })
    await expect(second).toHaveAttribute('aria-valuetext', /^Drawing the waveform \d+ %$/)
    await app.filesDialog.getByRole('button', { name: 'Cancel all imports' }).click()
    await expect(undrawn).toContainText('3 files have no waveform.')
    await expect(app.errors).toHaveCount(0)
  })
})
