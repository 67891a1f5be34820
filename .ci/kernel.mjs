// Compiles the mix kernel to .build/kernel.wasm when a source of it is newer. `npm run build:kernel`
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isStale, putBuilt } from './built.mjs'
import { root } from './install.mjs'

/** Where the compiled kernel is. */
export const kernelWasm = `${root}.build/kernel.wasm`
/** Where the kernel's AssemblyScript is. */
export const kernelSources = `${root}src/kernel/assembly`

const script = fileURLToPath(import.meta.url)
// The host brings the memory: any size will do, so the module asks for the least.
const options =
  '-O3 --noAssert --enable simd --runtime stub --importMemory --initialMemory 1 --memoryBase 1024'.split(' ')

/**
 * Builds the kernel if it is stale; throws the compiler's own message if it does not compile.
 */
export async function buildKernel() {
  const started = new Date()
  if (!isStale(kernelWasm, [kernelSources, `${root}package-lock.json`, script])) return
  const { default: asc } = await import('assemblyscript/asc')
  /** @type {Uint8Array | undefined} */
  let wasm
  const { error, stderr } = await asc.main(
    ['src/kernel/assembly/index.ts', '--baseDir', root, '--outFile', 'kernel.wasm', ...options],
    {
      writeFile(_name, contents) {
        if (typeof contents !== 'string') wasm = contents
      },
    },
  )
  if (error || !wasm) throw new Error(`The mix kernel does not compile.\n${stderr}${error?.message ?? ''}`)
  putBuilt(kernelWasm, wasm, started)
}

if (process.argv[1] && realpathSync(process.argv[1]) === script) {
  await buildKernel().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
