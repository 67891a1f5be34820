import type { Page } from '@playwright/test'
import type { Command } from '../src/domain/commands.ts'
import { emptySession } from '../src/domain/session.ts'
import { decibels } from '../src/domain/units.ts'
import { createDocumentStore } from '../src/state/documentStore.ts'
import { sessionFixture } from '../src/testing/sessionFixture.ts'
import { silentFixture, writeWav } from './fixtures/programme.ts'
import { expect, test } from './fixtures/test.ts'
import { Dubstage } from './pages/dubstage.ts'

/** How often the tab is killed, and what the random numbers begin with: `KILLS=200 KILL_SEED=7 npm run e2e -- e2e/kill.spec.ts`. */
const KILLS = Number(process.env.KILLS ?? 6)
const SEED = Number(process.env.KILL_SEED ?? 1)

/** Numbers from 0 to 1 that come again with the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Gesture =
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  | { readonly do: 'fader'; readonly track: string; readonly db: number }
  | { readonly do: 'mute'; readonly track: string }
  | { readonly do: 'rename'; readonly title: string }
  | { readonly do: 'import'; readonly name: string }

/** What the gestures made of the session, by the same store that the application has. */
function modelOf(gestures: readonly Gesture[]) {
  const store = createDocumentStore(emptySession('Untitled session'))
  for (const [index, gesture] of gestures.entries()) {
    const { session, dispatch, undo, redo } = store.getState()
    const trackOf = (wanted: string) => session.tracks.find(({ name }) => name === wanted)
    if (gesture.do === 'undo') undo()
    if (gesture.do === 'redo') redo()
    if (gesture.do === 'undo' || gesture.do === 'redo') continue
    if (gesture.do === 'rename') dispatch({ type: 'session/rename', title: gesture.title })
    else if (gesture.do === 'import') {
      const fixture = sessionFixture([{ name: gesture.name }])
      const tracks = fixture.tracks.map((one) => ({ ...one, id: String(index) }))
      dispatch({ type: 'tracks/add', media: fixture.media, tracks })
    } else {
      const track = trackOf(gesture.track)
      if (!track) continue
      const command: Command =
        gesture.do === 'mute'
          ? { type: 'track/setMute', track: track.id, mute: !track.mute }
          : { type: 'track/setFader', track: track.id, db: decibels(gesture.db) }
      dispatch(command)
    }
  }
  return store.getState()
}

/** What of a session is seen. */
function picture(gestures: readonly Gesture[]): string {
  const { session, past, future } = modelOf(gestures)
  const tracks = session.tracks.map(({ name, faderDb, mute }) => `${name} ${faderDb} ${mute}`)
  return [session.title, ...tracks, past.at(-1)?.label ?? '–', future.at(-1)?.label ?? '–'].join(' | ')
}

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

function choose(gestures: readonly Gesture[], next: () => number): Gesture {
  const { session, past, future } = modelOf(gestures)
  const track = session.tracks[Math.floor(next() * session.tracks.length)]?.name
  const dice = next()
  if (!track || (dice < 0.12 && session.tracks.length < 5))
    return { do: 'import', name: `DX_${gestures.length}` }
  if (dice < 0.3 && past.length > 1) return { do: 'undo' }
  if (dice < 0.45 && future.length > 0) return { do: 'redo' }
  if (dice < 0.55) return { do: 'rename', title: `Reel ${gestures.length}` }
  if (dice < 0.75) return { do: 'mute', track }
  return { do: 'fader', track, db: -Math.floor(next() * 40) - 1 }
}

async function perform(
  page: Page,
  app: Dubstage,
  gesture: Gesture,
  path: (name: string) => string,
): Promise<void> {
  if (gesture.do === 'fader') await app.type(`Fader, ${gesture.track}`, String(gesture.db))
  else if (gesture.do === 'mute') await app.chip(`Mute, ${gesture.track}`).click()
  else if (gesture.do === 'rename') {
    await app.title.fill(gesture.title)
    await app.title.press('Enter')
  } else if (gesture.do === 'import') {
    const before = await app.trackRows.count()
    await app.fileInput.setInputFiles([writeWav(path(`${gesture.name}.wav`), silentFixture())])
    await expect(app.trackRows).toHaveCount(before + 1)
  } else await page.getByRole('button', { name: gesture.do === 'undo' ? /^Undo/ : /^Redo/ }).click()
}

/** As the system ends it: no event tells the page. */
async function kill(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void browser.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
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
  let lost = 0
  for (let round = 0; round < KILLS; round++) {
    const count = 3 + Math.floor(next() * 6)
    for (let n = 0; n < count; n++) {
      const gesture = choose(gestures, next)
      await perform(page, here, gesture, folder.file)
      gestures.push(gesture)
    }
    await new Promise((resolve) => setTimeout(resolve, Math.floor(next() * 30)))
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
      lost += 1
    }
    // What was done before the kill can be undone.
    gestures.push({ do: 'undo' })
    await perform(page, here, { do: 'undo' }, folder.file)
    await expect.poll(() => seen(page, here)).toBe(picture(gestures))
  }
  test.info().annotations.push({ type: 'in flight and lost', description: `${lost} of ${KILLS}` })
})
