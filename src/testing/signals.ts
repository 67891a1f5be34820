/** Test signals, full scale ±1. Each is a new array of `length` samples, the same on every machine and run. Loops: `from` takes many times as long. */

export const silence = (length: number): Float64Array => new Float64Array(length)

/** `hz` at `peak`, starting at phase 0. */
export function sine(length: number, hz: number, peak = 0.5, sampleRate = 48_000): Float64Array {
  const out = new Float64Array(length)
  for (let n = 0; n < length; n++) out[n] = peak * Math.sin((2 * Math.PI * hz * n) / sampleRate)
  return out
}

/** One sample of `value` at `at`, and silence. */
export function impulse(length: number, at = 0, value = 0.5): Float64Array {
  const out = new Float64Array(length)
  out[at] = value
  return out
}

/** White, uniform in ±`peak`. Mulberry32: seeded, and good enough for sound. */
export function noise(length: number, seed: number, peak = 0.5): Float64Array {
  let state = seed >>> 0
  const out = new Float64Array(length)
  for (let n = 0; n < length; n++) {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    out[n] = peak * (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1)
  }
  return out
}
