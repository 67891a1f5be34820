// Continuous sounds: the sea and the wind outside, and the room tone of the lamp room.
// Loops are filtered "in a circle" (see circular), so their ends meet sample-exactly.
import { join } from 'node:path'
import { add, biquad, circular, db, fade, gain, loudness, noise, rng, shape, silence, sweep } from './dsp.mjs'
import { writeWav } from './wav.mjs'

/** 8.75 s = 210 frames of 24: four laps fill the first scene, one the last. */
export const SEA_LOOP = 8.75
export const SEA_EDGE = 0.75
export const FILL_LOOP = 3
export const FILL_EDGE = 0.25

/** A wave passing: slow rise, quick break, long foam. position and times in seconds. */
function wave(t, position, rise, fall) {
  const d = ((t - position + SEA_LOOP * 1.5) % SEA_LOOP) - SEA_LOOP / 2
  return d < 0 ? Math.exp(-((d / rise) ** 2)) : Math.exp(-d / fall)
}

// Uneven distances, so the lap of the loop is hard to hear.
const WAVES = [
  { at: 0.9, side: 0.35, size: 1 },
  { at: 3.4, side: 0.7, size: 0.62 },
  { at: 5.2, side: 0.25, size: 0.8 },
  { at: 7.3, side: 0.6, size: 0.7 },
]

function seaSide(side, seed) {
  const pan = (w) => (side === 0 ? 1 - w.side : w.side)
  const swell = (delay, rise, fall) => (t) =>
    WAVES.reduce((sum, w) => sum + w.size * pan(w) * wave(t, w.at + delay, rise, fall), 0)
  const turn = (2 * Math.PI) / SEA_LOOP
  const out = silence(SEA_LOOP)

  // The body of the water: mostly below 500 Hz, always there.
  const body = circular(noise(SEA_LOOP, seed), (x) => biquad(biquad(x, 'low', 260), 'high', 45))
  add(
    out,
    shape(body, (t) => 0.75 + 0.9 * swell(-0.2, 1.1, 1.3)(t)),
    0,
    1.5,
  )
  // The wash of each breaker.
  const wash = circular(noise(SEA_LOOP, seed + 1), (x) => biquad(biquad(x, 'high', 240), 'low', 1300))
  add(
    out,
    shape(wash, (t) => 0.1 + swell(0, 0.8, 0.9)(t)),
    0,
    0.55,
  )
  // Foam, a moment after the breaker.
  const foam = circular(noise(SEA_LOOP, seed + 2), (x) => biquad(biquad(x, 'high', 1900), 'low', 6500))
  add(
    out,
    shape(foam, (t) => 0.06 + swell(0.35, 0.6, 1.1)(t)),
    0,
    0.16,
  )
  // Wind on the railing: two soft whistling bands that wander a whole number of times.
  for (const [freq, q, level, turns] of [
    [430, 5, 0.4, 1],
    [760, 7, 0.16, 2],
  ]) {
    const wander = (t) =>
      freq * (1 + 0.22 * Math.sin(turn * turns * t + seed) + 0.1 * Math.sin(turn * 3 * t + 2 * seed))
    const wind = circular(noise(SEA_LOOP, seed + 3 + turns), (x) =>
      sweep(x, 'band', (t) => wander(t % SEA_LOOP), q),
    )
    add(
      out,
      shape(wind, (t) => 0.5 + 0.4 * Math.sin(turn * turns * t + seed * 3)),
      0,
      level,
    )
  }
  return out
}

/** Pulls the lows to the middle and levels a stereo pair. */
function finish([left, right], level) {
  const middle = left.map((v, i) => (v + right[i]) / 2)
  const low = circular(middle, (x) => biquad(x, 'low', 130))
  const pair = [left, right].map((x) => {
    const y = circular(x, (v) => biquad(v, 'high', 130))
    return add(y, low)
  })
  const amount = db(level - loudness(pair))
  return pair.map((x) => gain(x, amount))
}

/** The loop cut at both ends with a fade: the way in and the way out of the ambience. */
function edges(loop, length) {
  const n = Math.round(length * 48000)
  return {
    // The way in is the end of the loop, the way out its beginning: the joins are exact.
    head: loop.map((x) => fade(x.slice(x.length - n), length, 0)),
    tail: loop.map((x) => fade(x.slice(0, n), 0, length)),
  }
}

function makeSea(folder) {
  const loop = finish([seaSide(0, 11), seaSide(1, 61)], -25)
  const { head, tail } = edges(loop, SEA_EDGE)
  writeWav(join(folder, 'bg-sea-in.wav'), head)
  writeWav(join(folder, 'bg-sea-loop.wav'), loop)
  writeWav(join(folder, 'bg-sea-out.wav'), tail)
}

/** Hum of the lamp and air of the room, as the set microphone hears it. Not looped. */
export function roomTone(length, seed) {
  const air = biquad(biquad(noise(length, seed), 'low', 420), 'high', 70)
  const top = biquad(biquad(noise(length, seed + 100), 'low', 3000), 'high', 900)
  return air.map((v, i) => tone(v, top[i], i))
}

const tone = (air, top, i) => 0.022 * air + 0.0022 * top + 2 * hum(i / 48000)

/** 50 Hz mains and its harmonics: whole numbers of cycles in the 3 s loop. */
const hum = (t) =>
  [
    [50, 0.0007],
    [100, 0.0014],
    [150, 0.0005],
    [200, 0.0007],
    [300, 0.0003],
  ].reduce((sum, [freq, level]) => sum + level * Math.sin(2 * Math.PI * freq * t), 0)

function makeFill(folder) {
  const air = circular(noise(FILL_LOOP, 5), (x) => biquad(biquad(x, 'low', 420), 'high', 70))
  const top = circular(noise(FILL_LOOP, 6), (x) => biquad(biquad(x, 'low', 3000), 'high', 900))
  const loop = air.map((v, i) => tone(v, top[i], i))
  // Movement: the lens carriage turning, a small cog every half second with a softer answer.
  const random = rng(77)
  for (let k = 0; k < 12; k++) {
    const soft = k % 2 === 1
    const click = fade(noise(0.05, 300 + k), 0.001, 0.045).map((v, i) => v * Math.exp(-i / 330))
    const cog = biquad(click, 'band', (soft ? 850 : 1250) * (0.97 + 0.06 * random()), 4)
    add(loop, cog, 0.1 + k * 0.25 + 0.008 * random(), soft ? 0.04 : 0.07)
  }
  // +16 dB: a healthy level in the file; the fader of the track takes it back.
  const loud = [gain(loop, db(16))]
  const { head, tail } = edges(loud, FILL_EDGE)
  writeWav(join(folder, 'fill-room-in.wav'), head)
  writeWav(join(folder, 'fill-room-loop.wav'), loud)
  writeWav(join(folder, 'fill-room-out.wav'), tail)
}

export function makeAmbience(folder) {
  makeSea(folder)
  makeFill(folder)
}
