import {
  DETECTOR_DELAY,
  DETECTOR_GREATEST,
  DETECTOR_TAPS,
  LIMITER_CEILING,
  LIMITER_REACH,
  LIMITER_TAPS,
} from './layout'
import { fourPoints, narrow, peakSingle } from './truePeak'

// Which samples make a true peak over the ceiling. At each sample 8 points are looked at: itself, the quarters between it and the next
// by a 32-tap Kaiser-windowed sinc, and the four points of the 48-tap filter of BS.1770-5, which lie between those. A peak
// that one meter's filter shows and the other's does not is a peak still.

const SAMPLE: usize = 4
const HISTORY: usize = DETECTOR_TAPS * SAMPLE
/** What is passed over when it is too quiet to reach the ceiling, in samples. As long as the filter's memory. */
const CHUNK: i32 = DETECTOR_TAPS
/** The four points of BS.1770 lie 6 samples behind the newest under their filter. */
const ITU_OFFSET: usize = (DETECTOR_DELAY - 6) * SAMPLE

/**
 * Raises `envelope` (f32, one a sample) to this channel's largest |value| at each sample, found `DETECTOR_DELAY` samples
 * later. Where nothing can be over the ceiling it is left as it is. Single precision: within 0.00001 dB.
 */
export function detect(
  src: usize,
  detector: usize,
  envelope: usize,
  limiter: usize,
  scratch: usize,
  frames: i32,
): void {
  const ceiling = load<f64>(limiter + LIMITER_CEILING)
  const reach = load<f64>(limiter + LIMITER_REACH)
  const taps = <usize>load<u32>(limiter + LIMITER_TAPS)
  const samples = scratch + HISTORY
  memory.copy(scratch, detector, HISTORY)
  let before = peakSingle(scratch, DETECTOR_TAPS)
  let tops = f32x4.splat(0)
  for (let done = 0; done < frames; done += CHUNK) {
    const count = min(CHUNK, frames - done)
    const at = samples + ((<usize>done) << 2)
    const peak = narrow(at, src + ((<usize>done) << 3), count)
    const over = reach * max(peak, before) > ceiling
    before = peak
    if (over) tops = f32x4.pmax(tops, raise(at, envelope + ((<usize>done) << 2), taps, count))
  }
  const top = <f64>(
    max(
      max(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)),
      max(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)),
    )
  )
  store<f64>(detector + DETECTOR_GREATEST, max(load<f64>(detector + DETECTOR_GREATEST), top))
  memory.copy(detector, scratch + ((<usize>frames) << 2), HISTORY)
}

/** Raises the envelope over `count` samples; gives back the largest of each lane. */
function raise(samples: usize, envelope: usize, taps: usize, count: i32): v128 {
  let tops = f32x4.splat(0)
  const quads = (<usize>(count & ~3)) << 2
  for (let at: usize = 0; at < quads; at += 16) {
    const points = eightPoints(samples + at, taps)
    tops = f32x4.pmax(tops, points)
    v128.store(envelope + at, f32x4.pmax(v128.load(envelope + at), points))
  }
  const rest = count & 3
  if (rest > 0) {
    // The lanes past the end are of samples that have not come yet.
    const points = eightPoints(samples + quads, taps)
    const first = f32x4.extract_lane(points, 0)
    const second = rest > 1 ? f32x4.extract_lane(points, 1) : 0
    const third = rest > 2 ? f32x4.extract_lane(points, 2) : 0
    const last = envelope + quads
    store<f32>(last, max(load<f32>(last), first))
    if (rest > 1) store<f32>(last + 4, max(load<f32>(last + 4), second))
    if (rest > 2) store<f32>(last + 8, max(load<f32>(last + 8), third))
    tops = f32x4.pmax(tops, f32x4(first, second, third, 0))
  }
  return tops
}

/** Largest |value| of the eight points at each of four samples, which lie `DETECTOR_DELAY` before `x`. */
function eightPoints(x: usize, taps: usize): v128 {
  let sums = f32x4.splat(0)
  let differences = f32x4.splat(0)
  let halves = f32x4.splat(0)
  let newer = x
  let older = x - (DETECTOR_TAPS - 1) * SAMPLE
  // As in truePeak.ts: the filters of the quarters are each other reversed, that of the half is its own.
  for (let tap = taps, end = taps + 16 * 12; tap < end; tap += 12) {
    const a = v128.load(older)
    const b = v128.load(newer)
    const sum = f32x4.add(a, b)
    sums = f32x4.add(sums, f32x4.mul(sum, v128.load32_splat(tap)))
    differences = f32x4.add(differences, f32x4.mul(f32x4.sub(a, b), v128.load32_splat(tap + 4)))
    halves = f32x4.add(halves, f32x4.mul(sum, v128.load32_splat(tap + 8)))
    older += SAMPLE
    newer -= SAMPLE
  }
  const quarters = f32x4.add(f32x4.abs(sums), f32x4.abs(differences))
  const own = f32x4.pmax(f32x4.abs(v128.load(x - DETECTOR_DELAY * SAMPLE)), f32x4.abs(halves))
  return f32x4.pmax(f32x4.pmax(quarters, own), fourPoints(x - ITU_OFFSET))
}
