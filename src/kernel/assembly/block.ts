// Sums and products of whole blocks, in double precision.

/** dst += src */
export function addTo(dst: usize, src: usize, frames: i32): void {
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    v128.store(dst + at, f64x2.add(v128.load(dst + at), v128.load(src + at)))
  }
  if (at < end) store<f64>(dst + at, load<f64>(dst + at) + load<f64>(src + at))
}

/** dst = the sum of blocks, from left to right: their addresses, less `offset`, are at `sources`, and 0 after the last. */
export function sumTo(dst: usize, sources: usize, offset: usize, frames: i32): void {
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  const first = <usize>load<u32>(sources) + offset
  const second = <usize>load<u32>(sources, 4) + offset
  const third = <usize>load<u32>(sources, 8)
  let rest = sources + 12
  let at: usize = 0
  if (third === 0) {
    for (; at < pairs; at += 16) {
      v128.store(dst + at, f64x2.add(v128.load(first + at), v128.load(second + at)))
    }
    if (at < end) store<f64>(dst + at, load<f64>(first + at) + load<f64>(second + at))
    return
  }
  const last = third + offset
  for (; at < pairs; at += 16) {
    const sum = f64x2.add(v128.load(first + at), v128.load(second + at))
    v128.store(dst + at, f64x2.add(sum, v128.load(last + at)))
  }
  if (at < end) store<f64>(dst + at, load<f64>(first + at) + load<f64>(second + at) + load<f64>(last + at))
  for (; load<u32>(rest) !== 0; rest += 4) addTo(dst, <usize>load<u32>(rest) + offset, frames)
}

/** dst −= src */
export function subtractFrom(dst: usize, src: usize, frames: i32): void {
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    v128.store(dst + at, f64x2.sub(v128.load(dst + at), v128.load(src + at)))
  }
  if (at < end) store<f64>(dst + at, load<f64>(dst + at) - load<f64>(src + at))
}

/** dst ×= src */
export function multiplyBy(dst: usize, src: usize, frames: i32): void {
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    v128.store(dst + at, f64x2.mul(v128.load(dst + at), v128.load(src + at)))
  }
  if (at < end) store<f64>(dst + at, load<f64>(dst + at) * load<f64>(src + at))
}

/** The largest |sample| of a block. */
export function peakOf(src: usize, frames: i32): f64 {
  const end = src + ((<usize>frames) << 3)
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  let at = src
  for (; at + 64 <= end; at += 64) {
    even = f64x2.pmax(even, f64x2.abs(v128.load(at)))
    odd = f64x2.pmax(odd, f64x2.abs(v128.load(at, 16)))
    even = f64x2.pmax(even, f64x2.abs(v128.load(at, 32)))
    odd = f64x2.pmax(odd, f64x2.abs(v128.load(at, 48)))
  }
  const both = f64x2.pmax(even, odd)
  let top = max(f64x2.extract_lane(both, 0), f64x2.extract_lane(both, 1))
  for (; at < end; at += 8) top = max(top, abs(load<f64>(at)))
  return top
}
