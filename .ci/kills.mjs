// npm run kills [-- --kills 200 --seed 1]: kills the tab so many times, in the middle of edits and of imports, and looks
// each time at what the next one opens. `npm test` does the same a few times.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { installPackages, requireNode, root } from './install.mjs'

requireNode()
installPackages()
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
})
const { status } = spawnSync('npm', ['run', '--silent', 'e2e', '--', 'e2e/kill.spec.ts', '--reporter=line'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, KILLS: values.kills, KILL_SEED: values.seed },
})
process.exitCode = status ?? 1
