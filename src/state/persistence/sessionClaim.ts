import type { ClaimPort } from '../../domain/ports.ts'

/** Which session this page may change, by Web Locks: the browser gives it up with the page, however that ends. */
export class SessionClaim implements ClaimPort {
  #held: { readonly id: string; readonly release: () => void; readonly released: Promise<unknown> } | null =
    null
  #waiting: AbortController | null = null
  #last: Promise<unknown> = Promise.resolve()

  take(id: string): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#held?.id === id) return true
      await this.#release()
      return this.#request(id, { ifAvailable: true })
    })
  }

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

  giveUp(): Promise<void> {
    return this.#inTurn(() => this.#release())
  }

  async #release(): Promise<void> {
    this.#waiting?.abort()
    this.#waiting = null
    const held = this.#held
    this.#held = null
    held?.release()
    await held?.released
  }

  async whileUnused(id: string, work: () => Promise<void>): Promise<boolean> {
    return navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
      if (lock) await work()
      return lock !== null
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
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
