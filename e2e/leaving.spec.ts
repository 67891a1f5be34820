import { writeLongFile } from './fixtures/longFile.ts'
import { expect, test } from './fixtures/test.ts'

test('leaving the page asks nothing once the mix is kept, and the mix is there when it is opened again', async ({
  page,
  app,
}) => {
  let asked = 0
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') asked += 1
  })
  await app.openDemo()
  const mute = page.getByRole('button', { name: 'Mute, DX Keeper EN', exact: true })
  await mute.click()
  await expect(page.getByText('Saved in this browser')).toBeVisible()
  await expect(page.getByText(/on this page only/)).toHaveCount(0)
  await page.reload()
  await expect(app.startHeading).toBeVisible()
  expect(asked).toBe(0)
  await page.getByRole('button', { name: /^The Last Light/ }).click()
  await expect(mute).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/missing/)).toHaveCount(0)
})

test('leaving the page asks first while something is under way', async ({ page, app, folder }) => {
  let asked = 0
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') asked += 1
  })
  await app.open()
  const path = folder.file('DX_long.wav')
  writeLongFile(path, 60)
  await app.addFiles([path])
  await app.openExport({ name: 'Reel' })
  await app.toDownloads.click()
  // One that waits yet is kept for another visit, and no reason to stay.
  await expect(app.exportDialog.getByText(/× real time/)).toBeVisible()
  await page.reload()
  expect(asked).toBe(1)
})
