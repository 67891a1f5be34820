// Hard effects, in stereo, all synthesised from noise and dying sines.
import { join } from 'node:path'
import {
  add,
  biquad,
  burst,
  db,
  fade,
  gain,
  limit,
  loudness,
  noise,
  reverb,
  rng,
  shape,
  silence,
  strike,
  sweep,
  toPeak,
} from './dsp.mjs'
import { cloth, lever, step } from './foley.mjs'
import { writeWav } from './wav.mjs'

/** A mono source in a stereo space: the source in the middle, its reverb around it. */
function place(x, length, wet, space) {
  const tail = Math.max(0.05, length - x.length / 48000)
  const [a, b] = reverb(x, { ...space, tail })
  return [a, b].map((side) => fade(add(add(silence(length), x), side, 0, wet), 0, 0.05))
}

/** Iron door: handle, creak of the leaf, the slam and the ring of the tower. */
function door() {
  const out = silence(1.1)
  const latch = strike(
    0.2,
    [
      [1830, 0.5, 0.02],
      [2710, 0.4, 0.014],
      [3900, 0.25, 0.01],
    ],
    1,
  )
  add(out, latch, 0, 0.35)
  add(out, latch, 0.07, 0.22)
  // Not a musical creak: a stick-slip train of small knocks through the resonance of the leaf.
  const random = rng(4)
  const creak = silence(0.4)
  for (let t = 0.02; t < 0.34; t += 0.009 + 0.008 * random()) creak[Math.round(t * 48000)] = 0.5 + random()
  add(
    out,
    shape(biquad(biquad(creak, 'band', 690, 9), 'low', 2500), (t) => Math.sin((Math.PI * t) / 0.4)),
    0.12,
    3.2,
  )
  const slam = biquad(burst(0.3, 2, 0.03), 'low', 900)
  const thud = strike(
    0.5,
    [
      [58, 1, 0.12],
      [91, 0.8, 0.09],
      [147, 0.4, 0.06],
    ],
    3,
  )
  const iron = strike(
    0.55,
    [
      [311, 0.3, 0.2],
      [523, 0.2, 0.15],
      [847, 0.14, 0.11],
      [1290, 0.09, 0.07],
    ],
    5,
  )
  add(out, slam, 0.52, 0.9)
  add(out, thud, 0.52, 0.9)
  add(out, iron, 0.52, 0.7)
  return place(fade(out, 0.001, 0.02), 1.3, 0.16, { size: 0.8, decay: 1.1, damp: 2600 })
}

/** A big knife switch: two contacts and the board behind them. */
function relay() {
  const out = silence(0.3)
  for (const [at, level] of [
    [0, 0.6],
    [0.055, 1],
  ]) {
    add(
      out,
      strike(
        0.2,
        [
          [2240, 0.3, 0.008],
          [1470, 0.4, 0.012],
          [640, 0.5, 0.02],
        ],
        8 + at * 100,
      ),
      at,
      level,
    )
    add(
      out,
      strike(
        0.2,
        [
          [128, 0.8, 0.03],
          [205, 0.5, 0.022],
        ],
        9,
      ),
      at,
      level,
    )
    add(out, biquad(burst(0.05, 12, 0.004), 'high', 1200), at, level * 0.4)
  }
  return place(fade(out, 0.0005, 0.05), 0.5, 0.12, { size: 0.5, decay: 0.5, damp: 3500 })
}

/** The carrier of the radio opening. It belongs to the effects: the dub needs it as well. */
function squelch() {
  const hiss = biquad(biquad(noise(0.22, 21), 'high', 700), 'low', 3200)
  const y = shape(hiss, (t) => (t < 0.03 ? 1.4 : 0.5) * Math.exp(-t / 0.12))
  return place(fade(y, 0.002, 0.06), 0.3, 0.1, { size: 0.36, decay: 0.3, damp: 3600 })
}

/** Fog horn: two reeds a fifth apart on D, the pitch sagging as the air runs out. */
function horn() {
  const length = 2.0
  const out = silence(length)
  const bend = (t) => 1 - 0.025 * Math.exp(-t / 0.06) - 0.16 * Math.max(0, (t - 1.72) / 0.28) ** 2
  const swell = (t) => Math.min(1, t / 0.12) * (t < 1.72 ? 1 : Math.max(0, 1 - (t - 1.72) / 0.28))
  for (const [freq, level, drift] of [
    [73.42, 1, 0.1],
    [73.75, 0.6, 1.3],
    [110.1, 0.7, 2.2],
  ]) {
    let phase = drift
    for (let i = 0; i < out.length; i++) {
      const t = i / 48000
      phase += (2 * Math.PI * freq * bend(t)) / 48000
      let v = 0
      // 24 partials, softening upwards: band-limited, so nothing folds back.
      for (let k = 1; k <= 24; k++) v += Math.sin(k * phase) / k ** 1.15
      out[i] += level * swell(t) * v
    }
  }
  let y = out.map((v) => Math.tanh(0.45 * v))
  y = biquad(biquad(y, 'peak', 290, 1.4, 6), 'peak', 720, 1.6, 4)
  y = biquad(biquad(y, 'low', 2400), 'high', 55)
  const pair = place(y, 2.5, 0.22, { size: 2.2, decay: 3, damp: 1900, pre: 0.05 })
  return pair.map((x) => fade(x, 0.005, 0.45))
}

