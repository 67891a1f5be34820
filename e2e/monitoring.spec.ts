import { largestDifference, readSamples } from './fixtures/pcm.ts'
import { writeStems } from './fixtures/programme.ts'
import { recordAudio } from './fixtures/recorder.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ bypassCSP: true })

test('listening changes what is heard, and no deliverable', async ({ page, app, folder }) => {
  test.slow()
  const recorder = await recordAudio(page)
  await app.open()
  const stems = writeStems(folder.file, 1)
  await app.addFiles([stems.dialogue, stems.effects, stems.music])
  const before = await app.exportAs({ format: '32-bit float' })
  const composite = readSamples(before.composite)
  const me = readSamples(before.me)
  const dialogue = readSamples(stems.dialogue)
  const music = readSamples(stems.music)

  /** Plays all, and gives what came to the speakers as long as the programme is. */
  const listen = async (): Promise<Float64Array[]> => {
    const { heard } = await recorder.recordToEnd(app)
    return heard.map((channel) => channel.slice(0, composite[0]?.length))
  }
  const scaled = (channels: readonly Float64Array[], by: number): Float64Array[] =>
    channels.map((channel) => channel.map((value) => value * by))

  await test.step('composite, untouched', async () => {
    expect(largestDifference(await listen(), composite)).toBe(0)
  })
  await test.step('M&E, untouched', async () => {
    await app.monitor('M&E').click()
    expect(largestDifference(await listen(), me)).toBe(0)
  })
  await test.step('one stem', async () => {
    await app.monitor('DX').click()
    expect(largestDifference(await listen(), dialogue)).toBe(0)
  })
  await test.step('solo', async () => {
    await app.monitor('Composite').click()
    await app.chip('Solo, MX_r01').click()
    expect(largestDifference(await listen(), music)).toBe(0)
  })
  await test.step('solo of a stem that the source has not: silence', async () => {
    await app.monitor('DX').click()
    expect(largestDifference(await listen(), scaled(music, 0))).toBe(0)
  })
  await test.step('monitor level and dim', async () => {
    await app.chip('Clear solo').click()
    await app.monitor('Composite').click()
    await app.type('Monitor level', '-12')
    await page.keyboard.press('d')
    await expect(page.getByRole('button', { name: /^Dim/ })).toHaveAttribute('aria-pressed', 'true')
    expect(largestDifference(await listen(), scaled(composite, 10 ** (-32 / 20)))).toBeLessThan(1e-7)
  })
  await test.step('the files stay what they were', async () => {
    await app.chip('Solo, MX_r01').click()
    const after = await app.exportAs({ format: '32-bit float' })
    for (const id of ['composite', 'me'] as const) {
      expect(largestDifference(readSamples(after[id]), readSamples(before[id]))).toBe(0)
    }
  })
})

test('every start is heard from its first sample on', async ({ page, app, folder }) => {
  test.slow()
  const recorder = await recordAudio(page)
  await app.open()
  const stems = writeStems(folder.file, 1)
  await app.addFiles([stems.dialogue, stems.effects, stems.music])
  for (let start = 0; start < 10; start++) {
    await app.goTo('01:00:00:00')
    await recorder.clear()
    await app.play.click()
    await recorder.hasRecorded(1)
    // It fades out on the way, which closes the gate that the next start has to find open.
    await app.play.click()
    await expect(app.play).toHaveAttribute('aria-pressed', 'false')
    const { composite, heard } = await recorder.take()
    const begin = (channels: readonly Float64Array[]) => channels.map((channel) => channel.slice(0, 64))
    expect(begin(heard), `start ${start + 1}`).toEqual(begin(composite))
    expect(composite[0]?.[0]).toBeCloseTo(0.3, 2)
  }
})
