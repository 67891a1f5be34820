import { BuildCache } from './buildCache.ts'
import { type Build, cacheNames, isAppPage, isDemoFile } from './caching.ts'
import type { WorkerScope } from './workerScope.ts'

// Serves the application from this browser's storage, so that it works without a network. Each build has a worker and a
// cache of its own; a new one waits beside the old until the page asks for it, or until no page is open any more.

/** Put in by the build: see `.ci/serviceWorker.mjs`. */
declare const __BUILD__: Build

const scope = globalThis as unknown as WorkerScope
const build = __BUILD__
const names = cacheNames(build)
const own = new BuildCache(caches, build)

/** A file whole from the server. Names without a hash in them may be old in the browser's own cache. */
async function load(path: string): Promise<Response> {
  const response = await fetch(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' })
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`)
  return response
}

async function activate(): Promise<void> {
  const { installing, waiting } = scope.registration
  await own.activate(Date.now(), installing !== null || waiting !== null)
  await scope.clients.claim()
}

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  const cache = await caches.open(names.app)
  // A page of the build before this one may still ask for its parts.
  const kept = (await cache.match(isAppPage(pathname) ? '/' : pathname)) ?? (await caches.match(pathname))
  if (kept) return kept
  const response = await fetch(request)
  // The demo reel is kept once somebody has opened it.
  if (isDemoFile(pathname) && response.status === 200) await keepDemo(pathname, response.clone())
  return response
}

async function keepDemo(pathname: string, response: Response): Promise<void> {
  try {
    const demo = await caches.open(names.demo)
    await demo.put(pathname, response)
  } catch {
    // No room for it: it is loaded again the next time.
    return
  }
}

scope.addEventListener('install', (event) => event.waitUntil(own.install(load)))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('message', (event) => {
  if (event.data === 'activate') event.waitUntil(scope.skipWaiting())
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== scope.location.origin || request.headers.has('range')) return
  if (request.mode === 'navigate' && !isAppPage(pathname)) return
  event.respondWith(serve(request))
})
