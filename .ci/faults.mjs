// npm run --silent faults -- [SEED [FILMS]]: what the checks find in 40 made-up films with planted faults.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from './install.mjs'
import { buildKernel, kernelWasm } from './kernel.mjs'

await buildKernel()
const result = await build({
  root,
  configFile: false,
  logLevel: 'silent',
  build: { ssr: 'src/testing/faultTable.ts', target: 'node20', write: false },
})
if (Array.isArray(result) || !('output' in result)) throw new Error('Vite built more than one bundle.')
const folder = mkdtempSync(join(tmpdir(), 'dubstage-faults-'))
try {
  const bundle = join(folder, 'faults.mjs')
  writeFileSync(bundle, result.output[0].code)
  const { faultTable, TEST_SEED } = await import(pathToFileURL(bundle).href)
  const [seed = TEST_SEED, films = 40] = process.argv.slice(2).map(Number)
  const module = await WebAssembly.compile(readFileSync(kernelWasm))
  console.log(faultTable(module, seed, films))
} finally {
  rmSync(folder, { recursive: true })
}
