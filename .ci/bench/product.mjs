import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import * as vite from 'vite'
import { findChromium } from '../chromium.mjs'
import { root } from '../install.mjs'
import { buildKernel } from '../kernel.mjs'
import { readBytes, WRITE_BYTES } from './chunks.mjs'
import { benchFolder, newFolder, remove } from './work.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./inputs.mjs').Stems} Stems */
/** @typedef {import('./programs.mjs').Outputs} Outputs */
/** @typedef {{ page: Page, version: string, profile: string, close: () => Promise<void> }} Product */

/** Where the product is that is served, and whatever else a benchmark gives to its page. */
export const servedFolder = `${benchFolder}/dist`
/** For whatever the page does at once, on a machine that is busy. */
const PATIENCE_MS = 60_000
/** For the waveforms of hours of programme. */
const IMPORT_MS = 1_200_000

/**
 * Builds the product into a folder of its own, so that `dist` may be in use meanwhile, and serves it.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveProduct() {
  const outDir = servedFolder
  await buildKernel()
  await vite.build({ root, logLevel: 'error', build: { outDir } })
  const server = await vite.preview({ root, logLevel: 'error', build: { outDir } })
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('The preview server has no address.')
  return { url, close: () => server.close() }
}

/**
 * A Chromium of its own with the product's first screen. The profile is on disk: without one, Chromium keeps
 * origin-private storage in memory and measures nothing.
 * @param {string} url
 * @param {{ acceptDownloads: boolean, onPage?: (page: Page) => void | Promise<void> }} options
 * @returns {Promise<Product>}
 */
