/** Milliseconds after which a page that is busy all the time is waited for no longer. */
const PATIENCE_MS = 1000

/** When the page has nothing to show or to answer; at once while nobody sees it, for its timers hardly run then. */
export const pageAtRest = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) resolve()
    // Safari has no idle callbacks.
    else if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, PATIENCE_MS / 2)
    else requestIdleCallback(() => resolve(), { timeout: PATIENCE_MS })
  })
