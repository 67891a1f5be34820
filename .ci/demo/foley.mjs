// Foley: what the Keeper does with feet, coat and hands. Mono, close and nearly dry.
import { add, biquad, burst, fade, noise, reverb, rng, shape, silence, strike } from './dsp.mjs'

/** One step on an iron stair: heel, sole and the tread ringing. Each one is a little different. */
export function step(seed) {
  const random = rng(seed)
  const out = silence(0.42)
  const tune = 0.93 + 0.14 * random()
  for (const [at, level] of [
    [0.004, 1],
    [0.075 + 0.02 * random(), 0.45],
  ]) {
    add(
      out,
      strike(
        0.3,
        [
          [96 * tune, 0.9, 0.035],
          [170 * tune, 0.6, 0.03],
        ],
        seed + 1,
      ),
      at,
      level,
    )
    add(
      out,
      strike(
        0.33,
        [
          [418 * tune, 0.25, 0.09],
          [731 * tune, 0.18, 0.07],
          [1170 * tune, 0.1, 0.05],
          [1985, 0.06, 0.03],
        ],
        seed + 2,
      ),
      at,
      level,
    )
    add(out, biquad(biquad(burst(0.09, seed + 3, 0.014), 'band', 1300, 0.7), 'low', 5000), at, 0.6 * level)
  }
  const [a] = reverb(out, { size: 0.7, decay: 0.7, damp: 2800, tail: 0.01 })
  return fade(biquad(add(out, a, 0, 0.22), 'high', 45), 0.002, 0.14)
}

/** Oilskin moving: band noise in three uneven strokes. */
export function cloth() {
  const strokes = [
    [0.14, 0.09, 0.7],
    [0.36, 0.12, 1],
    [0.66, 0.1, 0.55],
  ]
  const x = biquad(biquad(noise(0.9, 71), 'high', 500), 'low', 4200)
  const grain = biquad(noise(0.9, 72).map(Math.abs), 'low', 45)
  const y = x.map((v, i) => v * (0.25 + grain[i]))
  return fade(
    shape(y, (t) => strokes.reduce((s, [at, w, size]) => s + size * Math.exp(-(((t - at) / w) ** 2)), 0)),
    0.03,
    0.1,
  )
}

/** A lever thrown over: ratchet, then its stop. */
export function lever() {
  const out = silence(0.55)
  for (let k = 0; k < 7; k++)
    add(
      out,
      strike(
        0.08,
        [
          [1620 + 30 * k, 0.3, 0.009],
          [2900, 0.15, 0.006],
        ],
        80 + k,
      ),
      0.02 + k * 0.04,
      0.5 + 0.05 * k,
    )
  add(
    out,
    strike(
      0.2,
      [
        [240, 0.8, 0.03],
        [505, 0.5, 0.025],
        [1340, 0.2, 0.02],
      ],
      90,
    ),
    0.32,
    1,
  )
  return fade(out, 0.002, 0.1)
}
