type Claim = { readonly release: () => void; readonly released: Promise<unknown> }

/**
 * What this page uses of what all pages share, by Web Locks: the browser drops them with the page, however that ends, and
 * what another open page uses is never removed under it.
 */
export class PageClaims {
  readonly #held = new Map<string, Promise<Claim>>()

  /** Claims it until the page is closed; resolves once nobody is removing it. */
  async hold(name: string): Promise<void> {
    let claim = this.#held.get(name)
    if (!claim) {
      claim = sharedLock(name)
      this.#held.set(name, claim)
    }
    await claim
  }

  /** Gives up this page's own claim and, unless another page has one, does `remove`. */
  async removeUnused(name: string, remove: () => Promise<void>): Promise<void> {
    const own = this.#held.get(name)
    if (own) {
      this.#held.delete(name)
      const claim = await own
      claim.release()
      await claim.released
    }
    await navigator.locks.request(lockName(name), { ifAvailable: true }, async (lock) => {
      if (lock) await remove()
    })
  }
}

function sharedLock(name: string): Promise<Claim> {
  return new Promise((resolve, reject) => {
    const released = navigator.locks.request(lockName(name), { mode: 'shared' }, () => {
      return new Promise<void>((release) => resolve({ release, released }))
    })
    released.catch(reject)
  })
}

const lockName = (name: string): string => `dubstage ${name}`
