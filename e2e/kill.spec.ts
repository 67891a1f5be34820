import { closeSync, copyFileSync, existsSync, openSync, statSync, writeSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { choose, type Gesture, modelOf, picture, random } from './fixtures/gestures.ts'
import { kill } from './fixtures/kill.ts'
import { silentFixture, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { Dubstage } from './pages/dubstage.ts'

/** How often the tab is killed, and what the random numbers begin with: `npm run kills -- --kills 200 --seed 7`. */
const KILLS = Number(process.env.KILLS ?? 4)
const SEED = Number(process.env.KILL_SEED ?? 1)

async function seen(page: Page, app: Dubstage): Promise<string> {
  const names = (await app.trackNames()).map((name) => name ?? '')
  const tracks = await Promise.all(
    names.map(async (name) => {
      const level = await app.slider(`Fader, ${name}`).getAttribute('aria-valuenow')
      const mute = await app.chip(`Mute, ${name}`).getAttribute('aria-pressed')
      return `${name} ${level} ${mute}`
    }),
  )
  const step = async (what: 'Undo' | 'Redo'): Promise<string> => {
    const label = await page.getByRole('button', { name: new RegExp(`^${what}`) }).getAttribute('aria-label')
    return label?.includes(': ') ? label.slice(what.length + 2) : '–'
  }
  return [await app.title.inputValue(), ...tracks, await step('Undo'), await step('Redo')].join(' | ')
}

/** Begins an import, and does not wait for it. */
async function startImport(
  app: Dubstage,
  { name, converted }: Gesture & { do: 'import' },
  path: (name: string) => string,
): Promise<void> {
  const file = path(`${name}.wav`)
  if (!converted) writeWav(file, silentFixture())
  else {
    // A file of its own: of one that is known already the converted copy would be found.
    copyFileSync(longFile(path), file)
    const bytes = openSync(file, 'r+')
    writeSync(bytes, name, statSync(file).size - 12)
    closeSync(bytes)
  }
  await app.fileInput.setInputFiles([file])
}

/** A file of another rate that takes about half a second to be converted. */
function longFile(path: (name: string) => string): string {
  const file = path('long.wav')
  return existsSync(file) ? file : writeWav(file, { ...silentFixture(44_100 * 30), sampleRate: 44_100 })
}

async function perform(
  page: Page,
  app: Dubstage,
  gesture: Gesture,
  path: (name: string) => string,
): Promise<void> {
  if (gesture.do === 'fader') await app.type(`Fader, ${gesture.track}`, String(gesture.db))
  else if (gesture.do === 'mute') await app.chip(`Mute, ${gesture.track}`).click()
  else if (gesture.do === 'remove') {
    const before = await app.trackRows.count()
    await app.chip(`Mute, ${gesture.track}`).focus()
    await page.keyboard.press('Delete')
    await expect(app.trackRows).toHaveCount(before - 1)
  } else if (gesture.do === 'rename') {
    await app.title.fill(gesture.title)
    await app.title.press('Enter')
  } else if (gesture.do === 'import') {
    const before = await app.trackRows.count()
    await startImport(app, gesture, path)
    await expect(app.trackRows).toHaveCount(before + 1)
  } else await page.getByRole('button', { name: gesture.do === 'undo' ? /^Undo/ : /^Redo/ }).click()
}

/** How far the import that is under way is, as the page shows it. */
async function importPhase(page: Page): Promise<string> {
  const texts = await page
    .getByRole('progressbar', { name: /^Import of / })
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('aria-valuetext') ?? ''))
  return texts.map((text) => text.replace(/ .*/, '').toLowerCase()).sort()[0] ?? 'done'
}

test(`after each of ${KILLS} kills every gesture is there but at most the one in flight`, async ({
  page: first,
  app,
  context,
  folder,
}) => {
  test.setTimeout(60_000 + KILLS * 40_000)
  const next = random(SEED)
  let gestures: Gesture[] = []
  let [page, here] = [first, app]
  const lost = { edit: 0, import: 0 }
  const phases = new Map<string, number>()
  for (let round = 0; round < KILLS; round++) {
    const count = 3 + Math.floor(next() * 6)
    for (let n = 0; n < count; n++) {
      const gesture = choose(gestures, next)
      await perform(page, here, gesture, folder.file)
      gestures.push(gesture)
    }
    // One kill in three is in the middle of an import, from its first byte to its track.
    const importing = next() < 0.34 && modelOf(gestures).session.tracks.length < 8
    if (importing) {
      const last: Gesture = { do: 'import', name: `DX_${gestures.length}`, converted: true }
      await startImport(here, last, folder.file)
      gestures.push(last)
    }
    await new Promise((resolve) => setTimeout(resolve, Math.floor(next() * (importing ? 1200 : 30))))
    const phase = importing ? await importPhase(page) : null
    if (phase) phases.set(phase, (phases.get(phase) ?? 0) + 1)
    await kill(page)

    page = await context.newPage()
    here = new Dubstage(page, folder.file)
    await here.open()
    await page.getByRole('complementary', { name: 'Recent sessions' }).getByRole('button').first().click()
    await expect(here.title).toBeVisible()
    const found = await seen(page, here)
    const flying = gestures.slice(0, -1)
    expect([picture(gestures), picture(flying)], `seed ${SEED}, kill ${round}`).toContain(found)
    if (found !== picture(gestures)) {
      gestures = flying
      lost[importing ? 'import' : 'edit'] += 1
    }
    // What was done before the kill can be undone.
    gestures.push({ do: 'undo' })
    await perform(page, here, { do: 'undo' }, folder.file)
    await expect.poll(() => seen(page, here)).toBe(picture(gestures))
  }
  // What the imports that were killed had begun to write is gone with the next one.
  await perform(page, here, { do: 'import', name: 'DX_last', converted: true }, folder.file)
  await here.importsDone()
  const copies = await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const names: string[] = []
    for await (const name of (await root.getDirectoryHandle('conformed')).keys()) names.push(name)
    return names
  })
  expect(copies.filter((name) => name.endsWith('.part'))).toEqual([])
  const caught = [...phases].map(([phase, count]) => `${count} ${phase}`).join(', ')
  const description = `${KILLS} kills, seed ${SEED}, ${gestures.length} gestures; in flight and lost: ${lost.edit} edits, ${lost.import} imports; imports under way: ${caught || 'none'}`
  test.info().annotations.push({ type: 'kills', description })
  process.stdout.write(`    ${description}\n`)
})
