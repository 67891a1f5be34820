import { type Build, cacheNames, type KnownCache, staleCaches } from './caching.ts'

/** What says in a cache when its build was activated. No file of a build is called so. */
const ACTIVATED = '/.activated'

/** The caches of builds: how one comes, is marked as the one that runs, and goes. */
export class BuildCache {
  readonly #caches: CacheStorage
  readonly #build: Build

  constructor(storage: CacheStorage, build: Build) {
    this.#caches = storage
    this.#build = build
  }

  /**
   * Keeps every file of the build. All or nothing: when one cannot be had this rejects, and nothing is left but what was
   * there already, of a build that ran before and comes again.
   */
  async install(load: (path: string) => Promise<Response>): Promise<void> {
    const { app } = cacheNames(this.#build)
    const cache = await this.#caches.open(app)
    const kept = await Promise.allSettled(
      this.#build.files.map(async (path) => {
        // What an earlier build has under the same hashed name is the same.
        const had = path.startsWith('/assets/') ? await this.#caches.match(path) : undefined
        await cache.put(path, had ?? (await load(path)))
      }),
    )
    const failed = kept.find((one) => one.status === 'rejected')
    if (!failed) return
    if ((await this.#activatedAt(app)) === null) await this.#caches.delete(app)
    throw failed.reason
  }

  /** The build is the one that runs from here on, `now`; `pending`: another is being installed, or waits. */
  async activate(now: number, pending: boolean): Promise<void> {
    const names = cacheNames(this.#build)
    const own = await this.#caches.open(names.app)
    await own.put(ACTIVATED, new Response(String(now)))
    const known = await Promise.all(
      (await this.#caches.keys()).map(
        async (name): Promise<KnownCache> => ({
          name,
          activated: await this.#activatedAt(name),
        }),
      ),
    )
    await Promise.all(staleCaches(known, names, pending).map((name) => this.#caches.delete(name)))
  }

  async #activatedAt(cacheName: string): Promise<number | null> {
    const mark = await this.#caches.match(ACTIVATED, { cacheName })
    return mark ? Number(await mark.text()) : null
  }
}
