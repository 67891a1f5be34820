import * as vite from 'vite'
import { reportFilmFrames } from './zzedits.mjs'
for (const outDir of ['/tmp/hist/distbase', '/tmp/hist/dist']) {
const server = await vite.preview({ root: '/tmp/wt/history', logLevel: 'error', build: { outDir }, preview: { port: 5900 } })
console.log(outDir); await reportFilmFrames(server.resolvedUrls.local[0])
await server.close() }
process.exit(0)
