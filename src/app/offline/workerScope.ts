// What the service worker uses of its global scope, which TypeScript's DOM library does not know (Service Workers).

type Waiting = { waitUntil(work: Promise<unknown>): void }

export type FetchEvent = Waiting & {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

export type WorkerScope = {
  readonly location: Location
  readonly registration: { readonly installing: unknown; readonly waiting: unknown }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(type: 'message', listener: (event: Waiting & { readonly data: unknown }) => void): void
}
