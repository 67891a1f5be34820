import { spawn } from 'node:child_process'

/** How often it is looked, and how much later than that counts as the machine's standing still. Milliseconds. */
const EVERY = 2
const LATE = 10

// Writes how late it was, in a line each, at once and past the event loop, which never runs.
const WATCH = `
  const { writeSync } = require('node:fs')
  const cell = new Int32Array(new SharedArrayBuffer(4))
  for (let last = performance.now(); ; ) {
    Atomics.wait(cell, 0, 0, ${EVERY})
    const now = performance.now()
    const late = now - last - ${EVERY}
    last = now
    if (late > ${LATE}) writeSync(1, late.toFixed(1) + '\\n')
  }`

/**
 * Watches for moments at which the machine does not run at all, as one does that is a share of a larger one and has used it
 * up: a process with the first right to a processor then wakes late. Sound drops out in such a moment whatever the program.
 * @returns {{ since(): number[] | null, end(): void }} `since`: milliseconds of each since it was asked last; `null` where
 *   the system does not give that right
 */
export function watchStandstills() {
  const child = spawn('chrt', ['--fifo', '60', process.execPath, '-e', WATCH], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let watching = true
  /** @type {number[]} */
  let found = []
  const gone = () => {
    watching = false
  }
  child.once('error', gone)
  child.once('exit', gone)
  child.stdout.on('data', (lines) => {
    found.push(...String(lines).trim().split('\n').map(Number))
  })
  const end = () => {
    process.off('exit', end)
    child.kill('SIGKILL')
  }
  process.once('exit', end)
  return {
    since() {
      const before = found
      found = []
      return watching ? before : null
    },
    end,
  }
}
