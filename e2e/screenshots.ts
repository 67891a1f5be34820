import { fileURLToPath } from 'node:url'
import { expect, test } from './fixtures/test.ts'

const FOLDER = new URL('../docs/screens/', import.meta.url)

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
]) {
  test.describe(`at ${viewport.width} × ${viewport.height}`, () => {
    test.use({ viewport })

    test('pictures of every screen', async ({ page, app }) => {
      const picture = (screen: string) =>
        page.screenshot({ path: fileURLToPath(new URL(`${screen}-${viewport.width}.png`, FOLDER)) })
      test.slow()
      await picture('start')

      await app.openDemo()
      await app.importsDone()
      await app.goTo('01:00:25:00')
      await app.slider('Fader, MX Score').focus()
      await app.play.click()
      // Into the storm, with every stem sounding and loudness to show.
      await expect.poll(() => app.position(), { intervals: [100] }).toMatch(/^01:00:3[2-9]/)
      await picture('mix')
      await app.play.click()
      await expect(app.play).toHaveAttribute('aria-pressed', 'false')

      await app.openExport()
      await picture('export-settings')
      await app.exportDownloads()
      await picture('export-done')
    })
  })
}
