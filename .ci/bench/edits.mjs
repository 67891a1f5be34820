// A film of two hours in 100 tracks and 5 000 clips: how long commands take, what the page's thread has to do for a frame
// while it zooms and scrolls, and what autosave takes of it.
import { execFileSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as vite from 'vite'
import { median, printTable, verdict } from './figures.mjs'
import { openFilm } from './filmSession.mjs'
import { frameWork } from './frameWork.mjs'
import { button, openProduct } from './product.mjs'
import { newFolder, remove } from './work.mjs'

/** Milliseconds: one frame of a screen. */
const FRAME_LIMIT = 16
/** Milliseconds that autosave may take of the page's thread at a time. */
const SAVE_LIMIT = 8
const STEPS = 20_000

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ commands: Record<string, number[]>, history: { steps: number, bytes: number, walk: number } }} Computed */

/** @param {number} value */
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ms`

/**
 * The project's own code, in a Node without a page.
 * @param {number} rounds
 * @returns {Promise<Computed>}
 */
async function compute(rounds) {
  const outDir = newFolder()
  try {
    const entry = fileURLToPath(new URL('commandTimes.js', import.meta.url))
    await vite.build({
      configFile: false,
      logLevel: 'error',
      build: { outDir, minify: false, lib: { entry, formats: ['es'], fileName: () => 'times.mjs' } },
    })
    const script = `import { timeCommands, walkHistory } from ${JSON.stringify(pathToFileURL(`${outDir}/times.mjs`).href)}
      const commands = timeCommands(${rounds})
      console.log(JSON.stringify({ commands, history: walkHistory(${STEPS}) }))`
    const node = ['--expose-gc', '--input-type=module', '-e', script]
    return JSON.parse(execFileSync(process.execPath, node, { encoding: 'utf8', maxBuffer: 1e8 }))
  } finally {
    remove(outDir)
  }
}

/** @param {Computed} computed */
function printComputed({ commands, history }) {
  console.log('\nCommands on 5 000 clips in 100 tracks, without a page')
  const rows = Object.entries(commands).map(([type, times]) => {
    const typical = median(times)
    return [
      type,
      ms(typical),
      `least ${ms(Math.min(...times))}`,
      verdict(typical <= FRAME_LIMIT, `≤ ${FRAME_LIMIT} ms`),
    ]
  })
  printTable(rows)
  const { steps, bytes, walk } = history
  console.log(
    `  ${steps} undo steps: ${(bytes / 1000).toFixed(1)} kB each, ${((bytes * steps) / 1e6).toFixed(0)} MB in all; back over all of them in ${ms(walk)}`,
  )
}

/** What is done by wheel, at every frame; back and forth, so that it neither ends nor begins. */
const MOVES = /** @type {const} */ ([
  { name: 'Zooming, from the whole film', zoom: 0, wheel: { deltaY: -20, ctrlKey: true } },
  { name: 'Scrolling, a quarter of the film in view', zoom: 3, wheel: { deltaX: 40 } },
  { name: 'Scrolling, two minutes in view', zoom: 8, wheel: { deltaX: 40 } },
])

/**
 * @param {Page} page
 * @param {number} zoom steps in from the whole film
 */
async function zoomTo(page, zoom) {
  const whole = button(page, 'Show the whole programme')
  if (await whole.isEnabled()) await whole.click()
  for (let n = 0; n < zoom; n++) await button(page, 'Zoom in').click()
  await sleep(500)
}

/**
 * Processor time means little while other programs share the cores and their caches: the same sum beside it tells how much.
 * @param {Page} page
 * @returns {Promise<number>} milliseconds, the least of five
 */
const sumOfRoots = (page) =>
  page.evaluate(() => {
    const times = []
    for (let round = 0; round < 5; round++) {
      const started = performance.now()
      let sum = 0
      for (let n = 0; n < 1e7; n++) sum += Math.sqrt(n)
      times.push(performance.now() - started + 0 * sum)
    }
    return Math.min(...times)
  })

/** @param {Page} page */
async function reportFrames(page) {
  const rows = []
  for (const { name, zoom, wheel } of MOVES) {
    await zoomTo(page, zoom)
    const { frames, parts } = await frameWork(page, wheel)
    const sorted = frames.toSorted((a, b) => a - b)
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
    const shares = Object.entries(parts).map(([part, each]) => `${part} ${each.toFixed(1)}`)
    rows.push([
      name,
      ms(median(frames)),
      `95 % below ${ms(p95)}`,
      verdict(p95 <= FRAME_LIMIT, `≤ ${FRAME_LIMIT} ms`),
      shares.join(', '),
    ])
  }
  console.log(
    `\nProcessor time of the page’s thread for a frame, load ${loadavg()[0]?.toFixed(1)}; of that, on average`,
  )
  printTable(rows)
  console.log(`  Beside it, ten million square roots in the page: ${ms(await sumOfRoots(page))}`)
}

/**
 * Edits by keys, as a person would; each timed from the key until React is done.
 * @param {Page} page
 */
async function reportEdits(page) {
  await zoomTo(page, 0)
  await page
    .getByRole('option', { name: /^Clip 3, / })
    .first()
    .click()
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype
    /** @type {number[]} */
    const puts = []
    IDBObjectStore.prototype.put = function (...what) {
      const started = performance.now()
      const request = put.apply(this, what)
      puts.push(performance.now() - started)
      return request
    }
    Object.assign(window, { puts })
  })
  /** @param {{ key: string, shiftKey?: boolean, ctrlKey?: boolean }} press */
  const time = async (press) => {
    const times = []
    for (let n = 0; n < 6; n++) {
      await sleep(400)
      times.push(
        await page.evaluate(async (init) => {
          const target = document.activeElement ?? document.body
          const started = performance.now()
          target.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }))
          // What React does for a key it does in a microtask.
          await Promise.resolve()
          await Promise.resolve()
          return performance.now() - started
        }, press),
      )
    }
    return times
  }
  /** @type {[string, { key: string, shiftKey?: boolean, ctrlKey?: boolean }][]} */
  const presses = [
    ['One clip a frame later', { key: '.' }],
    ['One clip muted', { key: 'M', shiftKey: true }],
    ['Undo of one', { key: 'z', ctrlKey: true }],
  ]
  const rows = []
  for (const [name, press] of presses) rows.push([name, ...timing(await time(press))])
  await page.keyboard.press('Control+a')
  rows.push(['50 clips muted', ...timing(await time({ key: 'M', shiftKey: true }))])
  const puts = await page.evaluate(
    () => /** @type {{ puts: number[] }} */ (/** @type {unknown} */ (window)).puts,
  )
  rows.push([
    `Autosave, ${puts.length} writes`,
    `longest ${ms(Math.max(...puts))}`,
    `median ${ms(median(puts))}`,
    verdict(Math.max(...puts) <= SAVE_LIMIT, `≤ ${SAVE_LIMIT} ms`),
  ])
  console.log('\nEdits by key, until the page is changed')
  printTable(rows)
}

/** @param {number[]} times */
const timing = (times) => [
  ms(median(times)),
  `least ${ms(Math.min(...times))}`,
  verdict(median(times) <= FRAME_LIMIT, `≤ ${FRAME_LIMIT} ms`),
]

/**
 * @param {string} url
 * @param {number} rounds
 */
export async function reportEditing(url, rounds) {
  printComputed(await compute(rounds * 5))
  const folder = newFolder()
  const { page, close } = await openProduct(url, { acceptDownloads: true })
  try {
    await openFilm(page, folder)
    await sleep(2_000)
    await reportFrames(page)
    await reportEdits(page)
  } finally {
    await close()
    remove(folder)
  }
}
