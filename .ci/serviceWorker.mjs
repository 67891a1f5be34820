import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { root as project } from './install.mjs'

/** The worker's own name in the build: one that never changes, since the browser asks for it by it. */
export const WORKER = 'sw.js'

/**
 * Tells the service worker of a finished build what there is to keep. Source maps are for the developers' tools, and the
 * demo reel is kept when it is opened.
 * @param {string} folder
 */
export function fillServiceWorker(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(folder.length))
    .filter((path) => !path.endsWith('.map') && path !== `/${WORKER}`)
    .sort()
  /** @param {string[]} paths */
  const hash = (paths) => {
    const sum = createHash('sha256')
    for (const path of paths)
      sum.update(path).update(
        createHash('sha256')
          .update(readFileSync(folder + path))
          .digest(),
      )
    return sum.digest('hex').slice(0, 16)
  }
  const demo = all.filter((path) => path.startsWith('/demo/'))
  const app = all.filter((path) => !path.startsWith('/demo/'))
  const source = readFileSync(`${folder}/${WORKER}`, 'utf8')
  const build = {
    version: hash(all),
    demo: hash(demo),
    files: app.map((path) => (path === '/index.html' ? '/' : path)),
  }
  const filled = source.replace('__BUILD__', () => JSON.stringify(build))
  if (filled === source) throw new Error(`${WORKER} has no place for the list of files.`)
  writeFileSync(`${folder}/${WORKER}`, filled)
}

/** The service worker as a part of a Vite build. */
export function serviceWorker() {
  /** @type {string} */
  let folder
  return {
    name: 'dubstage-service-worker',
    // Other pages, and the command line, are built by the same configuration.
    apply: (
      /** @type {{ root?: string, build?: { ssr?: unknown } }} */ { root, build },
      /** @type {{ command: string }} */ { command },
    ) => command === 'build' && !build?.ssr && resolve(root ?? '.') === resolve(project),
    config: () => ({
      build: {
        rolldownOptions: {
          input: { index: 'index.html', serviceWorker: 'src/app/offline/serviceWorker.ts' },
          output: {
            entryFileNames: (/** @type {{ name: string }} */ { name }) =>
              name === 'serviceWorker' ? WORKER : 'assets/[name]-[hash].js',
          },
        },
      },
    }),
    configResolved(/** @type {{ root: string, build: { outDir: string } }} */ { root, build }) {
      folder = resolve(root, build.outDir).replaceAll('\\', '/')
    },
    closeBundle() {
      fillServiceWorker(folder)
    },
  }
}
