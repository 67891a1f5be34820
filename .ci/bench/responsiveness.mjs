import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { button, exportAsDownloads, importStems, openProduct } from './product.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, longTasks: number[] }} Phase its long tasks, in milliseconds */

const PLAY_SECONDS = 10

/**
 * Notes from now on what keeps the page's thread for more than 50 ms.
 * @param {Page} page
 * @returns {Promise<() => Promise<number[]>>} gives the tasks since it was last called, in milliseconds
 */
export async function observeLongTasks(page) {
  const tasks = await page.evaluateHandle(() => {
    /** @type {number[]} */
    const durations = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration)
    }).observe({ type: 'longtask' })
    return durations
  })
  return async () => {
    // An entry comes a little after its task.
    await sleep(200)
    return tasks.evaluate((durations) => durations.splice(0))
  }
}

/** @param {Page} page */
async function play(page) {
  await button(page, 'Play').click()
  await sleep(PLAY_SECONDS * 1000)
  await button(page, 'Stop').click()
}

/**
 * Gzipped size of every script that the first screen loads.
 * @param {Map<string, Buffer>} scripts
 */
const weigh = (scripts) => [...scripts.values()].reduce((sum, bytes) => sum + gzipSync(bytes).length, 0)

/**
 * Once through the product: what its first screen weighs, and how long it keeps the page's thread while it imports,
 * plays and exports.
 * @param {string} url
 * @param {import('./inputs.mjs').Stems} stems
 */
export async function measureResponsiveness(url, stems) {
  /** @type {Map<string, Buffer>} */
  const scripts = new Map()
  const { page, version, close } = await openProduct(url, {
    acceptDownloads: false,
    onPage: (opened) => {
      opened.on('response', async (response) => {
        if (response.headers()['content-type']?.includes('javascript'))
          scripts.set(response.url(), await response.body())
      })
    },
  })
  try {
    await page.waitForLoadState('networkidle')
    const firstScreen = { files: scripts.size, bytes: weigh(scripts) }
    const longTasks = await observeLongTasks(page)
    /** @type {Phase[]} */
    const phases = []
    await importStems(page, stems)
    phases.push({ name: 'importing', longTasks: await longTasks() })
    await play(page)
    phases.push({ name: `playing ${PLAY_SECONDS} s`, longTasks: await longTasks() })
    const tooltip = await page.getByTitle(/^\d+ dropouts? since the page was opened$/).getAttribute('title')
    await exportAsDownloads(page)
    phases.push({ name: 'exporting', longTasks: await longTasks() })
    return { version, firstScreen, phases, dropouts: Number.parseInt(tooltip ?? '', 10) }
  } finally {
    await close()
  }
}
