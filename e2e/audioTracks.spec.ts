import { writeAudioTracks } from '../src/testing/audioTracksFixture.ts'
import { expect, test } from './fixtures/test.ts'

test('the audio tracks of a film come in one by one, and what cannot be decoded is named', async ({
  page,
  app,
  folder,
}) => {
  const film = folder.file('Reel 1.mov')
  writeAudioTracks(
    film,
    [
      { encoder: 'alac' },
      { encoder: 'aac', tone: 440, title: 'DX' },
      { encoder: 'pcm_s24le', channels: 2, title: 'MX' },
      { encoder: 'pcm_s16le', rate: 44_100 },
    ],
    { picture: true },
  )
  await app.addFiles([film], 3)
  await expect(app.errors).toHaveCount(1)
  await expect(app.errors).toContainText('The ALAC sound of “Reel 1.mov, track 1” cannot be decoded here.')
  const rows = app.trackRows
  await expect(rows.filter({ hasText: 'Reel 1: DX' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Reel 1: MX' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Reel 1, track 4' })).toHaveCount(1)

  await test.step('Files lists them by track', async () => {
    await app.openFiles.click()
    for (const name of ['Reel 1.mov: DX', 'Reel 1.mov: MX', 'Reel 1.mov, track 4'])
      await expect(app.filesDialog.getByRole('button', { name: `Details of ${name}` })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('they are one step to undo', async () => {
    await page.getByRole('button', { name: /^Undo: / }).click()
    await expect(app.trackRows).toHaveCount(0)
  })
})
