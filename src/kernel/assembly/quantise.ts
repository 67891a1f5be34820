import {
  FORMAT_FLOAT32,
  FORMAT_INT16_SHAPED,
  FORMAT_INT16_TPDF,
  FORMAT_INT24,
  QUANTISER_BYTES,
  QUANTISER_CLIPPED,
  QUANTISER_ERRORS,
  QUANTISER_SEED,
} from './layout'
import { putInt24 } from './pcm'

// What the file will hold, still as doubles: so the meters and the null test see the file and not an ideal of it.

/** Rounds one channel in place. Integers: nearest, ties to even; past full scale they are held there and counted. */
export function quantise(buffer: usize, format: i32, state: usize, frames: i32): void {
  if (format === FORMAT_INT24) quantiseInt24(buffer, state, frames)
  else if (format === FORMAT_INT16_TPDF) quantiseInt16(buffer, state, frames)
  else if (format === FORMAT_INT16_SHAPED) quantiseInt16Shaped(buffer, state, frames)
  else if (format === FORMAT_FLOAT32) quantiseFloat32(buffer, frames)
}

function quantiseInt24(buffer: usize, state: usize, frames: i32): void {
  const scale: f64 = 8388608
  const up = f64x2.splat(scale)
  const down = f64x2.splat(1 / scale)
  const top = f64x2.splat(scale - 1)
  const bottom = f64x2.splat(-scale)
  // What is held is not what was wanted. Comparisons give all ones, −1 as an integer: subtracting them counts.
  let clipped = i64x2.splat(0)
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    const whole = f64x2.nearest(f64x2.mul(v128.load(buffer + at), up))
    const held = f64x2.pmax(f64x2.pmin(whole, top), bottom)
    clipped = i64x2.sub(clipped, f64x2.ne(whole, held))
    v128.store(buffer + at, f64x2.mul(held, down))
  }
  let count = i64x2.extract_lane(clipped, 0) + i64x2.extract_lane(clipped, 1)
  if (at < end) {
    const whole = nearest(load<f64>(buffer + at) * scale)
    if (whole > scale - 1 || whole < -scale) count++
    store<f64>(buffer + at, max(min(whole, scale - 1), -scale) / scale)
  }
  store<f64>(state + QUANTISER_CLIPPED, load<f64>(state + QUANTISER_CLIPPED) + <f64>count)
}

/** With this added, a double is a whole number, and its lowest bits are those of it: 2⁵² + 2⁵¹. */
const WHOLE: f64 = 6755399441055744
const BYTES_OF_2_FRAMES: usize = 12

/**
 * Rounds two channels in place, as `quantise` does, and puts their 24 bits side by side at `dst`: in one go, for the whole
 * numbers are needed for both. Up to 4 bytes past the end are overwritten. `states`: of both, one after the other.
 */
export function deliverStereo24(dst: usize, left: usize, right: usize, states: usize, frames: i32): void {
  const up = f64x2.splat(8388608)
  const down = f64x2.splat(1 / 8388608.0)
  const whole = f64x2.splat(WHOLE)
  const top = f64x2.splat(WHOLE + 8388607)
  const bottom = f64x2.splat(WHOLE - 8388608)
  let clippedLeft = i64x2.splat(0)
  let clippedRight = i64x2.splat(0)
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    const l = f64x2.add(f64x2.mul(v128.load(left + at), up), whole)
    const heldLeft = f64x2.pmax(f64x2.pmin(l, top), bottom)
    clippedLeft = i64x2.sub(clippedLeft, f64x2.ne(l, heldLeft))
    v128.store(left + at, f64x2.mul(f64x2.sub(heldLeft, whole), down))
    const r = f64x2.add(f64x2.mul(v128.load(right + at), up), whole)
    const heldRight = f64x2.pmax(f64x2.pmin(r, top), bottom)
    clippedRight = i64x2.sub(clippedRight, f64x2.ne(r, heldRight))
    v128.store(right + at, f64x2.mul(f64x2.sub(heldRight, whole), down))
    const both = i32x4.shuffle(heldLeft, heldRight, 0, 2, 4, 6) // l0 l1 r0 r1
    v128.store(dst, i8x16.shuffle(both, both, 0, 1, 2, 8, 9, 10, 4, 5, 6, 12, 13, 14, 15, 15, 15, 15))
    dst += BYTES_OF_2_FRAMES
  }
  count(states, clippedLeft)
  count(states + QUANTISER_BYTES, clippedRight)
  if (at === end) return
  quantiseInt24(left + at, states, 1)
  quantiseInt24(right + at, states + QUANTISER_BYTES, 1)
  putInt24(dst, load<f64>(left + at))
  putInt24(dst + 3, load<f64>(right + at))
}

