import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { root } from '../install.mjs'

/** Where the benchmark's inputs stay between runs. On the project's disk: a system's temporary folder may be memory. */
export const benchFolder = `${root}.build/bench`

mkdirSync(benchFolder, { recursive: true })

/** For all that one run makes; gone when the process ends, however it ends. */
export const runFolder = mkdtempSync(`${benchFolder}/run-`)

process.once('exit', () => rmSync(runFolder, { recursive: true, force: true, maxRetries: 5 }))
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(1))

/** A new empty folder of this run. */
export const newFolder = () => mkdtempSync(`${runFolder}/`)

/** @param {string} path */
export const remove = (path) => rmSync(path, { recursive: true, force: true, maxRetries: 5 })
