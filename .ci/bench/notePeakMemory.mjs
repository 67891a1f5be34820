// Loaded into a measured process: at its end, notes the peak of its resident set in the file that BENCH_PEAK_NOTE names.
// The system's own mark, where there is one: getrusage's begins with what the parent held when it forked.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const status = '/proc/self/status'

process.once('exit', () => {
  const mark = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  const kibibytes = mark === undefined ? process.resourceUsage().maxRSS : Number(mark)
  writeFileSync(process.env.BENCH_PEAK_NOTE ?? '', String(kibibytes * 1024))
})
