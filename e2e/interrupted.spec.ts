import type { BrowserContext, Page } from '@playwright/test'
import { ffmpeg } from '../src/testing/referenceTools.ts'
import { expectNoViolations } from './fixtures/axe.ts'
import { dropWithHandles } from './fixtures/dropHandles.ts'
import { silentFixture, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { Dubstage } from './pages/dubstage.ts'

/** What another page opens of a session whose tab was closed when one file was in it and another on its way. */
async function afterClosing(page: Page, context: BrowserContext, file: (name: string) => string) {
  writeWav(file('DX_here.wav'), silentFixture())
  const long = file('MX_long.flac')
  ffmpeg('-f', 'lavfi', '-i', 'sine=440:d=900', '-ar', '44100', '-ac', '2', long)
  await dropWithHandles(page, [file('DX_here.wav'), long])
  await expect(page.getByText(/Converting [1-9]/).first()).toBeVisible()
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  await page.close({ runBeforeUnload: false })

  const next = await context.newPage()
  const again = new Dubstage(next, file)
  await again.open()
  await next.getByRole('button', { name: /1 track/ }).click()
  return { next, again, long }
}

test('a tab that is closed in the middle of an import: the session opens whole and says what it needs', async ({
  page,
  app: _,
  context,
  folder,
}) => {
  const { next, again } = await afterClosing(page, context, folder.file)
  await expect(again.trackRows).toHaveCount(1)
  expect(await again.trackNames()).toEqual(['DX_here'])
  // The only page is gone, and with it the leave to read the file; the file itself is known still.
  const banner = next.getByRole('region', { name: 'Files not at hand' })
  await expect(banner).toContainText('DX_here.wav')
  const left = next.getByRole('region', { name: 'Interrupted imports' })
  await expect(left).toContainText('1 file was not in yet when this session was closed: “MX_long.flac”.')
  await expect(left.getByRole('button', { name: 'Add 1 interrupted file' })).toBeVisible()
  await expectNoViolations(next, 'an import that was interrupted')
  await test.step('and nothing lies under that: the buttons beside it are there to be pressed', async () => {
    await again.openFiles.click()
    await expect(again.filesDialog).toBeVisible()
    await next.keyboard.press('Escape')
    await expect(again.filesDialog).toHaveCount(0)
  })
  const kept = await next.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const names: string[] = []
    for await (const [name, handle] of root.entries()) {
      if (!(handle instanceof FileSystemDirectoryHandle)) continue
      for await (const inner of handle.keys()) names.push(`${name}/${inner}`)
    }
    return names
  })
  expect(kept.filter((name) => name.endsWith('.f32'))).toEqual([])

  await test.step('which is not asked again once it is dismissed', async () => {
    await left.getByRole('button', { name: 'Dismiss interrupted imports' }).click()
    await expect(left).toHaveCount(0)
    await again.open()
    await next.getByRole('button', { name: /1 track/ }).click()
    await expect(again.trackRows).toHaveCount(1)
    await expect(banner).toContainText('DX_here.wav')
    await expect(left).toHaveCount(0)
  })

  // The same file comes in again as if nothing had been.
  const short = folder.file('MX_short.flac')
  ffmpeg('-f', 'lavfi', '-i', 'sine=440:d=2', '-ar', '44100', '-ac', '2', short)
  await again.addFiles([short])
  await expect(again.trackRows).toHaveCount(2)
})

test('files that were on their way in are no longer named once they are added again', async ({
  page,
  app: _,
  context,
  folder,
}) => {
  const { next, again, long } = await afterClosing(page, context, folder.file)
  const left = next.getByRole('region', { name: 'Interrupted imports' })
  await expect(left).toBeVisible()
  await dropWithHandles(next, [long])
  await expect(left).toHaveCount(0)
  await next.getByRole('button', { name: 'Cancel import of MX_long.flac' }).click()
  await again.open()
  await next.getByRole('button', { name: /1 track/ }).click()
  await expect(again.trackRows).toHaveCount(1)
  await expect(left).toHaveCount(0)
})
