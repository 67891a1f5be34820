import { recordAudio } from './fixtures/recorder.ts'
import { expect, test } from './fixtures/test.ts'
for (const rec of [false, true])
test('probe' + rec, async ({ page, app }) => {
  if (rec) await recordAudio(page)
  await page.addInitScript(() => { const N = AudioContext; (window as any).AudioContext = class extends N { constructor(o: any){ super(o); (window as any).ctx = this } } })
  await app.open()
  await app.openDemo()
  await app.play.click()
  await page.waitForTimeout(3000)
  console.log(await app.position(), await page.evaluate(() => { const b=(window as any).recording?.batches; const c = (window as any).ctx;  return [b?.length, b?.[0]?.frame, c?.state, c?.currentTime] }), await app.errors.allTextContents())
})
