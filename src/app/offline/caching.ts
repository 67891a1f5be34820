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

/** A cache of this origin; `activated`: when its build was last activated, in ms since 1970, or `null` where it never was. */
export type KnownCache = { readonly name: string; readonly activated: number | null }

/**
 * Caches that nothing needs any more. The build that was activated last before this one stays: a tab that runs it goes on
 * until it is left. Those of builds that were never activated stay while another is on its way (`pending`).
 */
export function staleCaches(
  all: readonly KnownCache[],
  { app, demo }: CacheNames,
  pending: boolean,
): readonly string[] {
  const others = all.filter(({ name }) => name.startsWith(APP) && name !== app)
  const last = Math.max(...others.map(({ activated }) => activated ?? Number.NEGATIVE_INFINITY))
  const isStale = ({ name, activated }: KnownCache): boolean =>
    name.startsWith(APP)
      ? name !== app && (activated === null ? !pending : activated < last)
      : name.startsWith(DEMO) && name !== demo
  return all.filter(isStale).map(({ name }) => name)
}

export const isAppPage = (pathname: string): boolean => pathname === '/' || pathname === '/index.html'
export const isDemoFile = (pathname: string): boolean => pathname.startsWith('/demo/')
