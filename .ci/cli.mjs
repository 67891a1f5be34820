// A command of src/app/cli: builds what it needs without a word, then runs it in this process.
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isStale, putBuilt } from './built.mjs'
import { root } from './install.mjs'
import { buildKernel, kernelWasm } from './kernel.mjs'

/**
 * @param {string} bundle
 * @param {string} entry
 * @param {readonly string[]} threads what it starts as threads of their own
 */
async function buildBundle(bundle, entry, threads) {
  const started = new Date()
  const command = basename(bundle, '.mjs')
  const sources = ['src', 'package.json', 'package-lock.json', 'vite.config.ts'].map((name) => root + name)
  if (!isStale(bundle, sources)) return
  const { build } = await import('vite')
  const result = await build({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      sourcemap: false,
      write: false,
      // What encodes FLAC, AAC and MP3 stays in files of its own, which are read when one is made.
      rolldownOptions: {
        input: {
          [command]: entry,
          ...Object.fromEntries(threads.map((path) => [basename(path, '.ts'), path])),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
  if (Array.isArray(result) || !('output' in result)) throw new Error('Vite built more than one bundle.')
  const folder = dirname(bundle)
  // The one that asks for the others comes last.
  /** @param {{ fileName: string }} part */
  const isLast = ({ fileName }) => fileName === basename(bundle)
  for (const part of result.output.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b))))
    putBuilt(join(folder, part.fileName), part.type === 'chunk' ? part.code : part.source, started)
}

/**
 * @param {string} command The npm script that it is.
 * @param {string} entry
 * @param {string[]} threads
 */
export async function runCommand(command, entry, ...threads) {
  const bundle = `${root}.build/cli/${command}.mjs`
  try {
    await buildKernel()
    await buildBundle(bundle, entry, threads)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
  // npm runs scripts in the project's folder and keeps the caller's own in INIT_CWD. Below another script of npm's,
  // `npm test` for one, the variable is that script's and means nothing here.
  if (process.env.npm_lifecycle_event === command && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
  process.env.DUBSTAGE_KERNEL = kernelWasm
  await import(pathToFileURL(bundle).href)
}
