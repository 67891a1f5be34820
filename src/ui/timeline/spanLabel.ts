import { formatDuration } from '../format.ts'

/** `0.25 s`, `12.5 s`, `2:14`: a stretch of time, as exactly as its size asks for. */
export function spanLabel(samples: number, sampleRate: number): string {
  const seconds = samples / sampleRate
  if (seconds >= 60) return formatDuration(samples, sampleRate)
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
}
