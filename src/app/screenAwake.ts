/** Keeps the screen on while there is reason to. The browser lets go of it whenever the page is hidden. */
export class ScreenAwake {
  #wanted = false
  #lock: WakeLockSentinel | null = null

  constructor() {
    document.addEventListener('visibilitychange', () => void this.#apply())
  }

  set(wanted: boolean): void {
    this.#wanted = wanted
    void this.#apply()
  }

  async #apply(): Promise<void> {
    if (!this.#wanted) {
      const lock = this.#lock
      this.#lock = null
      await lock?.release()
      return
    }
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return
    if (this.#lock && !this.#lock.released) return
    try {
      const lock = await navigator.wakeLock.request('screen')
      if (this.#wanted && (!this.#lock || this.#lock.released)) this.#lock = lock
      else await lock.release()
    } catch (thrown) {
      // Refused when the battery is low, or the page was hidden meanwhile: then the screen goes off as it does.
      if (!(thrown instanceof DOMException)) throw thrown
    }
  }
}
