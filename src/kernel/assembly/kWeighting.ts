import { CHANNEL_BYTES, CHANNEL_ENERGY, CHANNEL_FILTER, METER_COEFFICIENTS } from './layout'

/** Below this, filter memory is silence: kept, it would decay into denormal numbers, which are slow. */
const SILENCE: f64 = 1e-30

/**
 * K-weights two channels side by side (BS.1770-5 Annex 1: shelf, then high-pass) and adds their Σy² to each one's
 * energy. Both biquads are in transposed direct form II, arranged so that each sample waits for one multiplication
 * and one sum only; the first coefficient of the high-pass is 1. Called between hop boundaries, where the memory of silence
 * is cleared.
 */
export function filterPair(
  state: usize,
  channel: usize,
  left: usize,
  right: usize,
  paired: bool,
  frames: i32,
): void {
  const c = state + METER_COEFFICIENTS
  const shelfB0 = v128.load64_splat(c)
  const shelfA1 = v128.load64_splat(c + 24)
  const shelfA2 = v128.load64_splat(c + 32)
  // s1' = (b1 − a1·b0)·x + s2 − a1·s1 and s2' = (b2 − a2·b0)·x − a2·s1, with y = b0·x + s1
  const shelfC1 = f64x2.sub(v128.load64_splat(c + 8), f64x2.mul(shelfA1, shelfB0))
  const shelfC2 = f64x2.sub(v128.load64_splat(c + 16), f64x2.mul(shelfA2, shelfB0))
  const passA1 = v128.load64_splat(c + 64)
  const passA2 = v128.load64_splat(c + 72)
  const passC1 = f64x2.sub(v128.load64_splat(c + 48), passA1)
  const passC2 = f64x2.sub(v128.load64_splat(c + 56), passA2)
  const memory = channel + CHANNEL_FILTER
  let s1 = v128.load(memory)
  let s2 = v128.load(memory + 16)
  let p1 = v128.load(memory + 32)
  let p2 = v128.load(memory + 48)
  const partner = channel + CHANNEL_BYTES
  let energy = f64x2(load<f64>(channel + CHANNEL_ENERGY), paired ? load<f64>(partner + CHANNEL_ENERGY) : 0)
  const end = (<usize>frames) << 3
  for (let at: usize = 0; at < end; at += 8) {
    const x = v128.load64_lane(right + at, v128.load64_zero(left + at), 1)
    const y = f64x2.add(f64x2.mul(shelfB0, x), s1)
    const t1 = f64x2.sub(f64x2.add(f64x2.mul(shelfC1, x), s2), f64x2.mul(shelfA1, s1))
    s2 = f64x2.sub(f64x2.mul(shelfC2, x), f64x2.mul(shelfA2, s1))
    s1 = t1
    const z = f64x2.add(y, p1)
    const q1 = f64x2.sub(f64x2.add(f64x2.mul(passC1, y), p2), f64x2.mul(passA1, p1))
    p2 = f64x2.sub(f64x2.mul(passC2, y), f64x2.mul(passA2, p1))
    p1 = q1
    energy = f64x2.add(energy, f64x2.mul(z, z))
  }
  v128.store(memory, s1)
  v128.store(memory + 16, s2)
  v128.store(memory + 32, p1)
  v128.store(memory + 48, p2)
  store<f64>(channel + CHANNEL_ENERGY, f64x2.extract_lane(energy, 0))
  if (paired) store<f64>(partner + CHANNEL_ENERGY, f64x2.extract_lane(energy, 1))
}

/** Samples that go through the shelf before they go through the high-pass: what waits between them stays near. */
const CHUNK: i32 = 96

/**
 * As `filterPair`, of two pairs at once: while a sample of one waits for its multiplication, one of the other has its turn. All
 * four channels have partners. One filter after the other, so that each has what it needs in registers; every step is as there.
 * `scratch`: METER_SCRATCH_BYTES.
 */
export function filterTwoPairs(
  state: usize,
  channelA: usize,
  leftA: usize,
  rightA: usize,
  channelB: usize,
  leftB: usize,
  rightB: usize,
  scratch: usize,
  frames: i32,
): void {
  const filterA = channelA + CHANNEL_FILTER
  const filterB = channelB + CHANNEL_FILTER
  for (let done = 0; done < frames; done += CHUNK) {
    const count = min(CHUNK, frames - done)
    const at = (<usize>done) << 3
    shelfTwo(state, filterA, leftA + at, rightA + at, filterB, leftB + at, rightB + at, scratch, count)
    highPassTwo(state, channelA, channelB, scratch, count)
  }
}

