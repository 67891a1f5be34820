// The discrete Fourier transform of complex numbers in place, radix 2, in doubles. Not scaled: forwards and back again is `size`
// times what it was.

/**
 * `turns`: of every stage the cosines and sines that it needs in their order, one after the other: of half 1, 2, 4 … `size` / 2.
 * `reversed`: i32, the place of each number with its bits from behind.
 */
export function fft(re: usize, im: usize, cosines: usize, sines: usize, reversed: usize, size: i32): void {
  for (let n = 0; n < size; n++) {
    const m = load<i32>(reversed + ((<usize>n) << 2))
    if (m <= n) continue
    swap(re, n, m)
    swap(im, n, m)
  }
  const end = (<usize>size) << 3
  for (let at: usize = 0; at < end; at += 16) {
    half1(re + at)
    half1(im + at)
  }
  // The first stage needs one turn, by nothing: those of the next come behind it.
  let skip: usize = 8
  for (let bytes: usize = 16; bytes < end; bytes *= 2) {
    if (bytes === 16) smallest(re, im, v128.load(cosines + skip), v128.load(sines + skip), end)
    else
      for (let a: usize = 0; a < end; a += 2 * bytes)
        stage(re + a, im + a, cosines + skip, sines + skip, bytes)
    skip += bytes
  }
}

function swap(values: usize, n: i32, m: i32): void {
  const one = values + ((<usize>n) << 3)
  const other = values + ((<usize>m) << 3)
  const kept = load<f64>(one)
  store<f64>(one, load<f64>(other))
  store<f64>(other, kept)
}

function half1(at: usize): void {
  const a = load<f64>(at)
  const b = load<f64>(at, 8)
  store<f64>(at, a + b)
  store<f64>(at, a - b, 8)
}

/** The stage of half 2, whose turns are the same everywhere. */
function smallest(re: usize, im: usize, c: v128, s: v128, end: usize): void {
  for (let at: usize = 0; at < end; at += 32) {
    const xr = v128.load(re + at, 16)
    const xi = v128.load(im + at, 16)
    const tr = f64x2.add(f64x2.mul(xr, c), f64x2.mul(xi, s))
    const ti = f64x2.sub(f64x2.mul(xi, c), f64x2.mul(xr, s))
    const ar = v128.load(re + at)
    const ai = v128.load(im + at)
    v128.store(re + at, f64x2.sub(ar, tr), 16)
    v128.store(im + at, f64x2.sub(ai, ti), 16)
    v128.store(re + at, f64x2.add(ar, tr))
    v128.store(im + at, f64x2.add(ai, ti))
  }
}

function stage(re: usize, im: usize, cosines: usize, sines: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const c = v128.load(cosines + at)
    const s = v128.load(sines + at)
    const xr = v128.load(re + bytes + at)
    const xi = v128.load(im + bytes + at)
    const tr = f64x2.add(f64x2.mul(xr, c), f64x2.mul(xi, s))
    const ti = f64x2.sub(f64x2.mul(xi, c), f64x2.mul(xr, s))
    const ar = v128.load(re + at)
    const ai = v128.load(im + at)
    v128.store(re + bytes + at, f64x2.sub(ar, tr))
    v128.store(im + bytes + at, f64x2.sub(ai, ti))
    v128.store(re + at, f64x2.add(ar, tr))
    v128.store(im + at, f64x2.add(ai, ti))
  }
}

/** |M|² of bin k, of a transform whose even part is one real signal's and whose odd part another's, M. */
function oddEnergy(re: usize, im: usize, k: i32, size: i32): f64 {
  const near = (<usize>k) << 3
  const far = (<usize>(size - k)) << 3
  const real = (load<f64>(im + near) + load<f64>(im + far)) / 2
  const imaginary = (load<f64>(re + far) - load<f64>(re + near)) / 2
  return real * real + imaginary * imaginary
}

/**
 * Adds to `crossRe` and `crossIm` the cross-spectrum M·conj(D) of bins `first` to `end`, each by the mean energy of M in the
 * `2·smooth + 1` bins around it and `floor`. The transform holds D, which is real, and M, which is its imaginary part. Gives
 * back the sum of |D|² weighted in the same way.
 */
export function correlate(
  re: usize,
  im: usize,
  crossRe: usize,
  crossIm: usize,
  first: i32,
  end: i32,
  smooth: i32,
  floor: f64,
  size: i32,
): f64 {
  let around: f64 = 0
  for (let k = first - smooth; k <= first + smooth; k++) around += oddEnergy(re, im, k, size)
  let variance: f64 = 0
  const bins = <f64>(2 * smooth + 1)
  for (let k = first; k < end; k++) {
    const weight = 1 / (around / bins + floor)
    const near = (<usize>k) << 3
    const far = (<usize>(size - k)) << 3
    const reNear = load<f64>(re + near)
    const reFar = load<f64>(re + far)
    const imNear = load<f64>(im + near)
    const imFar = load<f64>(im + far)
    const dr = (reNear + reFar) / 2
    const di = (imNear - imFar) / 2
    const mr = (imNear + imFar) / 2
    const mi = (reFar - reNear) / 2
    store<f64>(crossRe + near, load<f64>(crossRe + near) + (mr * dr + mi * di) * weight)
    store<f64>(crossIm + near, load<f64>(crossIm + near) + (mi * dr - mr * di) * weight)
    variance += (dr * dr + di * di) * weight
    around += oddEnergy(re, im, k + smooth + 1, size) - oddEnergy(re, im, k - smooth, size)
  }
  return variance
}
