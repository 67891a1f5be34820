// Measures a package again: npm run --silent verify -- DIR
import { runCommand } from './cli.mjs'

await runCommand('verify', 'src/app/cli/verifyMain.ts')
