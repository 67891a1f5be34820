// Pictures for the README, from the production build: npm run build && npx playwright test -c e2e/screenshots.config.ts
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

// Taken apart, because merging two configurations would start both servers.
const { webServer, ...settings } = base

export default defineConfig({
  ...settings,
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: '../test-results',
  webServer: { command: 'true', ...webServer, cwd: fileURLToPath(new URL('..', import.meta.url)) },
})
