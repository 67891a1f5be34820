// The command line: npm run --silent bounce -- --dialogue A.wav --effects B.wav --music C.wav --out DIR
import { runCommand } from './cli.mjs'

await runCommand('bounce', 'src/app/cli/main.ts', 'src/app/cli/diskThread.ts')
