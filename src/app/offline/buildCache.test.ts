import { expect, it } from 'vitest'
import { BuildCache } from './buildCache.ts'

/** Caches as the browser has them, in memory, as far as they are used. */
function memoryCaches() {
  const all = new Map<string, Map<string, string>>()
  const open = async (name: string) => {
    const files = all.get(name) ?? new Map<string, string>()
    all.set(name, files)
    return {
      match: async (path: string) => (files.has(path) ? new Response(files.get(path)) : undefined),
      put: async (path: string, response: Response) => void files.set(path, await response.text()),
    }
  }
  const storage = {
    open,
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    async match(path: string, { cacheName }: { readonly cacheName?: string } = {}) {
      for (const name of cacheName === undefined ? all.keys() : [cacheName]) {
        const found = await (await open(name)).match(path)
        if (found) return found
      }
      return undefined
    },
  }
  const build = (version: string) =>
    new BuildCache(storage as unknown as CacheStorage, { version, demo: 'd', files: ['/', '/assets/a.js'] })
  return { all, build, names: () => [...all.keys()].map((name) => name.replace('dubstage-app-', '')) }
}

const load = async (path: string) => new Response(`of ${path}`)
const failing = async (path: string): Promise<Response> => {
  if (path === '/') throw new Error('no network')
  return load(path)
}

it('keeps the build that runs when one that was not installed, or never used, came between', async () => {
  const { build, names } = memoryCaches()
  await build('1').install(load)
  await build('1').activate(10, false)
  await expect(build('2').install(failing)).rejects.toThrow('no network')
  expect(names()).toEqual(['1'])
  await build('3').install(load)
  await build('4').install(load)
  // What waited was left out for a newer one.
  await build('4').activate(20, false)
  expect(names().toSorted()).toEqual(['1', '4'])
})

it('leaves what is being installed alone', async () => {
  const { build, names } = memoryCaches()
  await build('1').install(load)
  await build('2').install(load)
  await build('1').activate(10, true)
  expect(names().toSorted()).toEqual(['1', '2'])
})

it('does not lose a build that ran when it comes again and cannot be loaded', async () => {
  const { all, build, names } = memoryCaches()
  await build('1').install(load)
  await build('1').activate(10, false)
  await build('2').install(load)
  await build('2').activate(20, false)
  await expect(build('1').install(failing)).rejects.toThrow('no network')
  expect(names().toSorted()).toEqual(['1', '2'])
  expect(all.get('dubstage-app-1')?.get('/')).toBe('of /')
})
