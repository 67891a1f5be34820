import { peakOf } from './block'
import {
  CHANNEL_HISTORY,
  CHANNEL_MAX_PEAK,
  CHANNEL_MAX_TRUE_PEAK,
  CHANNEL_PEAK,
  CHANNEL_TRUE_PEAK,
  TRUE_PEAK_HISTORY,
  TRUE_PEAK_SPAN,
} from './layout'

// 4× oversampling with the 48-tap filter of BS.1770-5 Annex 2. Its phases 3 and 2 are 0 and 1 reversed; with
// y0 = Σ p·x[n−k] and y3 = Σ p·x[n−11+k], y0 ± y3 need only the sums and differences of the samples that mirror each
// other, at half the work, and max(|y0|, |y3|) = (|y0 + y3| + |y0 − y3|) / 2. Below: those half-sums of the taps.
const S0: f32 = (0.001708984375 - 0.00830078125) / 2
const S1: f32 = (0.010986328125 + 0.014892578125) / 2
const S2: f32 = (-0.0196533203125 - 0.026611328125) / 2
const S3: f32 = (0.033203125 + 0.047607421875) / 2
const S4: f32 = (-0.0594482421875 - 0.102294921875) / 2
const S5: f32 = (0.1373291015625 + 0.97216796875) / 2
const D0: f32 = (0.001708984375 + 0.00830078125) / 2
const D1: f32 = (0.010986328125 - 0.014892578125) / 2
const D2: f32 = (-0.0196533203125 + 0.026611328125) / 2
const D3: f32 = (0.033203125 - 0.047607421875) / 2
const D4: f32 = (-0.0594482421875 + 0.102294921875) / 2
const D5: f32 = (0.1373291015625 - 0.97216796875) / 2
const T0: f32 = (-0.0291748046875 - 0.0189208984375) / 2
const T1: f32 = (0.029296875 + 0.0330810546875) / 2
const T2: f32 = (-0.0517578125 - 0.0582275390625) / 2
const T3: f32 = (0.089111328125 + 0.1015625) / 2
const T4: f32 = (-0.16650390625 - 0.2003173828125) / 2
const T5: f32 = (0.465087890625 + 0.77978515625) / 2
const E0: f32 = (-0.0291748046875 + 0.0189208984375) / 2
const E1: f32 = (0.029296875 - 0.0330810546875) / 2
const E2: f32 = (-0.0517578125 + 0.0582275390625) / 2
const E3: f32 = (0.089111328125 - 0.1015625) / 2
const E4: f32 = (-0.16650390625 + 0.2003173828125) / 2
const E5: f32 = (0.465087890625 - 0.77978515625) / 2

/** No interpolated value exceeds this many times the largest sample under the filter: Σ|tap| of phase 1 is 2.0235. */
const GREATEST_GAIN: f64 = 2.03

const HISTORY_BYTES: usize = TRUE_PEAK_HISTORY * 4

/**
 * Sample peak and true peak of one channel, each the largest since the host last cleared it and the largest of all.
 * A true peak is never below the sample peak. Interpolation is in single precision: the error is under 0.00001 dB.
 * `maxOnly`: a span that cannot raise the largest true peak is passed over; the maximum is the same.
 */
