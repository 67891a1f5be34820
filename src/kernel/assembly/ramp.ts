import { RAMP_BYTES, RAMP_REMAINING, RAMP_STEP, RAMP_TARGET } from './layout'

// Every arithmetic step here is the same whether a sample falls at the start, the middle or the end of a block,
// and in a vector lane or in the scalar tail: so blocks of any size give the same bits.

/** dst (+)= src × ramp. The largest |product| is kept at `peak` unless that is 0. */
export function mix(dst: usize, src: usize, ramp: usize, peak: usize, add: bool, frames: i32): void {
  const remaining = load<i32>(ramp + RAMP_REMAINING)
  const target = load<f64>(ramp + RAMP_TARGET)
  const ramped = min(remaining, frames)
  if (ramped > 0) mixRamped(dst, src, target, load<f64>(ramp + RAMP_STEP), remaining, peak, add, ramped)
  if (ramped === frames) return
  const offset = (<usize>ramped) << 3
  if (target !== 0) mixConstant(dst + offset, src + offset, target, peak, add, frames - ramped)
  // Not by multiplying: a negative sample times 0 is −0, which is another bit pattern.
  else if (!add) memory.fill(dst + offset, 0, (<usize>(frames - ramped)) << 3)
}

function mixRamped(
  dst: usize,
  src: usize,
  target: f64,
  step: f64,
  remaining: i32,
  peak: usize,
  add: bool,
  frames: i32,
): void {
  let top: f64 = peak ? load<f64>(peak) : 0
  for (let n = 0; n < frames; n++) {
    const at = (<usize>n) << 3
    const product = load<f64>(src + at) * (target - step * <f64>(remaining - 1 - n))
    top = max(top, abs(product))
    store<f64>(dst + at, add ? load<f64>(dst + at) + product : product)
  }
  if (peak) store<f64>(peak, top)
}

function mixConstant(dst: usize, src: usize, gain: f64, peak: usize, add: bool, frames: i32): void {
  const pairs = (<usize>(frames & ~1)) << 3
  const end = (<usize>frames) << 3
  const factor = f64x2.splat(gain)
  let tops = f64x2.splat(0)
  let at: usize = 0
  if (add) {
    for (; at < pairs; at += 16) {
      const product = f64x2.mul(v128.load(src + at), factor)
      tops = f64x2.pmax(tops, f64x2.abs(product))
      v128.store(dst + at, f64x2.add(v128.load(dst + at), product))
    }
  } else {
    for (; at < pairs; at += 16) {
      const product = f64x2.mul(v128.load(src + at), factor)
      tops = f64x2.pmax(tops, f64x2.abs(product))
      v128.store(dst + at, product)
    }
  }
  let top = max(f64x2.extract_lane(tops, 0), f64x2.extract_lane(tops, 1))
  if (at < end) {
    const product = load<f64>(src + at) * gain
    top = max(top, abs(product))
    store<f64>(dst + at, add ? load<f64>(dst + at) + product : product)
  }
  if (peak) store<f64>(peak, max(load<f64>(peak), top))
}

/** dst ×= ramp. At a steady unity nothing is touched. */
export function scale(dst: usize, ramp: usize, frames: i32): void {
  if (load<i32>(ramp + RAMP_REMAINING) === 0 && load<f64>(ramp + RAMP_TARGET) === 1) return
  mix(dst, dst, ramp, 0, false, frames)
}

/** Moves `count` ramps on by a block: after all instructions of the block have read them. */
export function advance(ramps: usize, count: i32, frames: i32): void {
  for (let i = 0; i < count; i++) {
    const at = ramps + <usize>(i * RAMP_BYTES) + RAMP_REMAINING
    store<i32>(at, max(0, load<i32>(at) - frames))
  }
}