export async function openProduct(url, { acceptDownloads, onPage }) {
  const profile = newFolder()
  const executablePath = findChromium()
  const context = await chromium.launchPersistentContext(profile, {
    serviceWorkers: 'block',
    ...(executablePath && { executablePath }),
    acceptDownloads,
    downloadsPath: profile,
    viewport: { width: 1440, height: 900 },
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--autoplay-policy=no-user-gesture-required'],
  })
  const close = async () => {
    await context.close()
    remove(profile)
  }
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(PATIENCE_MS)
    await onPage?.(page)
    await page.goto(url)
    await button(page, 'Open the demo reel').waitFor()
    const version = await page.evaluate(() => navigator.userAgent.match(/Chrome\/\S+/)?.[0] ?? '')
    return { page, version, profile, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * @param {Page} page
 * @param {string} name
 */
export const button = (page, name) => page.getByRole('button', { name, exact: true })

/**
 * Adds the stems as tracks and waits for their waveforms.
 * @param {Page} page
 * @param {Stems} stems
 */
export async function importStems(page, { dialogue, effects, music }) {
  await page.getByLabel(/^(Choose|Add) files$/).setInputFiles([dialogue, effects, music])
  const tracks = page.getByRole('treegrid', { name: 'Tracks' }).getByRole('row', { level: 2 })
  await tracks.nth(2).waitFor()
  await page
    .getByRole('progressbar', { name: /^Import of / })
    .first()
    .waitFor({ state: 'detached', timeout: IMPORT_MS })
}

/**
 * Adds files as tracks, and times it by the page's own clock, from the moment that they are chosen.
 * @param {Page} page
 * @param {string[]} paths
 * @param {{ waveforms?: boolean }} [wait] whether to wait for the waveforms too
 * @returns {Promise<{ usable: number, waveforms: number }>} seconds until there is a track for each, and until nothing is
 *   being read any more
 */
export async function timeImport(page, paths, { waveforms = true } = {}) {
  const input = page.getByLabel(/^(Choose|Add) files$/)
  const done = await input.evaluateHandle(
    (element, { count, waveforms }) => {
      const rows = () => document.querySelectorAll('[role=treegrid] [role=row][aria-level="2"]').length
      const reading = () => document.querySelector('progress[aria-label^="Import of "]') !== null
      const refusal = () => document.querySelector('[role=alert]')?.textContent
      const wanted = rows() + count
      return {
        times: new Promise((resolve, reject) => {
          element.addEventListener('change', start, { once: true, capture: true })
          function start() {
            const started = performance.now()
            let usable = 0
            // What a screen could show is looked at as often as a screen shows it.
            requestAnimationFrame(function look() {
              const seconds = (performance.now() - started) / 1000
              if (usable === 0 && rows() === wanted) usable = seconds
              const problem = refusal()
              if (problem) reject(new Error(problem))
              else if (usable > 0 && !(waveforms && reading())) resolve({ usable, waveforms: seconds })
              else requestAnimationFrame(look)
            })
          }
        }),
      }
    },
    { count: paths.length, waveforms },
  )
  await input.setInputFiles(paths)
  return done.evaluate(({ times }) => times)
}

/**
 * Exports at the settings that the dialog opens with: both deliverables, 24-bit; but without the checks, which the programs
 * that it is compared with do not make.
 * @param {Page} page
 * @param {() => void} [onStart] called right before the button is pressed
 * @param {string[]} [also] names of deliverables that are made besides
 * @returns {Promise<number>} seconds from the press to the finished state, by the page's own clock
 */
export async function exportAsDownloads(page, onStart, also = []) {
  await page.getByRole('banner').getByRole('button', { name: 'Export', exact: true }).click()
  const start = button(page, 'Export as downloads')
  await start.waitFor()
  for (const name of also) await page.getByRole('checkbox', { name: `Include ${name}`, exact: true }).check()
  await page.getByRole('switch', { name: 'Check what is rendered' }).uncheck()
  onStart?.()
  return start.evaluate((element) => {
    const dialog = element.closest('dialog')
    if (!dialog || !(element instanceof HTMLElement)) throw new Error('The export button is in no dialog.')
    return new Promise((resolve, reject) => {
      const started = performance.now()
      new MutationObserver((_, observer) => {
        const failure = dialog.querySelector('[role=alert]')
        if (!failure && !dialog.textContent?.includes('Finished in')) return
        observer.disconnect()
        if (failure) reject(new Error(failure.textContent ?? ''))
        else resolve((performance.now() - started) / 1000)
      }).observe(dialog, { subtree: true, childList: true, characterData: true })
      element.click()
    })
  })
}

/**
 * Exports and waits for what the browser downloads, which is no part of the time.
 * @param {Page} page
 * @returns {Promise<{ seconds: number, outputs: Outputs }>}
 */
export async function exportAndDownload(page) {
  /** @type {Promise<[name: string, path: string]>[]} */
  const downloads = []
  page.on('download', (download) =>
    downloads.push(download.path().then((path) => [download.suggestedFilename(), path])),
  )
  const seconds = await exportAsDownloads(page)
  while (downloads.length < 4) await page.waitForEvent('download')
  const files = await Promise.all(downloads)
  /** @param {string} ending */
  const path = (ending) => {
    const found = files.find(([name]) => name.endsWith(ending))
    if (!found) throw new Error(`No download ends in ${ending}.`)
    return found[1]
  }
  return { seconds, outputs: { composite: path('_composite.wav'), me: path('_me.wav') } }
}

/**
 * What the browser needs at least: the same Files read and so many files of the same size written, in a Worker.
 * @param {Page} page
 * @param {string[]} paths
 * @param {number} count
 * @returns {Promise<number>} seconds
 */
export async function browserFloor(page, paths, count) {
  const address = new URL('/bench-copy.js', page.url()).href
  await page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      // The product's page is isolated, and its Workers must be too.
      headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
      body: readFileSync(fileURLToPath(new URL('copyWorker.js', import.meta.url)), 'utf8'),
    }),
  )
  const input = await page.evaluateHandle(() =>
    Object.assign(document.createElement('input'), { type: 'file', multiple: true }),
  )
  await input.setInputFiles(paths)
  return input.evaluate(
    ({ files }, { url, ...order }) =>
      new Promise((resolve, reject) => {
        const started = performance.now()
        const worker = new Worker(url, { type: 'module' })
        worker.onerror = ({ message }) => reject(new Error(message || 'The Worker does not start.'))
        worker.onmessage = ({ data }) => {
          if (data) reject(new Error(data))
          else resolve((performance.now() - started) / 1000)
        }
        worker.postMessage({ files: [...(files ?? [])], ...order })
      }),
    { url: address, count, readBytes: readBytes(paths.length), writeBytes: WRITE_BYTES },
  )
}