export function measurePeaks(channel: usize, input: usize, scratch: usize, maxOnly: bool, frames: i32): void {
  let samplePeak: f64 = 0
  let truePeak: f64 = 0
  let floor = maxOnly ? load<f64>(channel + CHANNEL_MAX_TRUE_PEAK) : -1
  const samples = scratch + HISTORY_BYTES
  const history = channel + CHANNEL_HISTORY
  let before = peakSingle(history, TRUE_PEAK_HISTORY)
  for (let done = 0; done < frames; done += TRUE_PEAK_SPAN) {
    const span = min(TRUE_PEAK_SPAN, frames - done)
    const at = input + ((<usize>done) << 3)
    const spanPeak = peakOf(at, span)
    samplePeak = max(samplePeak, spanPeak)
    if (maxOnly) floor = max(floor, samplePeak)
    if (GREATEST_GAIN * max(spanPeak, before) > floor) {
      if (done === 0) memory.copy(scratch, history, HISTORY_BYTES)
      else narrow(scratch, at - 2 * HISTORY_BYTES, TRUE_PEAK_HISTORY)
      narrow(samples, at, span)
      truePeak = max(truePeak, <f64>interpolate(samples, span, floor))
      if (maxOnly) floor = max(floor, truePeak)
    }
    before = spanPeak
  }
  keepHistory(history, input, frames)
  truePeak = max(truePeak, samplePeak)
  store<f64>(channel + CHANNEL_PEAK, max(load<f64>(channel + CHANNEL_PEAK), samplePeak))
  store<f64>(channel + CHANNEL_MAX_PEAK, max(load<f64>(channel + CHANNEL_MAX_PEAK), samplePeak))
  store<f64>(channel + CHANNEL_TRUE_PEAK, max(load<f64>(channel + CHANNEL_TRUE_PEAK), truePeak))
  store<f64>(channel + CHANNEL_MAX_TRUE_PEAK, max(load<f64>(channel + CHANNEL_MAX_TRUE_PEAK), truePeak))
}

/** The last samples before the next block. One shorter than that still pushes the oldest out. */
function keepHistory(history: usize, input: usize, frames: i32): void {
  const count = min(TRUE_PEAK_HISTORY, frames)
  const kept = TRUE_PEAK_HISTORY - count
  memory.copy(history, history + ((<usize>count) << 2), (<usize>kept) << 2)
  narrow(history + ((<usize>kept) << 2), input + ((<usize>(frames - count)) << 3), count)
}

/** The largest |sample| of `count` singles. */
export function peakSingle(at: usize, count: usize): f64 {
  let top: f32 = 0
  for (let i: usize = 0; i < count; i++) top = max(top, abs(load<f32>(at + (i << 2))))
  return <f64>top
}

/** Doubles to singles; returns the largest |sample|, in double precision. */
export function narrow(dst: usize, src: usize, frames: i32): f64 {
  const end = (<usize>frames) << 3
  const pairs = end & ~(<usize>15)
  let tops = f64x2.splat(0)
  let at: usize = 0
  for (; at < pairs; at += 16) {
    const pair = v128.load(src + at)
    tops = f64x2.pmax(tops, f64x2.abs(pair))
    v128.store64_lane(dst + (at >> 1), f32x4.demote_f64x2_zero(pair), 0)
  }
  let top = max(f64x2.extract_lane(tops, 0), f64x2.extract_lane(tops, 1))
  if (at < end) {
    const last = load<f64>(src + at)
    top = max(top, abs(last))
    store<f32>(dst + (at >> 1), <f32>last)
  }
  return top
}

/**
 * The largest interpolated |value| under `frames` new samples, whose 12 predecessors lie before them; sixteen that cannot be
 * over `floor` are passed over.
 */
function interpolate(samples: usize, frames: i32, floor: f64): f32 {
  let tops = f32x4.splat(0)
  // A little lower, for what is lost where it is made a single.
  const least = <f32>(floor * (1 / 2.0301))
  const steps = (<usize>(frames & ~15)) << 2
  let at: usize = 0
  for (; at < steps; at += 64) {
    if (!reaches(samples + at, least)) continue
    tops = f32x4.pmax(tops, fourPoints(samples + at))
    tops = f32x4.pmax(tops, fourPoints(samples + at + 16))
    tops = f32x4.pmax(tops, fourPoints(samples + at + 32))
    tops = f32x4.pmax(tops, fourPoints(samples + at + 48))
  }
  const quads = (<usize>(frames & ~3)) << 2
  for (; at < quads; at += 16) tops = f32x4.pmax(tops, fourPoints(samples + at))
  let top = max(
    max(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)),
    max(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)),
  )
  const rest = frames & 3
  if (rest > 0) {
    // The lanes past the end hold samples of an earlier span: only the first `rest` lanes count.
    const last = fourPoints(samples + quads)
    top = max(top, f32x4.extract_lane(last, 0))
    if (rest > 1) top = max(top, f32x4.extract_lane(last, 1))
    if (rest > 2) top = max(top, f32x4.extract_lane(last, 2))
  }
  return top
}

