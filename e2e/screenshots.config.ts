// Pictures for the README, from the production build: npm run build && npx playwright test -c e2e/screenshots.config.ts
import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

export default defineConfig(base, {
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: '../test-results',
  webServer: { command: 'true', ...base.webServer, cwd: '..' },
})
