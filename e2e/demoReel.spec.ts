import { readFileSync } from 'node:fs'
import { ffprobeAudio } from '../src/testing/referenceTools.ts'
import { ffmpegLoudness } from './fixtures/ffmpegLoudness.ts'
import { sha256 } from './fixtures/pcm.ts'
import { RATE } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'

type Reel = {
  readonly tracks: readonly { readonly clips: readonly { readonly file: string; readonly start: number }[] }[]
}

/** The end of the last clip, from the reel's own papers and ffprobe. */
function reelLength(): number {
  const folder = new URL('../public/demo/', import.meta.url)
  const reel: Reel = JSON.parse(readFileSync(new URL('session.json', folder), 'utf8'))
  const ends = reel.tracks.flatMap(({ clips }) =>
    clips.map(({ file, start }) => start + Number(ffprobeAudio(new URL(file, folder).pathname).duration_ts)),
  )
  return Math.max(...ends)
}

test('three clicks lead from the first screen to the deliverables of the demo reel', async ({
  page,
  app,
}) => {
  test.slow()
  await page.evaluate(() => {
    Object.assign(window, { clicks: 0 })
    addEventListener(
      'click',
      ({ isTrusted }) => isTrusted && (window as unknown as { clicks: number }).clicks++,
      true,
    )
  })
  await app.demoButton.click()
  await app.demoIsOpen()
  await app.exportButton.click()
  const { composite, me, report, names } = await app.exportDownloads()
  expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBe(3)
  expect(names).toContain('The_Last_Light_composite.wav')

  const length = reelLength()
  expect(length).toBeGreaterThanOrEqual(45 * RATE)
  for (const { dbfs } of report.residuals) expect(dbfs === null || dbfs < -120).toBe(true)
  for (const [index, file] of [composite, me].entries()) {
    const figures = report.deliverables[index]
    const measured = ffmpegLoudness(file)
    expect(ffprobeAudio(file).duration_ts).toBe(length)
    expect(figures?.samples).toBe(length)
    expect(figures?.files[0]?.sha256).toBe(sha256(readFileSync(file)))
    expect(figures?.clippedSamples).toBe(0)
    expect(figures?.integratedLufs).toBeWithin(0.1, measured.integratedLufs)
    expect(figures?.loudnessRangeLu).toBeWithin(0.1, measured.loudnessRangeLu)
    expect(figures?.maxMomentaryLufs).toBeWithin(0.1, measured.maxMomentaryLufs)
    expect(figures?.maxShortTermLufs).toBeWithin(0.1, measured.maxShortTermLufs)
    expect(figures?.maxTruePeakDbtp).toBeWithin(0.2, measured.maxTruePeakDbtp)
  }
})
