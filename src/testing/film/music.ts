import { gainOf, RATE, type Seeded, seconds } from './seeded.ts'

const SCALE = [0, 2, 3, 5, 7, 8, 10, 12] as const

/** A cue: chords that swell, notes over them, and now and then drums. */
export function music(random: Seeded, length: number): readonly [Float32Array, Float32Array] {
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  const root = random.between(98, 220)
  const beat = seconds(random.between(0.35, 0.7))
  const drums = random.yes(0.4)
  const hz = (): number => root * 2 ** ((SCALE[random.whole(0, 7)] ?? 0) / 12)
  for (let at = 0; at < length; at += beat) {
    for (let voice = 0; voice < 3; voice++)
      note(left, right, random, at, beat * random.whole(1, 4), hz() * random.of([0.5, 1, 2]))
    if (drums) drum(left, right, random, at, beat)
  }
  const peak = left.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const gain = gainOf(random.between(-22, -14)) / (peak || 1)
  const fade = seconds(0.5)
  const shape = (x: number, n: number): number => x * gain * Math.min(1, n / fade, (length - 1 - n) / fade)
  return [left.map(shape), right.map(shape)]
}

function note(
  left: Float32Array,
  right: Float32Array,
  random: Seeded,
  at: number,
  length: number,
  hz: number,
): void {
  const pan = random.between(0.2, 0.8)
  const partials = random.whole(3, 7)
  const attack = seconds(random.between(0.01, 0.1))
  const vibrato = random.between(0, 0.004)
  const gain = random.between(0.1, 0.3)
  const release = seconds(0.05)
  let phase = 0
  for (let n = 0; n < length && at + n < left.length; n++) {
    phase += (2 * Math.PI * hz * (1 + vibrato * Math.sin(n / 1400))) / RATE
    // sin (p + 1)x = 2 cos x · sin px − sin (p − 1)x: two functions for all partials.
    const twice = 2 * Math.cos(phase)
    let sum = 0
    let before = 0
    let partial = Math.sin(phase)
    for (let p = 1; p <= partials; p++) {
      sum += partial / p
      const next = twice * partial - before
      before = partial
      partial = next
    }
    const level = gain * Math.min(1, n / attack, (length - n) / release) * sum
    left[at + n] = (left[at + n] as number) + level * (1 - pan)
    right[at + n] = (right[at + n] as number) + level * pan
  }
}

function drum(left: Float32Array, right: Float32Array, random: Seeded, at: number, beat: number): void {
  const isKick = random.yes()
  for (let n = 0; n < beat && at + n < left.length; n++) {
    const kick = isKick ? 0.5 * Math.sin(900 * (1 - Math.exp(-n / 2400))) * Math.exp(-n / 4000) : 0
    const hat = 0.12 * random.white() * Math.exp(-n / 900)
    left[at + n] = (left[at + n] as number) + kick + hat
    right[at + n] = (right[at + n] as number) + kick + hat * 0.7
  }
}
