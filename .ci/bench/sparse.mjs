import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { median, printTable, verdict } from './figures.mjs'
import { openProduct, timeImport } from './product.mjs'
import { wavHeader } from './sessionInputs.mjs'
import { newFolder, remove } from './work.mjs'

/** Longest, in seconds, that the large file may take to open. */
const LIMIT = 0.5
/** Sizes of the samples, in bytes: whole stereo 24-bit ones. */
const LARGE = 5_200_000_002
const SMALL = 1_000_002

/**
 * A silent WAV, or RF64 where its size asks for it, that takes no room on the disk.
 * @param {string} path
 * @param {number} dataBytes
 */
function writeSparse(path, dataBytes) {
  const header = wavHeader(dataBytes)
  const file = openSync(path, 'w')
  writeSync(file, header)
  ftruncateSync(file, header.length + dataBytes)
  closeSync(file)
  return path
}

/**
 * Opens one file in a browser of its own: nothing is there yet that an earlier one has loaded.
 * @param {string} url
 * @param {string} path
 * @returns {Promise<number>} seconds from choosing it until it is a track
 */
async function openAlone(url, path) {
  const { page, close } = await openProduct(url, { acceptDownloads: false })
  try {
    const { usable } = await timeImport(page, [path], { waveforms: false })
    return usable
  } finally {
    await close()
  }
}

/**
 * A sparse RF64 of 5.2 GB, beside a WAV of a megabyte.
 * @param {string} url
 * @param {number} rounds
 */
export async function reportSparse(url, rounds) {
  const folder = newFolder()
  try {
    const large = writeSparse(`${folder}/MX_large.wav`, LARGE)
    const small = writeSparse(`${folder}/MX_small.wav`, SMALL)
    /** @type {{ large: number, small: number }[]} */
    const results = []
    for (let round = 0; round < rounds; round++)
      results.push({ small: await openAlone(url, small), large: await openAlone(url, large) })
    const largest = median(results.map((each) => each.large))
    const smallest = median(results.map((each) => each.small))
    console.log('\nFrom choosing a file until it is a track, first of its page')
    printTable([
      ['WAV of 1 MB', `${(smallest * 1000).toFixed(0)} ms`, ''],
      [
        'Sparse RF64 of 5.2 GB',
        `${(largest * 1000).toFixed(0)} ms`,
        `${verdict(largest < LIMIT, '< 500 ms')}; ${(largest / smallest).toFixed(2)}× the small one’s time`,
      ],
    ])
  } finally {
    remove(folder)
  }
}
