import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { root } from '../install.mjs'
import { newFolder, remove } from './work.mjs'

/** @typedef {import('./inputs.mjs').Stems} Stems */
/** @typedef {{ composite: string, me: string }} Outputs */

/** @param {string} name a file beside this one */
const beside = (name) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ output: string, seconds: number }>} what it printed, and how long the whole process lived
 */
export function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    let complaint = ''
    child.stdout.on('data', (text) => {
      output += text
    })
    child.stderr.on('data', (text) => {
      complaint += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve({ output, seconds: (performance.now() - started) / 1000 })
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}: ${complaint.trim()}`))
    })
  })
}

/** @param {string[]} args */
export const ffmpeg = (...args) => run('ffmpeg', ['-loglevel', 'error', '-nostdin', '-y', ...args])

/**
 * MD5 of a file's samples alone, as they are stored.
 * @param {string} file
 */
export async function md5OfSamples(file) {
  const { output } = await ffmpeg('-i', file, '-map', '0:a', '-c', 'copy', '-f', 'md5', '-')
  return output.trim()
}

/**
 * The same job done by ffmpeg: both mixes, each with EBU R 128 and true-peak measurement, in one process. The version
 * in Debian 12 has no `framelog=quiet`; `verbose` keeps the meter's log out of what is printed.
 * @param {Stems} stems
 * @param {Outputs} outputs
 * @returns {Promise<number>} seconds
 */
export async function ffmpegMix({ dialogue, effects, music }, { composite, me }) {
  const meter = 'ebur128=peak=true:framelog=verbose'
  const graph = [
    '[1]asplit[fx1][fx2]',
    '[2]asplit[mx1][mx2]',
    `[0][fx1][mx1]amix=inputs=3:normalize=0,${meter}[composite]`,
    `[fx2][mx2]amix=inputs=2:normalize=0,${meter}[me]`,
  ].join(';')
  const inputs = [dialogue, effects, music].flatMap((file) => ['-i', file])
  const output = ['-c:a', 'pcm_s24le']
  const { seconds } = await ffmpeg(
    ...[...inputs, '-filter_complex', graph],
    ...['-map', '[composite]', ...output, composite],
    ...['-map', '[me]', ...output, me],
  )
  return seconds
}

/** @param {Stems} stems */
const stemOptions = ({ dialogue, effects, music }) => [
  ...['--dialogue', dialogue],
  ...['--effects', effects],
  ...['--music', music],
]

/**
 * Builds what the command line needs first, for a source may have been saved since: no measured run builds.
 * @param {string[]} options what is mixed of what
 * @param {string} folder
 * @param {string[]} [nodeOptions]
 * @param {Record<string, string>} [env]
 */
async function bounce(options, folder, nodeOptions = [], env = {}) {
  const script = `${root}.ci/bounce.mjs`
  await run(process.execPath, [script, '--help'])
  const args = [...options, '--out', folder, '--name', 'bench']
  return run(process.execPath, [...nodeOptions, script, ...args], env)
}

/**
 * The command line, from the start of its process to its end.
 * @param {Stems} stems
 * @param {string} folder where its files come
 * @returns {Promise<{ seconds: number, outputs: Outputs }>}
 */
export async function commandLine(stems, folder) {
  const { seconds } = await bounce(stemOptions(stems), folder)
  return { seconds, outputs: { composite: `${folder}/bench_composite.wav`, me: `${folder}/bench_me.wav` } }
}

/**
 * The most memory that the command line's process held at any time, and how long it took.
 * @param {string[]} options what is mixed of what
 * @returns {Promise<{ bytes: number, seconds: number }>} of resident set
 */
export async function measuredCommandLine(options) {
  const folder = newFolder()
  const note = `${folder}/peak`
  try {
    const watch = ['--import', beside('notePeakMemory.mjs')]
    const { seconds } = await bounce(options, folder, watch, { BENCH_PEAK_NOTE: note })
    return { bytes: Number(readFileSync(note, 'utf8')), seconds }
  } finally {
    remove(folder)
  }
}

/** @param {Stems} stems */
export const commandLineMemory = async (stems) => (await measuredCommandLine(stemOptions(stems))).bytes

/**
 * What Node needs at least: the same bytes in and out, with nothing done to them.
 * @param {string[]} paths
 * @param {string} folder
 * @param {number} count files that are written
 * @returns {Promise<number>} seconds
 */
export async function commandLineFloor(paths, folder, count) {
  const { seconds } = await run(process.execPath, [beside('copyFiles.mjs'), folder, String(count), ...paths])
  return seconds
}
