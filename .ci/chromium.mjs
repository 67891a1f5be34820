import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
]

/**
 * The Chromium that tests run in: the one CHROMIUM_PATH names, else Playwright's own, else the system's.
 * @returns {string | undefined} its path, or nothing when none is here that starts
 */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  return [ownChromium(), ...system].find((path) => existsSync(path) && starts(path))
}

/** Where Playwright keeps its own Chromium, downloaded or not; it throws on a platform that it has none for. */
function ownChromium() {
  try {
    return chromium.executablePath()
  } catch {
    return ''
  }
}

/**
 * A downloaded browser may lack the system's libraries, which only running it shows. Windows' Chrome does not answer
 * `--version`, and needs no libraries either.
 * @param {string} path
 */
function starts(path) {
  return process.platform === 'win32' || spawnSync(path, ['--version']).status === 0
}
