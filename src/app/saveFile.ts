import type { FileLike } from '../domain/ports.ts'

/** An object URL lives until the browser has surely taken the file over. */
const REVOKE_MS = 60_000
/** Chromium takes ten downloads in a second from a page, and drops those beyond them without a word. */
const BURST = 8
const BURST_MS = 1500

/** When the last downloads began, or will. */
const begun: number[] = []

/** Files that wait until the browser takes them. */
let waiting = 0
const listeners = new Set<(waiting: number) => void>()

/** Hands a file to the browser's downloads under its name; where it is one of many, when the browser takes it. */
export function saveFile(file: FileLike): void {
  const now = performance.now()
  const due = Math.max(now, (begun.at(-BURST) ?? Number.NEGATIVE_INFINITY) + BURST_MS)
  begun.push(due)
  if (begun.length > BURST) begun.shift()
  if (due <= now) {
    handOver(file)
    return
  }
  count(1)
  setTimeout(() => {
    handOver(file)
    count(-1)
  }, due - now)
}

/** Calls back with how many files wait to be handed over, now and whenever that changes. */
export function watchHandOvers(listener: (waiting: number) => void): void {
  listeners.add(listener)
  listener(waiting)
}

function count(by: number): void {
  waiting += by
  for (const listener of listeners) listener(waiting)
}

function handOver(file: FileLike): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file as File)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_MS)
}
