import {
  SCAN_BYTES,
  SCAN_EDGE,
  SCAN_EDGE_AT,
  SCAN_EDGES,
  SCAN_PEAK,
  SCAN_POWER,
  SCAN_SUM,
  SCAN_ZEROS,
} from './layout'

// What the checks of a mix need of every sample, two at a time. Sums are of even and odd samples, added at the end.

/**
 * Looks at a channel once: for every `part` samples, and for what is left, SCAN_BYTES at `out`. The three samples before the
 * first are read too.
 */
export function scan(out: usize, samples: usize, frames: i32, part: i32): void {
  for (let first = 0; first < frames; first += part) {
    scanPart(out, samples + ((<usize>first) << 3), min(part, frames - first))
    out += SCAN_BYTES
  }
}

function scanPart(out: usize, samples: usize, count: i32): void {
  const end = (<usize>count) << 3
  const pairs = end & ~(<usize>15)
  const three = f64x2.splat(3)
  const zero = f64x2.splat(0)
  const two = f64x2.splat(2)
  let sums = zero
  let powers = zero
  let peaks = zero
  let zeros = i64x2.splat(0)
  let edges = zero
  let tops = zero
  let places = f64x2(0, 1)
  let topPlaces = f64x2(0, 1)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    const x = v128.load(samples + at)
    const edge = f64x2.abs(
      f64x2.add(
        f64x2.sub(x, v128.load(samples + at - 24)),
        f64x2.mul(three, f64x2.sub(v128.load(samples + at - 16), v128.load(samples + at - 8))),
      ),
    )
    edges = f64x2.add(edges, edge)
    topPlaces = v128.bitselect(places, topPlaces, f64x2.gt(edge, tops))
    tops = f64x2.pmax(tops, edge)
    places = f64x2.add(places, two)
    peaks = f64x2.pmax(peaks, f64x2.abs(x))
    zeros = i64x2.sub(zeros, f64x2.eq(x, zero))
    sums = f64x2.add(sums, x)
    powers = f64x2.add(powers, f64x2.mul(x, x))
  }
  let top = f64x2.extract_lane(tops, 0)
  let place = f64x2.extract_lane(topPlaces, 0)
  const odd = f64x2.extract_lane(tops, 1)
  const oddPlace = f64x2.extract_lane(topPlaces, 1)
  if (odd > top || (odd === top && oddPlace < place)) {
    top = odd
    place = oddPlace
  }
  // Where nothing moves, the first sample is as good as any.
  if (top === 0) place = 0
  let sum = both(sums)
  let power = both(powers)
  let allEdges = both(edges)
  let peak = max(f64x2.extract_lane(peaks, 0), f64x2.extract_lane(peaks, 1))
  let silent = <f64>(i64x2.extract_lane(zeros, 0) + i64x2.extract_lane(zeros, 1))
  if (at < end) {
    const here = samples + at
    const x = load<f64>(here)
    const edge = abs(x - load<f64>(here - 24) + 3 * (load<f64>(here - 16) - load<f64>(here - 8)))
    allEdges += edge
    if (edge > top) {
      top = edge
      place = <f64>(count - 1)
    }
    peak = max(peak, abs(x))
    if (x === 0) silent += 1
    sum += x
    power += x * x
  }
  store<f64>(out + SCAN_PEAK, peak)
  store<f64>(out + SCAN_POWER, power)
  store<f64>(out + SCAN_ZEROS, silent)
  store<f64>(out + SCAN_EDGES, allEdges)
  store<f64>(out + SCAN_EDGE, top)
  store<f64>(out + SCAN_EDGE_AT, place)
  store<f64>(out + SCAN_SUM, sum)
}

function both(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1)
}

/** Σ a·b */
export function product(a: usize, b: usize, frames: i32): f64 {
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let sums = f64x2.splat(0)
  let at: usize = 0
  for (; at < pairs; at += 16) sums = f64x2.add(sums, f64x2.mul(v128.load(a + at), v128.load(b + at)))
  const rest: f64 = at < end ? load<f64>(a + at) * load<f64>(b + at) : 0
  return both(sums) + rest
}

/** Σ (a + b), Σ (a + b)², at `out`. Without a second, of the first alone. */
export function sumAndPower(out: usize, a: usize, b: usize, frames: i32): void {
  let sum: f64 = 0
  let power: f64 = 0
  for (let at: usize = 0, end = (<usize>frames) << 3; at < end; at += 8) {
    const x = b ? load<f64>(a + at) + load<f64>(b + at) : load<f64>(a + at)
    sum += x
    power += x * x
  }
  store<f64>(out, sum)
  store<f64>(out, power, 8)
}

/**
 * Of the sum and of the difference of two sides, Σ one·other, and Σ |one·other| of the difference, at `out`. `fill`: of each
 * side what is added to the one, or 0.
 */
export function compareSides(
  out: usize,
  left: usize,
  right: usize,
  otherLeft: usize,
  otherRight: usize,
  fillLeft: usize,
  fillRight: usize,
  frames: i32,
): void {
  let mid = f64x2.splat(0)
  let side = f64x2.splat(0)
  let sides = f64x2.splat(0)
  const end = (<usize>frames) << 3
  for (let at: usize = 0; at < end; at += 16) {
    let l = v128.load(left + at)
    let r = v128.load(right + at)
    let ol = v128.load(otherLeft + at)
    let or = v128.load(otherRight + at)
    if (fillLeft) l = f64x2.add(l, v128.load(fillLeft + at))
    if (fillRight) r = f64x2.add(r, v128.load(fillRight + at))
    if (at + 16 > end) {
      l = f64x2.replace_lane(l, 1, 0)
      r = f64x2.replace_lane(r, 1, 0)
      ol = f64x2.replace_lane(ol, 1, 0)
      or = f64x2.replace_lane(or, 1, 0)
    }
    mid = f64x2.add(mid, f64x2.mul(f64x2.add(l, r), f64x2.add(ol, or)))
    const difference = f64x2.mul(f64x2.sub(l, r), f64x2.sub(ol, or))
    side = f64x2.add(side, difference)
    sides = f64x2.add(sides, f64x2.abs(difference))
  }
  store<f64>(out, both(mid))
  store<f64>(out, both(side), 8)
  store<f64>(out, both(sides), 16)
}
