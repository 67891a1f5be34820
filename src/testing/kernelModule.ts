import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a slash at its end. */
export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url))

let compiled: WebAssembly.Module | undefined

/** The mix kernel as it ships, built first when a source of it is newer; compiled once. */
export function kernelModule(): WebAssembly.Module {
  if (compiled) return compiled
  execFileSync(process.execPath, ['.ci/kernel.mjs'], { cwd: PROJECT_ROOT })
  compiled = new WebAssembly.Module(readFileSync(`${PROJECT_ROOT}.build/kernel.wasm`))
  return compiled
}