/** Both pairs through the shelf, sample by sample side by side into `scratch`. */
function shelfTwo(
  state: usize,
  memoryA: usize,
  leftA: usize,
  rightA: usize,
  memoryB: usize,
  leftB: usize,
  rightB: usize,
  scratch: usize,
  frames: i32,
): void {
  const c = state + METER_COEFFICIENTS
  const b0 = v128.load64_splat(c)
  const a1 = v128.load64_splat(c + 24)
  const a2 = v128.load64_splat(c + 32)
  const c1 = f64x2.sub(v128.load64_splat(c + 8), f64x2.mul(a1, b0))
  const c2 = f64x2.sub(v128.load64_splat(c + 16), f64x2.mul(a2, b0))
  let s1A = v128.load(memoryA)
  let s2A = v128.load(memoryA, 16)
  let s1B = v128.load(memoryB)
  let s2B = v128.load(memoryB, 16)
  const end = (<usize>frames) << 3
  for (let at: usize = 0; at < end; at += 8) {
    const xA = v128.load64_lane(rightA + at, v128.load64_zero(leftA + at), 1)
    v128.store(scratch, f64x2.add(f64x2.mul(b0, xA), s1A))
    const nextA = f64x2.sub(f64x2.add(f64x2.mul(c1, xA), s2A), f64x2.mul(a1, s1A))
    s2A = f64x2.sub(f64x2.mul(c2, xA), f64x2.mul(a2, s1A))
    s1A = nextA
    const xB = v128.load64_lane(rightB + at, v128.load64_zero(leftB + at), 1)
    v128.store(scratch, f64x2.add(f64x2.mul(b0, xB), s1B), 16)
    const nextB = f64x2.sub(f64x2.add(f64x2.mul(c1, xB), s2B), f64x2.mul(a1, s1B))
    s2B = f64x2.sub(f64x2.mul(c2, xB), f64x2.mul(a2, s1B))
    s1B = nextB
    scratch += 32
  }
  v128.store(memoryA, s1A)
  v128.store(memoryA, s2A, 16)
  v128.store(memoryB, s1B)
  v128.store(memoryB, s2B, 16)
}

/** What the shelf has left through the high-pass; adds its squares to the energies. */
function highPassTwo(state: usize, channelA: usize, channelB: usize, scratch: usize, frames: i32): void {
  const c = state + METER_COEFFICIENTS
  const a1 = v128.load64_splat(c + 64)
  const a2 = v128.load64_splat(c + 72)
  const c1 = f64x2.sub(v128.load64_splat(c + 48), a1)
  const c2 = f64x2.sub(v128.load64_splat(c + 56), a2)
  const memoryA = channelA + CHANNEL_FILTER
  const memoryB = channelB + CHANNEL_FILTER
  let p1A = v128.load(memoryA, 32)
  let p2A = v128.load(memoryA, 48)
  let p1B = v128.load(memoryB, 32)
  let p2B = v128.load(memoryB, 48)
  let energyA = energies(channelA)
  let energyB = energies(channelB)
  const end = scratch + ((<usize>frames) << 5)
  for (let at = scratch; at < end; at += 32) {
    const yA = v128.load(at)
    const zA = f64x2.add(yA, p1A)
    const nextA = f64x2.sub(f64x2.add(f64x2.mul(c1, yA), p2A), f64x2.mul(a1, p1A))
    p2A = f64x2.sub(f64x2.mul(c2, yA), f64x2.mul(a2, p1A))
    p1A = nextA
    energyA = f64x2.add(energyA, f64x2.mul(zA, zA))
    const yB = v128.load(at, 16)
    const zB = f64x2.add(yB, p1B)
    const nextB = f64x2.sub(f64x2.add(f64x2.mul(c1, yB), p2B), f64x2.mul(a1, p1B))
    p2B = f64x2.sub(f64x2.mul(c2, yB), f64x2.mul(a2, p1B))
    p1B = nextB
    energyB = f64x2.add(energyB, f64x2.mul(zB, zB))
  }
  v128.store(memoryA, p1A, 32)
  v128.store(memoryA, p2A, 48)
  v128.store(memoryB, p1B, 32)
  v128.store(memoryB, p2B, 48)
  keepEnergies(channelA, energyA)
  keepEnergies(channelB, energyB)
}

function energies(channel: usize): v128 {
  const own = v128.load64_zero(channel + CHANNEL_ENERGY)
  return v128.load64_lane(channel + CHANNEL_BYTES + CHANNEL_ENERGY, own, 1)
}

function keepEnergies(channel: usize, energy: v128): void {
  store<f64>(channel + CHANNEL_ENERGY, f64x2.extract_lane(energy, 0))
  store<f64>(channel + CHANNEL_BYTES + CHANNEL_ENERGY, f64x2.extract_lane(energy, 1))
}

/** Clears filter memory that has decayed to nothing. At hop boundaries only, which do not depend on block size. */
export function settle(channel: usize): void {
  const memory = channel + CHANNEL_FILTER
  for (let at = memory; at < memory + 64; at += 8) {
    if (abs(load<f64>(at)) < SILENCE) store<f64>(at, 0)
  }
}
