import { MIX_ADD, MIX_FIRST, MIX_SET, RAMP_BYTES, RAMP_REMAINING, RAMP_STEP, RAMP_TARGET } from './layout'

// Every arithmetic step here is the same whether a sample falls at the start, the middle or the end of a block,
// and in a vector lane or in the scalar tail: so blocks of any size give the same bits.

/**
 * dst (+)= src × ramp, or 0 + that: it is not the same, for a negative sample times 0 is −0. The largest |product| is kept at
 * `peak` unless that is 0.
 */
export function mix(dst: usize, src: usize, ramp: usize, peak: usize, how: i32, frames: i32): void {
  const remaining = load<i32>(ramp + RAMP_REMAINING)
  const target = load<f64>(ramp + RAMP_TARGET)
  const ramped = min(remaining, frames)
  if (ramped > 0) mixRamped(dst, src, target, load<f64>(ramp + RAMP_STEP), remaining, peak, how, ramped)
  if (ramped === frames) return
  const offset = (<usize>ramped) << 3
  if (target !== 0) mixConstant(dst + offset, src + offset, target, peak, how, frames - ramped)
  // Not by multiplying: a negative sample times 0 is −0, which is another bit pattern.
  else if (how !== MIX_ADD) memory.fill(dst + offset, 0, (<usize>(frames - ramped)) << 3)
}

function mixRamped(
  dst: usize,
  src: usize,
  target: f64,
  step: f64,
  remaining: i32,
  peak: usize,
  how: i32,
  frames: i32,
): void {
  let top: f64 = peak ? load<f64>(peak) : 0
  for (let n = 0; n < frames; n++) {
    const at = (<usize>n) << 3
    const product = load<f64>(src + at) * (target - step * <f64>(remaining - 1 - n))
    top = max(top, abs(product))
    store<f64>(dst + at, put(dst + at, product, how))
  }
  if (peak) store<f64>(peak, top)
}

/** What stands at `dst` when a product has come to it. */
function put(dst: usize, product: f64, how: i32): f64 {
  if (how === MIX_ADD) return load<f64>(dst) + product
  return how === MIX_FIRST ? 0 + product : product
}

function mixConstant(dst: usize, src: usize, gain: f64, peak: usize, how: i32, frames: i32): void {
  const pairs = (<usize>(frames & ~1)) << 3
  const end = (<usize>frames) << 3
  const factor = f64x2.splat(gain)
  const silence = f64x2.splat(0)
  let tops = f64x2.splat(0)
  let at: usize = 0
  if (peak)
    for (; at < pairs; at += 16) tops = f64x2.pmax(tops, f64x2.abs(f64x2.mul(v128.load(src + at), factor)))
  at = 0
  if (how === MIX_ADD) {
    for (; at < pairs; at += 16) {
      v128.store(dst + at, f64x2.add(v128.load(dst + at), f64x2.mul(v128.load(src + at), factor)))
    }
  } else if (how === MIX_FIRST) {
    for (; at < pairs; at += 16) {
      v128.store(dst + at, f64x2.add(silence, f64x2.mul(v128.load(src + at), factor)))
    }
  } else {
    for (; at < pairs; at += 16) v128.store(dst + at, f64x2.mul(v128.load(src + at), factor))
  }
  let top = max(f64x2.extract_lane(tops, 0), f64x2.extract_lane(tops, 1))
  if (at < end) {
    const product = load<f64>(src + at) * gain
    top = max(top, abs(product))
    store<f64>(dst + at, put(dst + at, product, how))
  }
  if (peak) store<f64>(peak, max(load<f64>(peak), top))
}

/** dst ×= ramp. At a steady unity nothing is touched. */
export function scale(dst: usize, ramp: usize, frames: i32): void {
  if (load<i32>(ramp + RAMP_REMAINING) === 0 && load<f64>(ramp + RAMP_TARGET) === 1) return
  mix(dst, dst, ramp, 0, MIX_SET, frames)
}

/** Moves `count` ramps on by a block: after all instructions of the block have read them. */
export function advance(ramps: usize, count: i32, frames: i32): void {
  for (let i = 0; i < count; i++) {
    const at = ramps + <usize>(i * RAMP_BYTES) + RAMP_REMAINING
    store<i32>(at, max(0, load<i32>(at) - frames))
  }
}
