import { formatBytes, formatDuration } from './format.ts'

/** Bytes that are being read or copied. `startedAt`: `performance.now()` of the first. */
export type Transfer = { readonly bytes: number; readonly bytesDone: number; readonly startedAt: number }

export type TransferFigures = {
  /** 0…1. */
  readonly part: number
  readonly bytesPerSecond: number
  readonly secondsLeft: number
}

/** Too early, or too little of it done, for a speed that means anything. */
const SETTLING_MS = 500
const SETTLED_PART = 0.005

/** How far a transfer is; without a speed or a time left until there are any to be had: `null`. */
export function transferFigures(
  { bytes, bytesDone, startedAt }: Transfer,
  now: number,
): TransferFigures | null {
  const elapsed = now - startedAt
  if (bytes <= 0 || bytesDone < bytes * SETTLED_PART || elapsed < SETTLING_MS) return null
  const bytesPerSecond = (bytesDone * 1000) / elapsed
  return {
    part: Math.min(1, bytesDone / bytes),
    bytesPerSecond,
    secondsLeft: Math.max(0, bytes - bytesDone) / bytesPerSecond,
  }
}

/** `85.2 MB/s, about 0:12 left`. */
export function transferText(transfer: Transfer, now: number): string {
  const figures = transferFigures(transfer, now)
  if (!figures) return 'Starting'
  if (figures.part === 1) return 'Finishing'
  return `${formatBytes(Math.round(figures.bytesPerSecond))}/s, about ${formatDuration(Math.ceil(figures.secondsLeft), 1)} left`
}
