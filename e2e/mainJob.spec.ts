import { readFileSync } from 'node:fs'
import { ffprobeAudio, runTool } from '../src/testing/referenceTools.ts'
import { ffmpegLoudness } from './fixtures/ffmpegLoudness.ts'
import { md5OfFfmpegSum, md5OfPcm24, md5OfSoxSum, sha256 } from './fixtures/pcm.ts'
import { RATE, writeStems } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { PACKAGE } from './pages/dubstage.ts'

const SECONDS = 10

test('composite and M&E at unity are the sums that ffmpeg and sox make', async ({ app, folder }) => {
  const { dialogue, effects, music } = writeStems(folder.file, SECONDS)
  await app.addFiles([dialogue, effects, music])
  expect(await app.trackNames()).toEqual(['DX_r01', 'FX_r01', 'MX_r01'])
  await expect(app.stemOf('DX_r01')).toHaveValue('dialogue')
  await expect(app.stemOf('FX_r01')).toHaveValue('effects')
  await expect(app.stemOf('MX_r01')).toHaveValue('music')

  const { composite, me, names, report, html } = await app.exportAs({ name: 'Reel 1' })
  expect(names.toSorted()).toEqual(
    ['Reel_1_composite.wav', 'Reel_1_me.wav', ...PACKAGE.map((name) => `Reel_1_${name}`)].toSorted(),
  )

  const parts = { composite: [dialogue, effects, music], me: [effects, music] }
  for (const [file, sources] of [
    [composite, parts.composite],
    [me, parts.me],
  ] as const) {
    expect(md5OfPcm24(file)).toBe(md5OfFfmpegSum(sources))
    expect(md5OfPcm24(file)).toBe(md5OfSoxSum(sources))

    expect(ffprobeAudio(file)).toMatchObject({
      codec_name: 'pcm_s24le',
      sample_rate: '48000',
      channels: 2,
      bits_per_raw_sample: '24',
      duration_ts: SECONDS * RATE,
    })
    const sndfile = runTool('sndfile-info', [file]).toString()
    expect(sndfile).toMatch(/^Format\s*: 0x00010003$/m)
    expect(sndfile).toMatch(new RegExp(`^Frames\\s*: ${SECONDS * RATE}$`, 'm'))
    expect(sndfile).toMatch(/^Channels\s*: 2$/m)
    const inform = '--Inform=Audio;%Format% %BitDepth% %Channel(s)% %SamplingRate% %SamplingCount%'
    expect(runTool('mediainfo', [inform, file]).toString().trim()).toBe(`PCM 24 2 48000 ${SECONDS * RATE}`)
  }

  expect(report.deliverables.flatMap(({ files }) => files.map(({ file }) => file))).toEqual([
    'Reel_1_composite.wav',
    'Reel_1_me.wav',
  ])
  expect(report.residuals.map(({ dbfs }) => dbfs)).toEqual([null, null])
  expect(report.warnings).toEqual([])
  for (const [index, file] of [composite, me].entries()) {
    const figures = report.deliverables[index]
    const measured = ffmpegLoudness(file)
    expect(figures).toMatchObject({ channels: 2, sampleRate: RATE, bitDepth: 24, samples: SECONDS * RATE })
    expect(figures?.files[0]?.sha256).toBe(sha256(readFileSync(file)))
    expect(figures?.integratedLufs).toBeWithin(0.1, measured.integratedLufs)
    expect(figures?.loudnessRangeLu).toBeWithin(0.1, measured.loudnessRangeLu)
    expect(figures?.maxMomentaryLufs).toBeWithin(0.1, measured.maxMomentaryLufs)
    expect(figures?.maxShortTermLufs).toBeWithin(0.1, measured.maxShortTermLufs)
    expect(figures?.maxTruePeakDbtp).toBeWithin(0.2, measured.maxTruePeakDbtp)
    expect(readFileSync(html, 'utf8')).toContain(figures?.files[0]?.sha256)
  }
})
