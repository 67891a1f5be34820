import { firstDifference, readSamples } from './fixtures/pcm.ts'
import { RATE, writeStems } from './fixtures/programme.ts'
import { recordAudio } from './fixtures/recorder.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ bypassCSP: true })

const SECONDS = 6
const from = (channels: readonly Float64Array[], start: number, end?: number): Float64Array[] =>
  channels.map((channel) => channel.slice(start, end))

test('a loop goes round without a seam', async ({ page, app, folder }) => {
  const recorder = await recordAudio(page)
  await app.open()
  const stems = writeStems(folder.file, 2)
  await app.addFiles([stems.dialogue, stems.effects, stems.music])
  const { composite } = await app.exportAs({ format: '32-bit float' })

  await page.keyboard.press('Control+Shift+L')
  await app.slider('Loop end').focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowLeft')
  await expect(app.slider('Loop end')).toHaveAttribute('aria-valuetext', '01:00:00:23')
  const length = (23 * RATE) / 24
  await app.goTo('01:00:00:00')
  await recorder.clear()
  await app.play.click()
  await recorder.hasRecorded(3 * length)
  await app.play.click()
  await expect(app.play).toHaveAttribute('aria-pressed', 'false')

  const live = await recorder.take()
  const round = readSamples(composite).map((channel) => channel.slice(0, length))
  const rounds = 3
  const expected = round.map((channel) =>
    Float64Array.from({ length: rounds * length }, (_, n) => channel[n % length] ?? 0),
  )
  expect(firstDifference(from(live.composite, 0, rounds * length), expected)).toBeNull()
})

test('what is heard is what is exported, to the bit', async ({ page, app, folder }) => {
  test.slow()
  const recorder = await recordAudio(page)
  await app.open()
  const stems = writeStems(folder.file, SECONDS)
  await app.addFiles([stems.dialogue, stems.effects, stems.music])
  const length = SECONDS * RATE

  await test.step('at unity, from the start to the end', async () => {
    const { composite, me } = await app.exportAs({ format: '32-bit float' })
    const live = await recorder.recordToEnd(app)
    expect(firstDifference(from(live.composite, 0, length), readSamples(composite))).toBeNull()
    expect(firstDifference(from(live.me, 0, length), readSamples(me))).toBeNull()
    expect(
      from(live.composite, length)
        .flatMap((channel) => [...channel])
        .every((value) => value === 0),
    ).toBe(true)
  })

  await test.step('with levels off unity, from the middle', async () => {
    await app.type('Fader, DX_r01', '-4.7')
    await app.type('Balance, FX_r01', 'R30')
    await app.type('Trim, MX_r01', '+1.3')
    await app.chip('Polarity, MX_r01').click()
    await app.type('Fader, Effects stem', '-2.2')
    const { composite, me } = await app.exportAs({ format: '32-bit float' })
    const middle = 3 * RATE
    const expected = from(readSamples(composite), middle)
    expect(expected[0]?.[0], 'the capture is aligned by the first sample').not.toBe(0)

    const live = await recorder.recordToEnd(app, '01:00:03:00')
    expect(firstDifference(from(live.composite, 0, length - middle), expected)).toBeNull()
    expect(firstDifference(from(live.me, 0, length - middle), from(readSamples(me), middle))).toBeNull()
  })
})