/** A bell buoy on D. */
function bell() {
  const hit = strike(
    2.25,
    [
      [293.7, 0.5, 1.3],
      [587.3, 1, 1.0],
      [698.5, 0.7, 0.8],
      [880, 0.35, 0.6],
      [1174.7, 0.6, 0.5],
      [1478, 0.2, 0.3],
      [1760, 0.2, 0.22],
      [2360, 0.12, 0.12],
    ],
    31,
  )
  const clapper = biquad(burst(0.03, 32, 0.004), 'band', 2600, 1)
  const y = add(gain(hit, 0.3), clapper, 0, 0.25)
  // Far over the water: no top, and more echo than bell.
  const far = biquad(y, 'low', 2600)
  return place(far, 2.25, 0.2, { size: 2, decay: 2.6, damp: 2200, pre: 0.03 }).map((x) => fade(x, 0.002, 1))
}

/** Rolling body of thunder on one side: noise in lumps, losing its top as it rolls away. */
function rumble(length, seed, from, lumps) {
  const random = rng(seed)
  const parts = Array.from({ length: lumps }, (_, k) => ({
    at: (k / lumps) * length * 0.62 + 0.12 * random(),
    rise: 0.03 + 0.1 * random(),
    fall: 0.3 + 0.5 * random(),
    size: (0.4 + 0.6 * random()) * (1 - (0.6 * k) / lumps),
  }))
  const x = sweep(noise(length, seed + 1), 'low', (t) => 60 + from * Math.exp(-t / (length * 0.2)), 0.7)
  const deep = biquad(biquad(noise(length, seed + 2), 'low', 85), 'low', 120)
  const envelope = (t) =>
    parts.reduce((sum, p) => {
      const d = t - p.at
      return d < 0 ? sum : sum + p.size * (1 - Math.exp(-d / p.rise)) * Math.exp(-d / p.fall)
    }, 0)
  return biquad(shape(add(x, deep, 0, 3.5), envelope), 'high', 32)
}

function farThunder() {
  return [0, 1].map((side) => fade(rumble(2.25, 101 + 10 * side, 320, 5), 0.1, 1))
}

/** Lightning on the tower: tearing, the crack, a sub drop, then the roll and the echo. */
function crash() {
  const length = 4
  const random = rng(55)
  const middle = silence(length)
  for (let k = 0; k < 16; k++) {
    // The leader: snaps that crowd together before the main stroke at 0.125 s.
    const at = 0.125 * Math.sqrt(k / 16)
    add(
      middle,
      biquad(burst(0.03, 400 + k, 0.003 + 0.004 * random()), 'high', 900),
      at,
      0.15 + 0.3 * random(),
    )
  }
  add(middle, biquad(burst(0.5, 430, 0.06), 'peak', 1600, 0.7, 5), 0.125, 1.1)
  add(middle, biquad(burst(0.9, 431, 0.22), 'low', 1500), 0.125, 1.5)
  const drop = silence(1.6)
  let phase = 0
  for (let i = 0; i < drop.length; i++) {
    const t = i / 48000
    phase += (2 * Math.PI * (36 + 70 * Math.exp(-t / 0.14))) / 48000
    drop[i] = Math.sin(phase) * Math.exp(-t / 0.45) * Math.min(1, t / 0.004)
  }
  add(middle, drop, 0.125, 0.9)
  const space = reverb(gain(middle, 0.5), { size: 2.4, decay: 3.2, damp: 2400, tail: 0.01, pre: 0.06 })
  const pair = space.map((side, k) => {
    const out = add(add(silence(length), middle), side, 0, 0.4)
    add(out, burst(0.7, 450 + k, 0.12), 0.13 + 0.011 * k, 0.35)
    return add(out, rumble(3.8, 500 + 20 * k, 1500, 7), 0.16, 1.1)
  })
  const even = limit(toPeak(pair, 7), 0)
  return even.map((x) => fade(x, 0.001, 1.6))
}

export function makeEffects(folder) {
  // [file, sound, level]: short knocks by peak, long sounds by loudness.
  const knocks = [
    ['fx-door.wav', door(), -8],
    ['fx-switch.wav', relay(), -9],
    ['fx-squelch.wav', squelch(), -20],
    ['foley-step-1.wav', [step(200)], -10],
    ['foley-step-2.wav', [step(210)], -11.5],
    ['foley-step-3.wav', [step(220)], -10.5],
    ['foley-cloth.wav', [cloth()], -16],
    ['foley-lever.wav', [lever()], -12],
    ['fx-crash.wav', crash(), -4.5],
  ]
  for (const [file, sound, level] of knocks) writeWav(join(folder, file), toPeak(sound, level))
  for (const [file, sound, level] of [
    ['fx-horn.wav', horn(), -22],
    ['fx-bell.wav', bell(), -29],
    ['fx-thunder-far.wav', farThunder(), -28],
  ]) {
    const amount = db(level - loudness(sound))
    writeWav(
      join(folder, file),
      limit(
        sound.map((x) => gain(x, amount)),
        -2,
      ),
    )
  }
}
