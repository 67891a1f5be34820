import { readFileSync } from 'node:fs'
import type { JSHandle } from '@playwright/test'
import { silentFixture, writeStems, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

test('files dropped anywhere become tracks', async ({ page, app, folder }) => {
  const { dialogue, music } = writeStems(folder.file, 1)
  const transfer = (paths: readonly string[]): Promise<JSHandle<DataTransfer>> =>
    page.evaluateHandle(
      (files) => {
        const data = new DataTransfer()
        for (const { name, base64 } of files) {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
          data.items.add(new File([bytes], name, { type: 'audio/wav' }))
        }
        return data
      },
      paths.map((path) => ({
        name: path.replace(/^.*\//, ''),
        base64: readFileSync(path).toString('base64'),
      })),
    )

  const two = await transfer([dialogue, music])
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: two })
  await expect(app.dropInvitation).toBeVisible()
  await page.dispatchEvent('body', 'dragleave', { dataTransfer: two })
  await expect(app.dropInvitation).toHaveCount(0)
  await page.dispatchEvent('body', 'dragover', { dataTransfer: two })
  await page.dispatchEvent('body', 'drop', { dataTransfer: two })
  await expect(app.dropInvitation).toHaveCount(0)
  await expect(app.trackRows).toHaveCount(2)
  expect(await app.trackNames()).toEqual(['DX_r01', 'MX_r01'])

  await test.step('and onto a session that is open', async () => {
    const more = await transfer([writeWav(folder.file('door_SFX.wav'), silentFixture())])
    await page.dispatchEvent('body', 'drop', { dataTransfer: more })
    await expect(app.trackRows).toHaveCount(3)
    await expect(app.stemOf('door_SFX')).toHaveValue('effects')
  })

  await test.step('text is not taken for a file', async () => {
    const text = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'DX_r02.wav')
      return data
    })
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: text })
    await expect(app.dropInvitation).toHaveCount(0)
  })
})
