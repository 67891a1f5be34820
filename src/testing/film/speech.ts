import { gainOf, RATE, type Seeded, seconds } from './seeded.ts'

/** First three formants of some vowels, Hz. */
const VOWELS = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
  [660, 1720, 2410],
] as const

class Resonator {
  #a = 0
  #b = 0
  #c = 0
  #y1 = 0
  #y2 = 0

  tune(hz: number, width: number): void {
    const r = Math.exp((-Math.PI * width) / RATE)
    this.#c = -r * r
    this.#b = 2 * r * Math.cos((2 * Math.PI * hz) / RATE)
    this.#a = 1 - this.#b - this.#c
  }

  next(x: number): number {
    const y = this.#a * x + this.#b * this.#y1 + this.#c * this.#y2
    this.#y2 = this.#y1
    this.#y1 = y
    return y
  }
}

/**
 * A line of speech, as a voice of pulses through formants that change with every syllable, with hisses and stops between
 * them, and the room that it was recorded in. Its loud parts are near −24 dBFS.
 */
export function speech(random: Seeded, length: number): Float32Array {
  const out = new Float32Array(length)
  const pitch = random.between(85, 230)
  const formants = [new Resonator(), new Resonator(), new Resonator()]
  const hiss = new Resonator()
  const room = gainOf(random.between(-72, -58))
  let phase = 0
  let tilt = 0
  let soft = 0
  let middle = 0
  for (let at = 0; at < length; ) {
    const syllable = seconds(random.between(0.11, 0.27))
    const consonant = seconds(random.between(0.02, 0.09))
    const vowel = random.of(VOWELS as unknown as [readonly number[], ...(readonly number[])[]])
    const scale = pitch > 150 ? 1.15 : 1
    const bend = random.between(-0.25, 0.2)
    const loud = random.yes(0.08) ? 0 : gainOf(random.between(-9, 0))
    for (const [n, formant] of formants.entries()) formant.tune((vowel[n] ?? 500) * scale, 60 + 40 * n)
    hiss.tune(random.between(2500, 7000), 1500)
    const isHissed = random.yes(0.6)
    for (let n = 0; n < syllable && at + n < length; n++) {
      const part = n / syllable
      phase += (pitch * (1 + bend * part) * (1 + 0.01 * Math.sin(n / 1500))) / RATE
      let pulse = 0
      if (phase >= 1) {
        phase -= 1
        pulse = 1
      }
      soft += 0.35 * (pulse - soft)
      tilt = 0.93 * tilt + soft
      middle += 0.02 * (tilt - middle)
      const voiced = n > consonant ? Math.sin((Math.PI * (n - consonant)) / (syllable - consonant)) ** 0.6 : 0
      let voice = (tilt - middle) * voiced
      for (const formant of formants) voice = voice * 0.35 + formant.next(tilt - middle) * voiced * 4
      const noise =
        hiss.next(random.white()) * (n < consonant && isHissed ? Math.sin((Math.PI * n) / consonant) : 0)
      out[at + n] = loud * (voice * 0.35 + noise * 0.5)
    }
    at += syllable
  }
  const peak = out.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const level = gainOf(random.between(-15, -10)) / (peak || 1)
  const fade = seconds(0.03)
  let low = 0
  for (let n = 0; n < length; n++) {
    low += 0.2 * (random.white() - low)
    const edge = Math.min(1, n / fade, (length - 1 - n) / fade)
    out[n] = (out[n] as number) * level * edge + low * 3 * room * edge
  }
  return out
}
