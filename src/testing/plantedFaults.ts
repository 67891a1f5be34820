import type { CheckId } from '../domain/checks.ts'
import type { Film, FilmStem, Stereo } from './film/film.ts'
import { gainOf, RATE, Seeded, seconds } from './film/seeded.ts'

/** A fault that was put into a film, and what finds it. */
export type Planted = {
  /** The row of the table it counts in. */
  readonly kind: string
  readonly check: CheckId
  readonly from: number
  readonly to: number
  /** What the finding's value has to be, and how far off it may be. */
  readonly value?: { readonly is: number; readonly within: number }
}

/** A film as it is delivered, faults and all. */
export type FaultyFilm = {
  readonly length: number
  readonly stems: Film['stems']
  readonly composite: Stereo
  readonly me: Stereo
  /** Of the length of the film; it has the dialogue, and is not as good as the mix. */
  readonly guide: Stereo | null
  readonly planted: readonly Planted[]
}

/** Samples of a picture frame at 24 a second. */
const FRAME = 2000

type Mutable = { stems: Film['stems']; composite: Stereo; me: Stereo; guide: Stereo | null }

/** Faults of a film with a number: which there are goes round with the number, and where with the seed. */
export function plantFaults(film: Film, number: number, seed: number): FaultyFilm {
  const random = new Seeded(seed)
  const planted: Planted[] = []
  const { stems } = film
  const sync = number % 8
  // One fault must not hide another: speech that bleeds fills holes, and what is late bleeds elsewhere than under the dialogue.
  const bleeds = number % 2 === 1
  if (bleeds) planted.push(bleed(film, random, [-10, -20, -30, -40, -50][(number >> 1) % 5] ?? -50))
  else for (const length of [0.2, 0.5, 1, 2, 5]) planted.push(...hole(film, random, length, planted))
  if (number % 3 !== 0) for (let n = 0; n < 2; n++) planted.push(...click(film, random))
  if (number % 3 === 1) planted.push(dcOffset(film, random))
  if (number % 4 === 2) planted.push(...dropout(film, random))
  const made: Mutable = {
    stems,
    composite: sum(film, ['dialogue', 'effects', 'music']),
    me: sum(film, ['effects', 'fill', 'music']),
    guide: null,
  }
  const whole = { from: 0, to: film.length }
  if (sync === 0) {
    const late = random.of([1, 2, 48, FRAME, 2 * FRAME]) * (random.yes() ? 1 : -1)
    made.me = shifted(made.me, late)
    planted.push({ kind: 'offset', check: 'offset', ...whole, value: { is: late, within: 0 } })
  } else if (sync === 2) {
    const rate = random.yes() ? 0.001 : -0.001
    made.me = stretched(made.me, 1 + rate)
    planted.push({ kind: 'drift 0.1 %', check: 'drift', ...whole, value: { is: rate * 1e6, within: 50 } })
  } else if (sync === 3 || sync === 5) {
    made.me = [made.me[1], made.me[0]]
    planted.push({ kind: 'swapped', check: 'swapped', ...whole })
  } else if (sync === 4) {
    planted.push(gapLevel(film, made.me, random))
  } else if (sync === 6) {
    const late = random.of([1, 5, 480, 2 * FRAME])
    made.guide = guideOf(shifted(made.composite, -late), random)
    planted.push({ kind: 'offset to guide', check: 'offset', ...whole, value: { is: late, within: 0 } })
  }
  if (number % 5 === 2) planted.push(clipping(made.composite, random, film.length))
  return { length: film.length, ...made, planted }
}

function sum({ stems, length }: Film, of: readonly FilmStem[]): Stereo {
  const side = (c: 0 | 1): Float32Array => {
    const out = new Float32Array(length)
    for (const stem of of) {
      const from = stems[stem][c]
      for (let n = 0; n < length; n++) out[n] = (out[n] as number) + (from[n] as number)
    }
    return out
  }
  return [side(0), side(1)]
}

/** Into the effects, all through the film or for a third of it; late by up to 40 samples, and dulled or not. */
function bleed({ stems, length }: Film, random: Seeded, level: number): Planted {
  const late = random.whole(0, 40)
  const dull = random.yes() ? random.between(0.2, 0.6) : 1
  const part = level > -45 && random.yes(0.4)
  const from = part ? Math.floor(length * random.between(0, 0.6)) : 0
  const to = part ? from + Math.floor(length / 3) : length
  for (const [c, out] of stems.effects.entries()) {
    let low = 0
    for (let n = Math.max(from, late); n < to; n++) {
      low += dull * ((stems.dialogue[c as 0 | 1][n - late] as number) - low)
      out[n] = (out[n] as number) + low * gainOf(level)
    }
  }
  return { kind: `bleed ${level} dB`, check: 'bleed', from, to }
}

/** Effects and fill silent, or 15 dB lower, from somewhere in a line on; none where no line is left that is long enough. */
function hole(
  { stems, lines, length }: Film,
  random: Seeded,
  wanted: number,
  before: readonly Planted[],
): readonly Planted[] {
  const hops = seconds(wanted)
  const fits = lines.filter(
    ({ from, to }) =>
      to - from > Math.min(hops, RATE) + RATE / 2 &&
      to + hops < length &&
      !before.some((other) => from < other.to + RATE && other.from < to + hops + RATE),
  )
  const line = fits[random.whole(0, fits.length - 1)]
  if (!line) return []
  const from = line.from + seconds(random.between(0.1, 0.2))
  const gain = random.yes(0.3) ? gainOf(-15) : 0
  const fade = seconds(0.005)
  for (const out of [...stems.effects, ...stems.fill]) {
    for (let n = from; n < from + hops; n++) {
      const into = Math.min(1, (n - from) / fade, (from + hops - n) / fade)
      out[n] = (out[n] as number) * (1 - into + into * gain)
    }
  }
  return [{ kind: `hole ${wanted} s`, check: 'hole', from, to: from + hops }]
}

