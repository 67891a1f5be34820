import type { WorkspaceStore } from '../../state/workspaceStore.ts'

/** How often a page that stays open asks for a newer build. */
const ASK_MS = 60 * 60 * 1000

/** What may not be cut off; `null` when nothing is on its way. */
export type Busy = () => string | null

/**
 * Keeps the application in the browser for when there is no network, and finds newer builds of it. A newer one waits: it is
 * used when the user says so, and never while there is work that is not kept.
 */
export function offlineUpdates(workspace: WorkspaceStore, busy: Busy, flush: () => Promise<boolean>) {
  let waiting: ServiceWorker | null = null
  /** Asked for by this page, which then begins anew. */
  let wanted = false

  const isKept = import.meta.env.PROD && 'serviceWorker' in navigator
  if (isKept) {
    // From the first, and not once the page has come up: another tab may begin with a newer build meanwhile.
    let controlled = navigator.serviceWorker.controller !== null
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (wanted) location.reload()
      // Another tab has begun with it: this one goes on as it is until the user leaves it.
      else if (controlled) workspace.setState({ update: 'ready' })
      controlled = true
    })
  }

  function found(worker: ServiceWorker | null): void {
    // The first build that this browser gets is the one that runs.
    if (!worker || !navigator.serviceWorker.controller) return
    waiting = worker
    workspace.setState({ update: 'ready' })
  }

  function followWorker(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') found(worker)
    })
  }

  function follow(registration: ServiceWorkerRegistration): void {
    found(registration.waiting)
    // One that another tab found is being installed already.
    followWorker(registration.installing)
    registration.addEventListener('updatefound', () => followWorker(registration.installing))
    const ask = (): void => {
      // Without a network there is none to be had.
      if (navigator.onLine) void registration.update().catch(() => undefined)
    }
    setInterval(ask, ASK_MS)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') ask()
    })
  }

  return {
    /** Once the page has come up: from then on it is served from what is kept. */
    async register(): Promise<void> {
      if (!isKept) return
      try {
        const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(
          `${import.meta.env.BASE_URL}sw.js`,
          { updateViaCache: 'none' },
        )
        if (registration) follow(registration)
      } catch {
        // A browser told to keep nothing: the application works, with a network.
        return
      }
    },
    /** Begins anew with the build that waits; says why when it cannot be now. */
    async applyUpdate(): Promise<void> {
      const why = busy() ?? ((await flush()) ? null : 'The session could not be saved.')
      if (why) {
        workspace.setState({ updateHeld: why })
        return
      }
      wanted = true
      if (waiting?.state === 'installed') waiting.postMessage('activate')
      else location.reload()
    },
  }
}
