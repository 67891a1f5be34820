import { CHANNEL_BYTES, CHANNEL_ENERGY, CHANNEL_FILTER, METER_COEFFICIENTS } from './layout'

/** Below this, filter memory is silence: kept, it would decay into denormal numbers, which are slow. */
const SILENCE: f64 = 1e-30

/**
 * K-weights two channels side by side (BS.1770-5 Annex 1: shelf, then high-pass) and adds their Σy² to each one's
 * energy. Both biquads are in transposed direct form II, arranged so that each sample waits for one multiplication
 * and one sum only. Called between hop boundaries, where the memory of silence is cleared.
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
  const passB0 = v128.load64_splat(c + 40)
  const passA1 = v128.load64_splat(c + 64)
  const passA2 = v128.load64_splat(c + 72)
  const passC1 = f64x2.sub(v128.load64_splat(c + 48), f64x2.mul(passA1, passB0))
  const passC2 = f64x2.sub(v128.load64_splat(c + 56), f64x2.mul(passA2, passB0))
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
    const z = f64x2.add(f64x2.mul(passB0, y), p1)
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

/** Clears filter memory that has decayed to nothing. At hop boundaries only, which do not depend on block size. */
export function settle(channel: usize): void {
  const memory = channel + CHANNEL_FILTER
  for (let at = memory; at < memory + 64; at += 8) {
    if (abs(load<f64>(at)) < SILENCE) store<f64>(at, 0)
  }
}