/** A sample, a few, or a step that is gone within 20 ms, where it stands out by a factor of two at least. */
function click({ stems, length }: Film, random: Seeded): readonly Planted[] {
  const out = stems[random.of(['dialogue', 'effects', 'music'] as const)]
  const size = random.between(0.05, 0.25) * (random.yes() ? 1 : -1)
  const kind = random.whole(0, 2)
  for (let tries = 0; tries < 50; tries++) {
    const at = random.whole(RATE, length - RATE)
    const around = out[0].subarray(at - 200, at + 1200)
    if (around.some((x) => Math.abs(x) > Math.abs(size) / 2)) continue
    const shape = [[1], [0.7, -1, 0.5], Array.from({ length: 960 }, (_, n) => 1 - n / 960)][kind] ?? [1]
    for (const channel of out) {
      for (const [n, x] of shape.entries()) channel[at + n] = (channel[at + n] as number) + x * size
    }
    return [{ kind: 'click', check: 'click', from: at, to: at + 1 }]
  }
  return []
}

function dcOffset({ stems, length }: Film, random: Seeded): Planted {
  const stem = random.of(['effects', 'music', 'dialogue'] as const)
  const level = gainOf(random.between(-52, -32)) * (random.yes() ? 1 : -1)
  const fade = seconds(1)
  for (const channel of stems[stem]) {
    for (let n = 0; n < length; n++)
      channel[n] = (channel[n] as number) + level * Math.min(1, n / fade, (length - n) / fade)
  }
  return { kind: 'DC', check: 'dcOffset', from: 0, to: length }
}

/** 1 … 100 ms of nothing in the middle of music or speech. */
function dropout({ stems, length }: Film, random: Seeded): readonly Planted[] {
  const out = stems[random.of(['music', 'dialogue'] as const)]
  const hops = seconds(random.between(0.001, 0.1))
  for (let tries = 0; tries < 200; tries++) {
    const at = random.whole(RATE, length - RATE)
    const loud = (from: number): boolean =>
      out.every((channel) => channel.subarray(from, from + 240).some((x) => Math.abs(x) > 0.02))
    const cut = (from: number): boolean => out.every((channel) => Math.abs(channel[from] as number) > 0.01)
    if (!loud(at - 240) || !loud(at + hops) || !cut(at - 1) || !cut(at + hops)) continue
    for (const channel of out) channel.fill(0, at, at + hops)
    return [{ kind: 'dropout', check: 'dropout', from: at, to: at + hops }]
  }
  return []
}

function gapLevel({ length }: Film, me: Stereo, random: Seeded): Planted {
  const from = Math.floor(length * random.between(0, 0.4))
  const to = from + Math.floor(length / 2)
  const gain = gainOf(random.between(2, 6) * (random.yes() ? 1 : -1))
  for (const channel of me) {
    for (let n = from; n < to; n++) {
      const into = Math.min(1, (n - from) / FRAME, (to - n) / FRAME)
      channel[n] = (channel[n] as number) * (1 - into + into * gain)
    }
  }
  return { kind: 'level in gaps', check: 'gapLevel', from, to }
}

/** 20 ms of the mix, made loud and cut off at full scale. */
function clipping(mix: Stereo, random: Seeded, length: number): Planted {
  const hops = seconds(0.02)
  let at = random.whole(RATE, length - RATE)
  for (let tries = 0; tries < 200 && Math.abs(mix[0][at] as number) < 0.05; tries++)
    at = random.whole(RATE, length - RATE)
  const peak = mix[0].subarray(at, at + hops).reduce((most, x) => Math.max(most, Math.abs(x)), 1e-3)
  for (const channel of mix) {
    for (let n = at; n < at + hops; n++) {
      const swell = 1 + (2 / peak - 1) * Math.sin((Math.PI * (n - at)) / hops)
      channel[n] = Math.max(-1, Math.min(1, (channel[n] as number) * swell))
    }
  }
  return { kind: 'clipping', check: 'clipping', from: at, to: at + hops }
}

const guideOf = (mix: Stereo, random: Seeded): Stereo =>
  mix.map((side) => side.map((x) => x * 0.5 + random.white() * 1e-3)) as unknown as Stereo

/** Later by so many samples, or earlier. */
const shifted = (of: Stereo, late: number): Stereo =>
  of.map((side) => side.map((_, n) => side[n - late] ?? 0)) as unknown as Stereo

/** Slower by a factor, with a cubic between samples. */
const stretched = (of: Stereo, factor: number): Stereo =>
  of.map((side) =>
    side.map((_, n) => {
      const place = n / factor
      const at = Math.floor(place)
      const t = place - at
      const [a, b, c, d] = [side[at - 1] ?? 0, side[at] ?? 0, side[at + 1] ?? 0, side[at + 2] ?? 0]
      return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    }),
  ) as unknown as Stereo
