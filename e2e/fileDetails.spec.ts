import { type AiffFixture, aiffFixture } from '../src/testing/aiffFixture.ts'
import {
  broadcastChunk,
  cueChunk,
  listChunk,
  pointText,
  productionChunk,
} from '../src/testing/metadataFixture.ts'
import { noise } from '../src/testing/signals.ts'
import { encodePcm, wavFixture } from '../src/testing/wavFixture.ts'
import { expectNoViolations } from './fixtures/axe.ts'
import { largestDifference, readSamples } from './fixtures/pcm.ts'
import { expect, test } from './fixtures/test.ts'

const STEREO = [noise(48_000, 1), noise(48_000, 2)]
const MARKUP = '<img src=x onerror=alert(1)>'

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'audio/wav',
  buffer: Buffer.from(bytes),
})

test('everything that a file says of itself is there to read, from the keyboard too', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const chunks = [
    broadcastChunk({
      description: `Reel 1 ${MARKUP}`,
      originator: 'Stage 3',
      timeReference: 172_800_000n,
      loudness: [-2265, 0x7fff, -105, 0x7fff, 0x7fff],
      codingHistory: 'A=PCM,F=48000,W=24\r\nA=PCM,T=second\r\n'.repeat(30),
    }),
    productionChunk(
      '<BWFXML><SCENE>12A</SCENE><TAKE>3</TAKE><SPEED><FILE_SAMPLE_RATE>48048</FILE_SAMPLE_RATE></SPEED></BWFXML>',
    ),
    cueChunk(Array.from({ length: 40 }, (_, id) => ({ id, sample: id * 1000 }))),
    listChunk('adtl', [['labl', pointText(24, 'FFOA')]]),
  ]
  await app.fileInput.setInputFiles([
    file('DX_reel.wav', wavFixture({ samples: STEREO, chunksBefore: chunks })),
  ])
  await app.importsDone()

  const row = page.getByRole('button', { name: 'Details of DX_reel.wav' })
  await row.focus()
  await page.keyboard.press('Enter')
  const details = page.getByRole('dialog', { name: 'Details of DX_reel.wav' })
  await expect(details).toBeVisible()
  for (const text of [
    'Broadcast WAV (BWF)',
    '2: L R',
    '01:00:00:00 at 24 fps, the session’s rate',
    `Reel 1 ${MARKUP}`,
    '12A',
    '−22.65 LUFS',
    '40 markers, counted from the start of the file at 24 fps',
    'Its iXML says 48048 Hz, its header 48000 Hz: it is read at 48000 Hz.',
  ]) {
    await expect.soft(details.getByText(text, { exact: true })).toBeVisible()
  }
  await expect(details.getByRole('row', { name: /^00:00:00:12.*FFOA/ })).toHaveCount(1)
  await expect(page.locator('img[src="x"]')).toHaveCount(0)

  const box = await details.boundingBox()
  expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 1280 && box.y + box.height <= 800).toBe(true)
  const content = details.getByRole('region', { name: 'Details of DX_reel.wav' })
  expect(await content.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  await expectNoViolations(page, 'details', 'dialog')

  await details.getByText('Stage 3', { exact: true }).dblclick({ position: { x: 8, y: 8 } })
  expect(await page.evaluate(() => String(getSelection()).trim())).toBe('Stage')
  await page.keyboard.press('Escape')
  await expect(details).toBeHidden()
  await expect(row).toBeFocused()
  await expectNoViolations(page, 'reel', '[data-region=reel]')
})

test('the list of files is one stop of the Tab key, and the arrows move in it', async ({ page, app }) => {
  const names = ['DX_1.wav', 'DX_2.wav', 'DX_3.wav']
  const bytes = wavFixture({ samples: [noise(100, 1)] })
  await app.fileInput.setInputFiles(names.map((each) => file(each, bytes)))
  await app.importsDone()
  const name = (index: number) => page.getByRole('button', { name: `Details of ${names[index]}` })
  await name(0).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(name(2)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(name(1)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(name(1)).toBeFocused()
})

test('RF64 and AIFF are mixed as they lie on disk', async ({ app }) => {
  const fixtures: Record<string, Uint8Array> = {
    'FX_wide.wav': wavFixture({ samples: STEREO, wide: { id: 'RF64' } }),
    'FX_logic.aif': aiffFixture({ samples: STEREO }),
    'FX_little.aifc': aiffFixture({
      samples: STEREO,
      coding: 'sowt',
      littleEndian: true,
    } satisfies AiffFixture),
  }
  await app.fileInput.setInputFiles(Object.entries(fixtures).map(([name, bytes]) => file(name, bytes)))
  await expect(app.trackRows).toHaveCount(3)
  await app.importsDone()
  await expect(app.errors).toHaveCount(0)
  for (const name of ['FX_logic', 'FX_little']) await app.chip(`Mute, ${name}`).click()
  const held = STEREO.map((channel) => {
    const view = new DataView(encodePcm([channel], 's24').buffer)
    return channel.map((_, n) => ((view.getInt8(3 * n + 2) << 16) | view.getUint16(3 * n, true)) / 2 ** 23)
  })
  expect(largestDifference(readSamples((await app.exportAs()).me), held)).toBe(0)
  await app.chip('Mute, FX_wide').click()
  await app.chip('Mute, FX_logic').click()
  expect(largestDifference(readSamples((await app.exportAs()).me), held)).toBe(0)
  await app.chip('Mute, FX_logic').click()
  await app.chip('Mute, FX_little').click()
  expect(largestDifference(readSamples((await app.exportAs()).me), held)).toBe(0)
})
