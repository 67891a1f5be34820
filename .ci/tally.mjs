import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} skipped each with its reason
 */

/**
 * Counts for `npm test`: one reporter that both Vitest and Playwright can call, written to the file TALLY names.
 * Vitest calls `onTestRunEnd`; Playwright calls `onBegin` and `onEnd`.
 */
export default class TallyReporter {
  /** @type {Tally} */
  #tally = { passed: 0, failed: 0, skipped: [] }
  /** @type {import('@playwright/test/reporter').Suite | undefined} */
  #suite

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    this.#tally.failed += unhandled.length
    for (const module of modules) {
      // A file or a suite that breaks outside any test has no failed test to show for it.
      this.#tally.failed += module.errors().length
      for (const suite of module.children.allSuites()) this.#tally.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        const note = result.state === 'skipped' ? result.note : undefined
        this.#count(result.state, `${module.relativeModuleId}: ${test.fullName}`, note)
      }
    }
    this.#write()
  }

  /**
   * @param {import('@playwright/test/reporter').FullConfig} _config
   * @param {import('@playwright/test/reporter').Suite} suite
   */
  onBegin(_config, suite) {
    this.#suite = suite
  }

  onEnd() {
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome()
      const state = outcome === 'expected' ? 'passed' : outcome === 'skipped' ? 'skipped' : 'failed'
      const note = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description
      this.#count(state, test.titlePath().filter(Boolean).join(' › '), note)
    }
    this.#write()
  }

  /**
   * @param {string} state
   * @param {string} name
   * @param {string | undefined} note
   */
  #count(state, name, note) {
    if (state === 'passed') this.#tally.passed += 1
    else if (state === 'failed') this.#tally.failed += 1
    else this.#tally.skipped.push(`${name}: ${note ?? 'no reason given'}`)
  }

  #write() {
    const file = process.env.TALLY
    if (!file) throw new Error('TALLY names no file.')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(this.#tally))
  }
}