/** Whether any of sixteen samples, or of the twelve before them, is over `least`. */
function reaches(at: usize, least: f32): bool {
  let tops = f32x4.abs(v128.load(at - HISTORY_BYTES))
  tops = f32x4.pmax(tops, f32x4.abs(v128.load(at - 32)))
  tops = f32x4.pmax(tops, f32x4.abs(v128.load(at - 16)))
  tops = f32x4.pmax(tops, f32x4.abs(v128.load(at)))
  tops = f32x4.pmax(tops, f32x4.abs(v128.load(at, 16)))
  tops = f32x4.pmax(tops, f32x4.abs(v128.load(at, 32)))
  tops = f32x4.pmax(tops, f32x4.abs(v128.load(at, 48)))
  return v128.any_true(f32x4.gt(tops, f32x4.splat(least)))
}

/** Largest |value| of the four interpolated phases at each of four samples. */
export function fourPoints(x: usize): v128 {
  const a0 = v128.load(x)
  const b0 = v128.load(x - 44)
  const a1 = v128.load(x - 4)
  const b1 = v128.load(x - 40)
  const a2 = v128.load(x - 8)
  const b2 = v128.load(x - 36)
  const a3 = v128.load(x - 12)
  const b3 = v128.load(x - 32)
  const a4 = v128.load(x - 16)
  const b4 = v128.load(x - 28)
  const a5 = v128.load(x - 20)
  const b5 = v128.load(x - 24)
  const s0 = f32x4.add(a0, b0)
  const s1 = f32x4.add(a1, b1)
  const s2 = f32x4.add(a2, b2)
  const s3 = f32x4.add(a3, b3)
  const s4 = f32x4.add(a4, b4)
  const s5 = f32x4.add(a5, b5)
  const outerSum = sixTaps(s0, s1, s2, s3, s4, s5, S0, S1, S2, S3, S4, S5)
  const innerSum = sixTaps(s0, s1, s2, s3, s4, s5, T0, T1, T2, T3, T4, T5)
  const d0 = f32x4.sub(a0, b0)
  const d1 = f32x4.sub(a1, b1)
  const d2 = f32x4.sub(a2, b2)
  const d3 = f32x4.sub(a3, b3)
  const d4 = f32x4.sub(a4, b4)
  const d5 = f32x4.sub(a5, b5)
  const outerDifference = sixTaps(d0, d1, d2, d3, d4, d5, D0, D1, D2, D3, D4, D5)
  const innerDifference = sixTaps(d0, d1, d2, d3, d4, d5, E0, E1, E2, E3, E4, E5)
  return f32x4.pmax(
    f32x4.add(f32x4.abs(outerSum), f32x4.abs(outerDifference)),
    f32x4.add(f32x4.abs(innerSum), f32x4.abs(innerDifference)),
  )
}

function sixTaps(
  x0: v128,
  x1: v128,
  x2: v128,
  x3: v128,
  x4: v128,
  x5: v128,
  t0: f32,
  t1: f32,
  t2: f32,
  t3: f32,
  t4: f32,
  t5: f32,
): v128 {
  const first = f32x4.add(f32x4.mul(x0, f32x4.splat(t0)), f32x4.mul(x1, f32x4.splat(t1)))
  const second = f32x4.add(f32x4.mul(x2, f32x4.splat(t2)), f32x4.mul(x3, f32x4.splat(t3)))
  const third = f32x4.add(f32x4.mul(x4, f32x4.splat(t4)), f32x4.mul(x5, f32x4.splat(t5)))
  return f32x4.add(f32x4.add(first, second), third)
}
