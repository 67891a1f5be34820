/** What a build consists of. */
export type Build = {
  /** Over everything that is in it. */
  readonly version: string
  /** Over the demo reel, which is not kept before it is opened. */
  readonly demo: string
  /** Paths from the root, `/` for the page itself. */
  readonly files: readonly string[]
}

export type CacheNames = { readonly app: string; readonly demo: string }

const APP = 'dubstage-app-'
const DEMO = 'dubstage-demo-'

export const cacheNames = ({ version, demo }: Build): CacheNames => ({
  app: `${APP}${version}`,
  demo: `${DEMO}${demo}`,
})

/**
 * Caches that nothing needs any more, of all there are in the order in which they were made. The build before this one
 * stays: a tab that runs it goes on until it is left.
 */
export function staleCaches(all: readonly string[], { app, demo }: CacheNames): readonly string[] {
  const before = all.filter((name) => name.startsWith(APP) && name !== app).at(-1)
  return all.filter((name) =>
    name.startsWith(APP) ? name !== app && name !== before : name.startsWith(DEMO) && name !== demo,
  )
}

export const isAppPage = (pathname: string): boolean => pathname === '/' || pathname === '/index.html'
export const isDemoFile = (pathname: string): boolean => pathname.startsWith('/demo/')
