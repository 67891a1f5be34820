import { expect, test } from './fixtures/test.ts'

test('leaving the page asks first once the mix has been changed, and not before', async ({ page, app }) => {
  let asked = 0
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') asked += 1
  })
  await app.openDemo()
  await page.reload()
  expect(asked).toBe(0)
  await app.openDemo()
  await page.getByRole('button', { name: 'Mute, DX Keeper EN', exact: true }).click()
  await page.reload()
  expect(asked).toBe(1)
  await expect(app.startHeading).toBeVisible()
})