function count(state: usize, clipped: v128): void {
  const sum = <f64>(i64x2.extract_lane(clipped, 0) + i64x2.extract_lane(clipped, 1))
  store<f64>(state + QUANTISER_CLIPPED, load<f64>(state + QUANTISER_CLIPPED) + sum)
}

/** Triangular dither of ±1 LSB: the difference of two uniform numbers from one 64-bit congruential sequence. */
function quantiseInt16(buffer: usize, state: usize, frames: i32): void {
  const scale: f64 = 32768
  let seed = load<u64>(state + QUANTISER_SEED)
  let clipped: f64 = 0
  for (let n = 0; n < frames; n++) {
    seed = seed * 6364136223846793005 + 1442695040888963407
    const first = <f64>(seed >> 11) * 1.1102230246251565e-16
    seed = seed * 6364136223846793005 + 1442695040888963407
    const second = <f64>(seed >> 11) * 1.1102230246251565e-16
    const at = buffer + ((<usize>n) << 3)
    const whole = nearest(load<f64>(at) * scale + (first - second))
    if (whole > scale - 1 || whole < -scale) clipped += 1
    store<f64>(at, max(min(whole, scale - 1), -scale) / scale)
  }
  store<u64>(state + QUANTISER_SEED, seed)
  store<f64>(state + QUANTISER_CLIPPED, load<f64>(state + QUANTISER_CLIPPED) + clipped)
}

/**
 * The same dither, with the errors of the last five samples fed back, so that the noise is small where hearing is keen:
 * the five coefficients of S. P. Lipshitz, J. Vanderkooy and R. A. Wannamaker, "Minimally Audible Noise Shaping", J. Audio
 * Eng. Soc. 39 (1991) 836. They were designed for 44.1 kHz; at other rates the curve moves with the rate.
 */
function quantiseInt16Shaped(buffer: usize, state: usize, frames: i32): void {
  const scale: f64 = 32768
  let seed = load<u64>(state + QUANTISER_SEED)
  let clipped: f64 = 0
  let e1 = load<f64>(state + QUANTISER_ERRORS)
  let e2 = load<f64>(state + QUANTISER_ERRORS, 8)
  let e3 = load<f64>(state + QUANTISER_ERRORS, 16)
  let e4 = load<f64>(state + QUANTISER_ERRORS, 24)
  let e5 = load<f64>(state + QUANTISER_ERRORS, 32)
  for (let n = 0; n < frames; n++) {
    seed = seed * 6364136223846793005 + 1442695040888963407
    const first = <f64>(seed >> 11) * 1.1102230246251565e-16
    seed = seed * 6364136223846793005 + 1442695040888963407
    const second = <f64>(seed >> 11) * 1.1102230246251565e-16
    const at = buffer + ((<usize>n) << 3)
    const wanted = load<f64>(at) * scale - (2.033 * e1 - 2.165 * e2 + 1.959 * e3 - 1.59 * e4 + 0.6149 * e5)
    const whole = nearest(wanted + (first - second))
    e5 = e4
    e4 = e3
    e3 = e2
    e2 = e1
    // Of the rounding alone: what is lost at full scale cannot be made up for.
    e1 = whole - wanted
    if (whole > scale - 1 || whole < -scale) clipped += 1
    store<f64>(at, max(min(whole, scale - 1), -scale) / scale)
  }
  store<u64>(state + QUANTISER_SEED, seed)
  store<f64>(state + QUANTISER_CLIPPED, load<f64>(state + QUANTISER_CLIPPED) + clipped)
  store<f64>(state + QUANTISER_ERRORS, e1)
  store<f64>(state + QUANTISER_ERRORS, e2, 8)
  store<f64>(state + QUANTISER_ERRORS, e3, 16)
  store<f64>(state + QUANTISER_ERRORS, e4, 24)
  store<f64>(state + QUANTISER_ERRORS, e5, 32)
}

function quantiseFloat32(buffer: usize, frames: i32): void {
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    const singles = f32x4.demote_f64x2_zero(v128.load(buffer + at))
    v128.store(buffer + at, f64x2.promote_low_f32x4(singles))
  }
  if (at < end) store<f64>(buffer + at, <f64>(<f32>load<f64>(buffer + at)))
}
