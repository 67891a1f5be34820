import { noise } from '../src/testing/signals.ts'
import { expectNoViolationsAtAnySize, WINDOWS } from './fixtures/axe.ts'
import { md5OfFfmpegSum, md5OfPcm24 } from './fixtures/pcm.ts'
import { RATE, writeStems, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

test('narration and optional come with their tracks, and are in the composite', async ({
  page,
  app,
  folder,
}) => {
  const { dialogue, effects, music } = writeStems(folder.file, 2)
  await app.addFiles([dialogue, effects, music])
  const stems = page.getByRole('group', { name: 'Stems', exact: true })
  const strips = stems.getByRole('button', { name: /^Mute, / })
  await expect(strips).toHaveCount(4)
  const more = ['NAR_r01.wav', 'OPT_r01.wav'].map((name, n) =>
    writeWav(folder.file(name), {
      samples: [noise(2 * RATE, 60 + n, 0.1), noise(2 * RATE, 70 + n, 0.1)],
    }),
  )
  await app.addFiles(more)
  await app.importsDone()
  await expect(strips).toHaveCount(6)
  const barHeight = async () => (await app.topBar.boundingBox())?.height
  for (const size of WINDOWS) {
    await page.setViewportSize(size)
    for (const name of ['Mute, Narration stem', 'Mute, Optional stem', 'Mute, NAR_r01', 'Mute, DX_r01'])
      await expect(app.chip(name)).toBeInViewport()
    const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(across).toBeLessThanOrEqual(0)
    expect(await barHeight()).toBeLessThan(60)
  }
  await expectNoViolationsAtAnySize(page, 'six stems')

  const { composite, me } = await app.exportAs({ name: 'Reel' })
  expect(md5OfPcm24(composite)).toBe(md5OfFfmpegSum([dialogue, effects, music, ...more]))
  expect(md5OfPcm24(me)).toBe(md5OfFfmpegSum([effects, music]))
  await expect(page.getByRole('button', { name: /^Export queue/ })).toBeVisible()
  for (const size of WINDOWS) {
    await page.setViewportSize(size)
    expect(await barHeight(), 'with the queue in the bar').toBeLessThan(60)
  }
})
