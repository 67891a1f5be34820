import { mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Whether `output` is missing or older than any of `sources`: files, or folders with all that is in them.
 * @param {string} output
 * @param {string[]} sources
 */
export function isStale(output, sources) {
  const built = statSync(output, { throwIfNoEntry: false })
  return built === undefined || sources.some((source) => newest(source) > built.mtimeMs)
}

/**
 * A folder's own time counts too: it is the only one that moves when a file is deleted.
 * @param {string} path
 * @returns {number} milliseconds
 */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)))
}

/**
 * Puts a built file in place in one step, so that two builds at a time leave one whole file and nobody reads half.
 * It is dated with the start of its build: a source saved while the build ran is newer than it.
 * @param {string} output
 * @param {string | Uint8Array} content
 * @param {Date} started
 */
export function putBuilt(output, content, started) {
  const unfinished = `${output}.${process.pid}`
  mkdirSync(dirname(output), { recursive: true })
  writeFileSync(unfinished, content)
  utimesSync(unfinished, started, started)
  renameSync(unfinished, output)
}
