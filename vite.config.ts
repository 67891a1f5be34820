import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { serviceWorker } from './.ci/serviceWorker.mjs'
import project from './package.json' with { type: 'json' }

/**
 * The headers of both servers. COOP and COEP isolate the page, which precise clocks and shared memory ask for; the policy
 * allows nothing from another origin and no inline script but the hot-reloading server's own, by its nonce. Workers may be
 * made of blobs, which only a script that runs already can make: the encoders of FLAC, AAC and MP3 do (ADR 24).
 */
function headers(nonce?: string) {
  const inline = nonce ? ` 'nonce-${nonce}'` : ''
  return {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src 'self' 'wasm-unsafe-eval'${inline}`,
      `style-src 'self'${inline}`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self' blob:",
      "media-src 'self' blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'none'",
    ].join('; '),
  }
}

const define = { __APP_VERSION__: JSON.stringify(project.version) }
/** Files of tests that mock modules, or begin with what is kept in a module: each has modules of its own. */
const ISOLATED = ['src/engine/liveEngine.test.ts', 'src/app/saveFile.test.ts']

/** Some of the unit tests, with what holds for all. How many run at once is of the whole: a part that had its own would not hear `--maxWorkers`. */
const tests = (
  name: string,
  which: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration => ({
  plugins: [react()],
  define,
  test: {
    name,
    environment: 'node',
    // For what hangs: a property takes its time on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    ...which,
  },
})

export default defineConfig(({ command, isPreview }) => {
  const isDev = command === 'serve' && !isPreview
  const nonce = isDev ? randomBytes(16).toString('base64') : undefined
  return {
    plugins: [react(), serviceWorker()],
    // One page: an unknown address is an error, not that page again.
    appType: 'mpa',
    define,
    ...(nonce && { html: { cspNonce: nonce } }),
    server: { headers: headers(nonce), cors: false },
    preview: { headers: headers(), cors: false },
    worker: { format: 'es' },
    build: {
      target: ['chrome131', 'firefox132', 'safari18'],
      sourcemap: true,
      // Fonts, workers and Wasm stay files of their own: the policy has no place for data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    test: {
      // Both of two cores: by itself the runner leaves one alone.
      maxWorkers: Math.max(2, availableParallelism() - 1),
      projects: [
        tests('isolated', { include: ISOLATED }),
        // The files of one worker share its modules: loading them anew cost each file almost half a second. A test that changes
        // something global puts it back. Not among the others: a worker ends when the next file is not to share it.
        tests('shared', {
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...ISOLATED],
          isolate: false,
          sequence: { groupOrder: 1 },
        }),
      ],
    },
  }
})
