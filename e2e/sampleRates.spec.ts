import { ffprobeAudio } from '../src/testing/referenceTools.ts'
import { impulse, noise, silence, sine } from '../src/testing/signals.ts'
import { firstDifference, md5OfFfmpegSum, md5OfPcm24, md5OfSoxSum, readSamples } from './fixtures/pcm.ts'
import { silentFixture, sum, writeWav } from './fixtures/programme.ts'
import { recordAudio } from './fixtures/recorder.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ bypassCSP: true })

const SECONDS = 2

for (const rate of [96_000, 44_100]) {
  test(`a session at ${rate} Hz plays and exports its own files to the bit, and takes others`, async ({
    page,
    app,
    folder,
  }) => {
    test.slow()
    const recorder = await recordAudio(page)
    await app.open()

    await test.step('after one at 48 kHz has played on the same page', async () => {
      await app.addFiles([writeWav(folder.file('DX_before.wav'), silentFixture(12_000))])
      await app.playToEnd()
      await page.getByRole('button', { name: 'Close session' }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Close/ })
        .last()
        .click()
      await expect(app.startHeading).toBeVisible()
    })

    const length = SECONDS * rate + 77
    const side = (seed: number) => sum(impulse(length, 0, 0.2), noise(length, seed, 0.15))
    const native = ['DX_own', 'MX_own'].map((name, index) =>
      writeWav(folder.file(`${name}.wav`), {
        samples: [side(2 * index + 1), side(2 * index + 2)],
        sampleRate: rate,
      }),
    )
    // Tenths of a second of silence before it: it is looked for at its time.
    const tone = Float64Array.from([...silence(4800), ...sine(48_000, 1000, 0.25)])
    const other = writeWav(folder.file('FX_other.wav'), { samples: [tone, tone] })

    await test.step('is made, and knows which files are its own', async () => {
      await page.getByRole('button', { name: 'New session…' }).click()
      const dialog = page.getByRole('dialog', { name: 'New session' })
      await dialog.getByRole('combobox', { name: 'Sample rate' }).selectOption(String(rate))
      await dialog.getByRole('button', { name: 'Create session' }).click()
      await expect(app.title).toBeVisible()
      await app.addFiles([...native, other])
      await page.keyboard.press('Shift+F')
      await expect(app.filesOf('DX_own')).toContainText(`${rate / 1000} kHz`)
      await expect(app.filesOf('DX_own')).not.toContainText('→')
      await expect(app.filesOf('FX_other')).toContainText(`48 → ${rate / 1000} kHz`)
      await page.keyboard.press('Escape')
    })

    await test.step('sums its own as ffmpeg and sox do', async () => {
      await app.chip('Mute, FX_other').click()
      const { composite, report } = await app.exportAs()
      expect(ffprobeAudio(composite)).toMatchObject({ sample_rate: String(rate), duration_ts: length })
      expect(report.settings.sampleRate).toBe(rate)
      expect(md5OfPcm24(composite)).toBe(md5OfFfmpegSum(native))
      expect(md5OfPcm24(composite)).toBe(md5OfSoxSum(native))
    })

    await test.step('plays what it exports', async () => {
      const { composite } = await app.exportAs({ format: '32-bit float' })
      const live = await recorder.recordToEnd(app)
      const heard = live.composite.map((channel) => channel.slice(0, length))
      expect(firstDifference(heard, readSamples(composite))).toBeNull()
    })

    await test.step('has the tone of another rate at its time, pitch and level', async () => {
      for (const name of ['Mute, FX_other', 'Mute, DX_own', 'Mute, MX_own']) await app.chip(name).click()
      const { composite } = await app.exportAs({ format: '32-bit float' })
      const [left = new Float64Array()] = readSamples(composite)
      const [start, end] = [0.2 * rate, rate]
      const expected = Float64Array.from(
        { length: end },
        (_, n) => 0.25 * Math.sin(2 * Math.PI * 1000 * (n / rate - 0.1)),
      )
      let worst = 0
      for (let n = start; n < end; n++) worst = Math.max(worst, Math.abs((left[n] ?? 1) - (expected[n] ?? 0)))
      expect(20 * Math.log10(worst)).toBeLessThan(-100)
    })
  })
}
