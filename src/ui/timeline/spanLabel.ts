import { formatDuration } from '../format.ts'

/** `1.9 ms`, `0.25 s`, `12.5 s`, `2:14`: a stretch of time, as exactly as its size asks for. */
export function spanLabel(samples: number, sampleRate: number): string {
  const seconds = samples / sampleRate
  if (seconds >= 60) return formatDuration(samples, sampleRate)
  if (seconds < 0.1) return `${(seconds * 1000).toFixed(1)} ms`
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
}
