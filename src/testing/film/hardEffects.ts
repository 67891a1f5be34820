import { gainOf, RATE, type Seeded, seconds } from './seeded.ts'

/** Noise that begins at once and dies away. */
function burst(random: Seeded, length: number, decay: number, cut: number): Float32Array {
  let low = 0
  return Float32Array.from({ length }, (_, n) => {
    low += cut * (random.white() - low)
    return low * Math.exp(-n / (decay * RATE)) * Math.min(1, n / 40)
  })
}

/** Partials that ring. */
function ring(random: Seeded, length: number, from: number, to: number, decay: number): Float32Array {
  const partials = Array.from({ length: 5 }, () => ({
    hz: random.between(from, to),
    gain: random.between(0.1, 0.4),
    decay: decay * random.between(0.4, 1),
  }))
  return Float32Array.from({ length }, (_, n) =>
    partials.reduce(
      (sum, { hz, gain, decay: own }) =>
        sum + gain * Math.sin((2 * Math.PI * hz * n) / RATE) * Math.exp(-n / (own * RATE)),
      0,
    ),
  )
}

const sum = (a: Float32Array, b: Float32Array): Float32Array => a.map((x, n) => x + (b[n] ?? 0))

/** A step, a door, a glass, a shot or a bird, at its own level. */
export function hardEffect(random: Seeded): Float32Array {
  const kind = random.of(['step', 'step', 'step', 'door', 'glass', 'shot', 'bird'] as const)
  const length = seconds(random.between(0.3, 1.2))
  const made = (): Float32Array => {
    switch (kind) {
      case 'step':
        return burst(random, seconds(0.25), random.between(0.02, 0.05), random.between(0.05, 0.3))
      case 'door':
        return sum(burst(random, length, 0.12, 0.15), ring(random, length, 60, 400, 0.2))
      case 'glass':
        return sum(ring(random, length, 2000, 7000, 0.15), burst(random, length, 0.02, 0.9))
      case 'shot':
        return burst(random, length, random.between(0.1, 0.3), 0.6)
      case 'bird':
        return Float32Array.from({ length: seconds(0.3) }, (_, n) => {
          const part = n / seconds(0.3)
          return 0.3 * Math.sin(n * 0.4 + 30 * Math.sin(part * 25)) * Math.sin(Math.PI * part)
        })
    }
  }
  const effect = made()
  const peak = effect.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const gain = gainOf(random.between(-32, -14)) / (peak || 1)
  const fade = seconds(0.02)
  return effect.map((x, n) => x * gain * Math.min(1, (effect.length - 1 - n) / fade))
}
