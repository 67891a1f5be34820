import { fileURLToPath } from 'node:url'
import * as vite from 'vite'
import { root } from '../install.mjs'
import { median, printTable, verdict } from './figures.mjs'
import { provideCompressed } from './inputs.mjs'
import { openProduct, servedFolder, timeImport } from './product.mjs'

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ plain: number, product: number }} Times seconds */

const MINUTES = 20
/** Least speed of the conform, as a part of plain decoding's. */
const GOAL = 0.5
/** A decoder's delay and padding may come with the samples: no more than this. Seconds. */
const PADDING = 0.2
const worker = 'bench-decode.js'

/** Builds the Worker that only decodes, to be served with the product: its policy takes no other origin. */
async function buildWorker() {
  await vite.build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: servedFolder,
      emptyOutDir: false,
      lib: {
        entry: fileURLToPath(new URL('plainDecode.js', import.meta.url)),
        formats: ['es'],
        fileName: () => worker,
      },
    },
  })
}

/**
 * Decodes all of a file and keeps nothing.
 * @param {Page} page
 * @param {string} path
 * @returns {Promise<number>} seconds, the Worker's start included, as it is in the product's
 */
async function decodePlainly(page, path) {
  const input = await page.evaluateHandle(() =>
    Object.assign(document.createElement('input'), { type: 'file' }),
  )
  await input.setInputFiles(path)
  const { seconds, frames } = await input.evaluate(
    ({ files }, address) =>
      /** @type {Promise<{ seconds: number, frames: number }>} */ (
        new Promise((resolve, reject) => {
          const started = performance.now()
          const worker = new Worker(address, { type: 'module' })
          worker.onerror = ({ message }) => reject(new Error(message || 'The Worker does not start.'))
          worker.onmessage = ({ data }) => {
            worker.terminate()
            if (data.error) reject(new Error(data.error))
            else resolve({ seconds: (performance.now() - started) / 1000, frames: data.frames })
          }
          worker.postMessage(files?.[0])
        })
      ),
    `/${worker}`,
  )
  if (Math.abs(frames / 48_000 - MINUTES * 60) > PADDING)
    throw new Error(`Plain decoding gave ${frames} samples.`)
  return seconds
}

/**
 * Times both in one browser, one after the other.
 * @param {string} url
 * @param {string} path
 * @returns {Promise<Times>}
 */
async function runRound(url, path) {
  const { page, close } = await openProduct(url, { acceptDownloads: false })
  try {
    const plain = await decodePlainly(page, path)
    const { usable } = await timeImport(page, [path], { waveforms: false })
    return { plain, product: usable }
  } finally {
    await close()
  }
}

/**
 * Compressed sound taken in by the product, beside mediabunny that only decodes it.
 * @param {string} url
 * @param {number} rounds
 */
export async function reportConformSpeed(url, rounds) {
  const files = await provideCompressed(MINUTES)
  await buildWorker()
  const rows = [['', 'decoding only', 'taking in', 'ratio', '']]
  for (const [name, path] of Object.entries(files)) {
    /** @type {Times[]} */
    const results = []
    for (let round = 0; round < rounds; round++) results.push(await runRound(url, path))
    const plain = median(results.map((each) => each.plain))
    const product = median(results.map((each) => each.product))
    /** @param {number} seconds */
    const speed = (seconds) => `${seconds.toFixed(2)} s, ${((MINUTES * 60) / seconds).toFixed(0)}×`
    const ratio = plain / product
    rows.push([name, speed(plain), speed(product), ratio.toFixed(2), verdict(ratio >= GOAL, `≥ ${GOAL}`)])
  }
  console.log(`\n${MINUTES} minutes of stereo, from choosing the file until it is a track`)
  printTable(rows)
}
