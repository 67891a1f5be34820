// Small signal toolbox for the demo reel: everything the generators share.
// A signal is a Float64Array at 48 kHz; a stereo signal is a pair of them.
const RATE = 48000

export const db = (value) => 10 ** (value / 20)
export const seconds = (value) => Math.round(value * RATE)
export const silence = (length) => new Float64Array(seconds(length))

/** Seeded random numbers in 0..1 (mulberry32): the reel must come out the same twice. */
export function rng(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function noise(length, seed) {
  const random = rng(seed)
  return silence(length).map(() => random() * 2 - 1)
}

/** The usual cookbook second-order filters. */
export function biquad(x, type, freq, q = Math.SQRT1_2, gainDb = 0) {
  const w = (2 * Math.PI * freq) / RATE
  const cos = Math.cos(w)
  const alpha = Math.sin(w) / (2 * q)
  const A = 10 ** (gainDb / 40)
  const root = 2 * Math.sqrt(A) * alpha
  const [b0, b1, b2, a0, a1, a2] = {
    low: [(1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha],
    high: [(1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha],
    band: [alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha],
    peak: [1 + alpha * A, -2 * cos, 1 - alpha * A, 1 + alpha / A, -2 * cos, 1 - alpha / A],
    lowShelf: [
      A * (A + 1 - (A - 1) * cos + root),
      2 * A * (A - 1 - (A + 1) * cos),
      A * (A + 1 - (A - 1) * cos - root),
      A + 1 + (A - 1) * cos + root,
      -2 * (A - 1 + (A + 1) * cos),
      A + 1 + (A - 1) * cos - root,
    ],
    highShelf: [
      A * (A + 1 + (A - 1) * cos + root),
      -2 * A * (A - 1 + (A + 1) * cos),
      A * (A + 1 + (A - 1) * cos - root),
      A + 1 - (A - 1) * cos + root,
      2 * (A - 1 - (A + 1) * cos),
      A + 1 - (A - 1) * cos - root,
    ],
  }[type]
  return filter(x, [b0 / a0, b1 / a0, b2 / a0], [a1 / a0, a2 / a0])
}

function filter(x, [b0, b1, b2], [a1, a2]) {
  const y = new Float64Array(x.length)
  let s1 = 0
  let s2 = 0
  for (let i = 0; i < x.length; i++) {
    y[i] = b0 * x[i] + s1
    s1 = b1 * x[i] - a1 * y[i] + s2
    s2 = b2 * x[i] - a2 * y[i]
  }
  return y
}

/** Filter whose corner may move: state-variable form stays stable while it sweeps. */
export function sweep(x, type, freqAt, q = 0.8) {
  const y = new Float64Array(x.length)
  let low = 0
  let band = 0
  for (let i = 0; i < x.length; i++) {
    const g = Math.tan((Math.PI * freqAt(i / RATE)) / RATE)
    const k = 1 / q
    const v1 = (band + g * (x[i] - low)) / (1 + g * (g + k))
    const v2 = low + g * v1
    band = 2 * v1 - band
    low = 2 * v2 - low
    y[i] = type === 'low' ? v2 : v1 * k
  }
  return y
}

/** Repeats a process over a loop and keeps the last lap, so that the end meets the start. */
export function circular(x, process) {
  const laps = new Float64Array(x.length * 3)
  for (let lap = 0; lap < 3; lap++) laps.set(x, lap * x.length)
  return process(laps).slice(x.length * 2)
}

export const gain = (x, amount) => x.map((v) => v * amount)
export const shape = (x, levelAt) => x.map((v, i) => v * levelAt(i / RATE))

/** Noise dying away: the dry part of every knock. */
export const burst = (length, seed, decay) => shape(noise(length, seed), (t) => Math.exp(-t / decay))

/** Adds a signal into another at a time in seconds; what falls outside is dropped. */
export function add(into, x, at = 0, amount = 1) {
  const first = seconds(at)
  const last = Math.min(x.length, into.length - first)
  for (let i = Math.max(0, -first); i < last; i++) into[first + i] += x[i] * amount
  return into
}

/** Raised-cosine ends: a file must start and stop on silence, the player has no crossfades. */
export function fade(x, into, out) {
  const a = Math.max(1, seconds(into))
  const b = Math.max(1, seconds(out))
  const end = x.length - 1
  return x.map((v, i) => {
    const rise = i < a ? 0.5 - 0.5 * Math.cos((Math.PI * i) / a) : 1
    const fall = end - i < b ? 0.5 - 0.5 * Math.cos((Math.PI * (end - i)) / b) : 1
    return v * rise * fall
  })
}

/** Struck bodies (bell, iron, wood): a sum of dying sines. modes: [Hz, level, seconds]. */
export function strike(length, modes, seed) {
  const random = rng(seed)
  const out = silence(length)
  for (const [freq, level, decay] of modes) {
    const phase = random() * 2 * Math.PI
    for (let i = 0; i < out.length; i++) {
      const t = i / RATE
      // 0.8 ms of rise keeps the random phases from making a click of their own.
      const rise = 1 - Math.exp(-t / 0.0008)
      out[i] += level * rise * Math.exp(-t / decay) * Math.sin(2 * Math.PI * freq * t + phase)
    }
  }
  return out
}

/** Eight-line feedback network. size scales the delays, decay is the -60 dB time. */
export function reverb(x, { size = 1, decay = 1.5, damp = 5000, tail = decay, pre = 0.01 }) {
  const times = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797]
  const lines = times.map((n) => new Float64Array(Math.max(8, Math.round(n * size))))
  const feed = lines.map((line) => 10 ** ((-3 * line.length) / (decay * RATE)))
  const keep = Math.exp((-2 * Math.PI * damp) / RATE)
  const memory = new Float64Array(8)
  const length = x.length + seconds(tail)
  const left = new Float64Array(length)
  const right = new Float64Array(length)
  const delay = seconds(pre)
  const read = new Float64Array(8)
  for (let i = 0; i < length; i++) {
    const input = i >= delay && i - delay < x.length ? x[i - delay] : 0
    let sum = 0
    for (let k = 0; k < 8; k++) {
      const line = lines[k]
      memory[k] = line[i % line.length] * (1 - keep) + memory[k] * keep
      read[k] = memory[k] * feed[k]
      sum += read[k]
    }
    for (let k = 0; k < 8; k++) {
      const line = lines[k]
      // Householder mixing: loses no energy and needs one sum only.
      line[i % line.length] = input + read[k] - sum / 4
    }
    left[i] = (read[0] + read[2] - read[4] + read[6]) / 2
    right[i] = (read[1] - read[3] + read[5] + read[7]) / 2
  }
  return [left, right]
}

/** Soft-knee-free RMS compressor, enough to even out a voice. */
export function compress(x, threshold, ratio, attack = 0.008, release = 0.12) {
  const up = Math.exp(-1 / (attack * RATE))
  const down = Math.exp(-1 / (release * RATE))
  let level = 0
  return x.map((v) => {
    const power = v * v
    const k = power > level ? up : down
    level = level * k + power * (1 - k)
    const over = 10 * Math.log10(level * 2 + 1e-12) - threshold
    return over > 0 ? v * db(over * (1 / ratio - 1)) : v
  })
}

/** Look-ahead peak limiter, linked over the channels so the picture does not lean. */
export function limit(channels, ceilingDb, ahead = 0.004, release = 0.08) {
  const ceiling = db(ceilingDb)
  const n = seconds(ahead)
  const length = channels[0].length
  const need = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    let peak = 0
    for (const c of channels) peak = Math.max(peak, Math.abs(c[i]))
    need[i] = peak > ceiling ? ceiling / peak : 1
  }
  const held = new Float64Array(length)
  const back = Math.exp(-1 / (release * RATE))
  let now = 1
  for (let i = 0; i < length; i++) {
    let least = 1
    for (let j = i; j < Math.min(length, i + n); j++) if (need[j] < least) least = need[j]
    now = least < now ? least : 1 - (1 - now) * back
    held[i] = Math.min(now, least)
  }
  // A running mean over the look-ahead turns the steps into ramps that arrive in time.
  const out = channels.map((c) => new Float64Array(c))
  let sum = n
  for (let i = 0; i < length; i++) {
    sum += held[i] - (i >= n ? held[i - n] : 1)
    for (const c of out) c[i] *= sum / n
  }
  return out
}

const SHELF = [
  [1.53512485958697, -2.69169618940638, 1.19839281085285],
  [-1.69065929318241, 0.73248077421585],
]
const RLB = [
  [1, -2, 1],
  [-1.99004745483398, 0.99007225036621],
]

/** Gated integrated loudness (BS.1770), used to bring every clip to its level. */
export function loudness(channels) {
  const weighted = channels.map((c) => filter(filter(c, ...SHELF), ...RLB))
  const hop = seconds(0.1)
  const blocks = []
  for (let at = 0; at + 4 * hop <= weighted[0].length; at += hop) {
    let power = 0
    for (const c of weighted) for (let i = at; i < at + 4 * hop; i++) power += c[i] * c[i]
    blocks.push(power / (4 * hop))
  }
  const lufs = (list) => -0.691 + 10 * Math.log10(list.reduce((a, b) => a + b, 0) / list.length)
  const open = blocks.filter((p) => lufs([p]) > -70)
  if (open.length === 0) return Number.NEGATIVE_INFINITY
  const gate = lufs(open) - 10
  return lufs(open.filter((p) => lufs([p]) > gate))
}

export const peak = (channels) =>
  channels.reduce((most, c) => c.reduce((m, v) => Math.max(m, Math.abs(v)), most), 0)

/** Scales all channels together to a peak in dBFS. */
export function toPeak(channels, level) {
  const amount = db(level) / peak(channels)
  return channels.map((c) => gain(c, amount))
}
