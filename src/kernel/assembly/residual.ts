import { PART_ADDED, PART_INT24 } from './layout'

// What a null test leaves, never written anywhere: the whole less its parts is summed up in registers, eight samples at once.

const STEP: usize = 64
const SCALE: f64 = 8388608

/** As 24 bits hold two samples: rounded as `quantiseInt24` does, without counting. In units of the last bit, as all here. */
function int24(pair: v128): v128 {
  const whole = f64x2.nearest(f64x2.mul(pair, f64x2.splat(SCALE)))
  return f64x2.pmax(f64x2.pmin(whole, f64x2.splat(SCALE - 1)), f64x2.splat(-SCALE))
}

function int24One(value: f64): f64 {
  return max(min(nearest(value * SCALE), SCALE - 1), -SCALE)
}

function scaled(at: usize): v128 {
  return f64x2.mul(v128.load(at), f64x2.splat(SCALE))
}

/** The largest |sample| of a whole less its parts. `parts`: as in OP_RESIDUAL, the addresses less `offset`. */
export function residual(whole: usize, parts: usize, offset: usize, frames: i32): f64 {
  const end = (<usize>frames) << 3
  const steps = end & ~(STEP - 1)
  let tops = f64x2.splat(0)
  let at: usize = 0
  for (; at < steps; at += STEP) {
    let r0 = scaled(whole + at)
    let r1 = scaled(whole + at + 16)
    let r2 = scaled(whole + at + 32)
    let r3 = scaled(whole + at + 48)
    for (let part = parts; ; part += 4) {
      const word = load<u32>(part)
      if (word === 0) break
      const src = <usize>(word & ~(PART_ADDED | PART_INT24)) + offset + at
      if ((word & (PART_ADDED | PART_INT24)) === PART_INT24) {
        r0 = f64x2.sub(r0, int24(v128.load(src)))
        r1 = f64x2.sub(r1, int24(v128.load(src, 16)))
        r2 = f64x2.sub(r2, int24(v128.load(src, 32)))
        r3 = f64x2.sub(r3, int24(v128.load(src, 48)))
      } else if ((word & PART_ADDED) === 0) {
        r0 = f64x2.sub(r0, scaled(src))
        r1 = f64x2.sub(r1, scaled(src + 16))
        r2 = f64x2.sub(r2, scaled(src + 32))
        r3 = f64x2.sub(r3, scaled(src + 48))
      } else if ((word & PART_INT24) === 0) {
        r0 = f64x2.add(r0, scaled(src))
        r1 = f64x2.add(r1, scaled(src + 16))
        r2 = f64x2.add(r2, scaled(src + 32))
        r3 = f64x2.add(r3, scaled(src + 48))
      } else {
        r0 = f64x2.add(r0, int24(v128.load(src)))
        r1 = f64x2.add(r1, int24(v128.load(src, 16)))
        r2 = f64x2.add(r2, int24(v128.load(src, 32)))
        r3 = f64x2.add(r3, int24(v128.load(src, 48)))
      }
    }
    tops = f64x2.pmax(tops, f64x2.pmax(f64x2.abs(r0), f64x2.abs(r1)))
    tops = f64x2.pmax(tops, f64x2.pmax(f64x2.abs(r2), f64x2.abs(r3)))
  }
  let top = max(f64x2.extract_lane(tops, 0), f64x2.extract_lane(tops, 1))
  for (; at < end; at += 8) {
    let rest = load<f64>(whole + at) * SCALE
    for (let part = parts; load<u32>(part) !== 0; part += 4) {
      const word = load<u32>(part)
      const value = load<f64>(<usize>(word & ~(PART_ADDED | PART_INT24)) + offset + at)
      const held = word & PART_INT24 ? int24One(value) : value * SCALE
      rest = word & PART_ADDED ? rest + held : rest - held
    }
    top = max(top, abs(rest))
  }
  return top / SCALE
}
