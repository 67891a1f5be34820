// npm start: the production build on localhost. npm run dev: the hot-reloading server.
import { installPackages, requireNode, root } from './install.mjs'

requireNode()
installPackages()
// What follows needs the packages, so it is imported only now.
const { buildKernel, kernelSources } = await import('./kernel.mjs')
const vite = await import('vite')

/** @param {unknown} error */
const say = (error) => console.error(error instanceof Error ? error.message : error)

async function serveBuild() {
  console.log('Building…')
  await buildKernel()
  await vite.build({ root, logLevel: 'warn' })
  return vite.preview({ root })
}

async function serveSources() {
  await buildKernel()
  const server = await vite.createServer({ root })
  await server.listen()
  server.watcher.on('all', (_event, file) => {
    if (vite.normalizePath(file).startsWith(vite.normalizePath(kernelSources))) buildKernel().catch(say)
  })
  return server
}

try {
  const server = await (process.argv.includes('--dev') ? serveSources() : serveBuild())
  console.log(`Dubstage is at ${server.resolvedUrls?.local[0]}`)
} catch (error) {
  say(error)
  process.exit(1)
}
