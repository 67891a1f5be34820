/** Which session this page may change, by Web Locks: the browser gives it up with the page, however that ends. */
export class SessionClaim {
  #held: { readonly id: string; readonly release: () => void; readonly released: Promise<unknown> } | null =
    null
  #waiting: AbortController | null = null

  /** Whether this page has the session now, and any other given up. `false`: another page has it. */
  async take(id: string): Promise<boolean> {
    if (this.#held?.id === id) return true
    await this.giveUp()
    return this.#request(id, { ifAvailable: true })
  }

  /** Waits until no other page has it, and has it then. `false` when it was given up before. */
  async takeWhenFree(id: string): Promise<boolean> {
    const waiting = new AbortController()
    this.#waiting = waiting
    try {
      return await this.#request(id, { signal: waiting.signal })
    } catch (cause) {
      if (waiting.signal.aborted) return false
      throw cause
    }
  }

  async giveUp(): Promise<void> {
    this.#waiting?.abort()
    this.#waiting = null
    const held = this.#held
    this.#held = null
    held?.release()
    await held?.released
  }

  /** Does work on a session that is open nowhere. `false`, and nothing done, when it is. */
  async whileUnused(id: string, work: () => Promise<void>): Promise<boolean> {
    return navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
      if (lock) await work()
      return lock !== null
    })
  }

  #request(id: string, options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const released = navigator.locks.request(lockName(id), options, (lock) => {
        if (!lock) {
          resolve(false)
          return undefined
        }
        return new Promise<void>((release) => {
          this.#held = { id, release, released }
          resolve(true)
        })
      })
      released.catch(reject)
    })
  }
}

const lockName = (id: string): string => `dubstage session ${id}`
