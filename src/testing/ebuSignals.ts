/** dBFS peak of each channel, `null` for silence, and seconds. */
export type Segment = readonly [levelDb: number | null, seconds: number]

const seconds = (segments: readonly Segment[]): number =>
  segments.reduce((sum, [, length]) => sum + length, 0)

/** The 1 kHz sine of EBU Tech 3341 and 3342, its phase running on from segment to segment. */
export function steppedTone(segments: readonly Segment[], sampleRate = 48_000): Float64Array {
  const out = new Float64Array(Math.round(seconds(segments) * sampleRate))
  const turn = (2 * Math.PI * 1000) / sampleRate
  let at = 0
  let until = 0
  for (const [levelDb, length] of segments) {
    until += length
    const end = Math.round(until * sampleRate)
    const peak = levelDb === null ? 0 : 10 ** (levelDb / 20)
    for (; at < end; at++) out[at] = peak * Math.sin(turn * at)
  }
  return out
}

export const repeated = (times: number, segments: readonly Segment[]): Segment[] =>
  Array.from({ length: times }, () => segments).flat()

/** Tech 3341 cases 15–19: a second of sine at fs / `divisor` from phase `degrees`, faded in and out over 10 ms. */
export function fadedTone(divisor: number, peak: number, degrees: number, sampleRate = 48_000): Float64Array {
  const fade = sampleRate / 100
  return Float64Array.from({ length: sampleRate }, (_, n) => {
    const slope = Math.min(1, n / fade, (sampleRate - 1 - n) / fade)
    return slope * peak * Math.sin((2 * Math.PI * n) / divisor + (degrees * Math.PI) / 180)
  })
}

/**
 * Tech 3341 cases 20–23: fs/6 at 0.50 with one period of fs/4 at 1.00 in the middle, phase-continuous, made at 4 fs,
 * low-passed below fs/2 and decimated from sample `offset` of each four: between its samples it peaks at 0 dBTP.
 */
export function oversampledBurst(offset: 0 | 1 | 2 | 3): Float64Array {
  const length = 4096
  const carrier = 24
  const burst = 16
  const middle = Math.floor(length / 2 / carrier) * carrier
  const wide = Float64Array.from({ length }, (_, n) => {
    const since = n - middle
    if (since >= 0 && since < burst) return Math.sin((2 * Math.PI * since) / burst)
    return 0.5 * Math.sin((2 * Math.PI * (since < 0 ? since : since - burst)) / carrier)
  })
  const fade = 480
  const faded = wide.map((value, n) => value * Math.min(1, n / fade, (length - 1 - n) / fade))
  return Float64Array.from({ length: length / 4 }, (_, n) => lowPassed(faded, 4 * n + offset))
}

/** Windowed sinc (Blackman, 257 taps) that cuts a quarter-rate band at 0.46 of its sampling rate. */
function lowPassed(signal: Float64Array, at: number): number {
  const half = 128
  const cut = 0.46 / 2
  let sum = 0
  for (let k = -half; k <= half; k++) {
    const x = k === 0 ? cut : Math.sin(Math.PI * cut * k) / (Math.PI * k)
    const phase = (Math.PI * k) / (half + 1)
    const window = 0.42 + 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase)
    sum += x * window * (signal[at - k] ?? 0)
  }
  return sum
}
