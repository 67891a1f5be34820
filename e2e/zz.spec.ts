import { readSamples } from './fixtures/pcm.ts'
import { writeStems } from './fixtures/programme.ts'
import { recordAudio } from './fixtures/recorder.ts'
import { test } from './fixtures/test.ts'
test.use({ bypassCSP: true })
for (let k = 0; k < 6; k++)
test('probe' + k, async ({ page, app, folder }) => {
  test.slow()
  const recorder = await recordAudio(page)
  await app.open()
  const stems = writeStems(folder.file, 1)
  await app.addFiles([stems.dialogue, stems.effects, stems.music])
  const { composite } = await app.exportAs({ format: '32-bit float' })
  const expected = readSamples(composite)[0]!
  for (let n = 0; n < 3; n++) {
    await recorder.clear()
    await app.playToEnd()
    const t = await recorder.take()
    for (const [name, got] of [['composite', t.composite[0]!], ['heard', t.heard[0]!]] as const) {
      const bad: number[] = []
      expected.forEach((v, i) => { if (got[i] !== v) bad.push(i) })
      console.log(k, n, name, got.length, bad.length, bad[0], bad.at(-1), bad[0] !== undefined ? [got[bad[0]], expected[bad[0]], got[bad.at(-1)!], expected[bad.at(-1)!]] : '', await app.dropouts.allTextContents())
    }
  }
})
