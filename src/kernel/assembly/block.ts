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
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let tops = f64x2.splat(0)
  let at: usize = 0
  for (; at < pairs; at += 16) tops = f64x2.pmax(tops, f64x2.abs(v128.load(src + at)))
  let top = max(f64x2.extract_lane(tops, 0), f64x2.extract_lane(tops, 1))
  if (at < end) top = max(top, abs(load<f64>(src + at)))
  return top
}
