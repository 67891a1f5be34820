import { gainOf, RATE, type Seeded, seconds } from './seeded.ts'

/** Room tone, wind, a street or the sea: coloured noise that breathes, and differs from side to side. */
export function ambience(random: Seeded, length: number): readonly [Float32Array, Float32Array] {
  const level = gainOf(random.between(-60, -40))
  const cut = random.between(0.02, 0.35)
  const bass = random.between(0.3, 0.9)
  const depth = random.yes(0.3) ? random.between(2, 4) : random.between(0, 1.5)
  const period = random.between(5, 11) * RATE
  const turn = random.between(0, 6)
  const shared = random.between(0.2, 0.7)
  let [shared0, left0, right0] = [0, 0, 0]
  let [shared1, left1, right1] = [0, 0, 0]
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  // White noise of RMS 0.58 through one pole is quieter by this.
  const made = Math.sqrt(cut / (2 - cut)) * 0.58
  for (let n = 0; n < length; n++) {
    // Both sides share one noise and have one each; of each what is below 30 Hz is known beside it.
    shared0 += cut * (random.white() - shared0)
    shared1 += 0.004 * (shared0 - shared1)
    left0 += cut * (random.white() - left0)
    left1 += 0.004 * (left0 - left1)
    right0 += cut * (random.white() - right0)
    right1 += 0.004 * (right0 - right1)
    const breath = gainOf(depth * Math.sin(turn + (2 * Math.PI * n) / period))
    const gain = (level * breath) / made
    const both = shared * (shared0 - bass * shared1)
    left[n] = gain * (both + (1 - shared) * (left0 - bass * left1))
    right[n] = gain * (both + (1 - shared) * (right0 - bass * right1))
  }
  return [left, right]
}

/** Copies a stretch with short fades at its edges, added to what is there. */
export function lay(
  into: readonly Float32Array[],
  from: readonly Float32Array[],
  at: number,
  first: number,
  length: number,
  gain: readonly number[] = [1, 1],
  fade = seconds(0.04),
): void {
  for (const [c, out] of into.entries()) {
    const source = from[c] ?? from[0]
    if (!source) continue
    for (let n = 0; n < length && at + n < out.length; n++) {
      const edge = Math.min(1, (n + 0.5) / fade, (length - n - 0.5) / fade)
      const shape = edge === 1 ? 1 : Math.sin((Math.PI / 2) * edge)
      out[at + n] = (out[at + n] as number) + (source[first + n] ?? 0) * shape * (gain[c] ?? 1)
    }
  }
}
