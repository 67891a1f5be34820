import { createServer } from 'node:net'
import { defineConfig } from '@playwright/test'
import { findChromium } from './.ci/chromium.mjs'

/** The first port from `port` on that nobody listens on. */
function freePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(freePort(port + 1))
      else reject(error)
    })
    server.listen(port, 'localhost', () => server.close(() => resolve(port)))
  })
}

// Every worker reads this file again: what was found once is handed on in the environment. A server of the developer's
// own keeps its port, for it may serve something else than the build under test.
process.env.PREVIEW_PORT ??= String(await freePort(4173))
const port = process.env.PREVIEW_PORT
const chromium = findChromium()
if (chromium) process.env.CHROMIUM_PATH = chromium

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: !!process.env.CI,
  // By file, one for each of two cores: one at a time they take a quarter of an hour. Sound that plays live holds beside them.
  workers: 2,
  // A machine that is slow, or busy with other things, is no failure: what never comes is, however long it is waited for.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    // Each test would load the whole application once more to keep it; e2e/offline.spec.ts allows it.
    serviceWorkers: 'block',
    // Recording one costs every test a part of its time: `npx playwright test --trace on` where one is wanted.
    trace: 'off',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
  },
})
