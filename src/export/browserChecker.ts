import { proxy, wrap } from 'comlink'
import type { CheckReport } from '../domain/checks.ts'
import type { AppError } from '../domain/errors.ts'
import type { CheckPort, CheckRequest } from '../domain/exportPorts.ts'
import { err, type Result } from '../lib/result.ts'
import type { CheckWorker } from './checkWorker.ts'

/** Looks at mixes in a Worker. */
export class BrowserChecker implements CheckPort {
  readonly #loadKernel: () => Promise<WebAssembly.Module>

  constructor(loadKernel: () => Promise<WebAssembly.Module>) {
    this.#loadKernel = loadKernel
  }

  async check(
    request: CheckRequest,
    files: Parameters<CheckPort['check']>[1],
    onProgress: Parameters<CheckPort['check']>[2],
    signal: Parameters<CheckPort['check']>[3],
  ): Promise<Result<CheckReport, AppError>> {
    const module = await this.#loadKernel()
    const worker = new Worker(new URL('./checkWorker.ts', import.meta.url), { type: 'module' })
    const remote = wrap<CheckWorker>(worker)
    signal.addEventListener('abort', () => void remote.cancel(), { once: true })
    const crashed = new Promise<Result<never, AppError>>((resolve) => {
      worker.onerror = ({ message }) =>
        resolve(err({ code: 'export/write', file: request.session.title, detail: message }))
    })
    let running = true
    const progress = proxy((done: number) => running && onProgress(done))
    try {
      return await Promise.race([remote.check(request, files, module, progress), crashed])
    } finally {
      running = false
      worker.terminate()
    }
  }
}
