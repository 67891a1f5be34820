import kernelUrl from '../../.build/kernel.wasm?url'

/** Where it is: in a build its name tells it from every other. */
export const KERNEL_URL = kernelUrl

let loading: Promise<WebAssembly.Module> | null = null

/** The kernel, fetched and compiled once, when something first needs it. */
export function loadKernel(): Promise<WebAssembly.Module> {
  loading ??= WebAssembly.compileStreaming(fetch(kernelUrl)).catch((cause: unknown) => {
    // Let the next call try again: the server may have been restarting.
    loading = null
    throw cause
  })
  return loading
}
