import { spawn } from 'node:child_process'
import { cpus } from 'node:os'

/**
 * Keeps every core busy with a process that only counts.
 * @returns {() => void} ends them
 */
export function busyCores() {
  const processes = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
  const end = () => {
    process.off('exit', end)
    for (const each of processes) each.kill('SIGKILL')
  }
  process.once('exit', end)
  return end
}
