import { addToHistogram } from './histogram'
import { filterPair, filterTwoPairs, settle } from './kWeighting'
import {
  CHANNEL_BYTES,
  CHANNEL_ENERGY,
  CHANNEL_WEIGHT,
  GATING_HOPS,
  METER_CHANNELS,
  METER_GATED,
  METER_HOP_FILL,
  METER_HOP_SAMPLES,
  METER_HOPS,
  METER_INPUT,
  METER_MAX_MOMENTARY,
  METER_MAX_ONLY,
  METER_MAX_SHORT_TERM,
  METER_MOMENTARY,
  METER_PER_CHANNEL,
  METER_RANGE,
  METER_RING,
  METER_SCRATCH,
  METER_SHORT_TERM,
  METER_STRIDE,
  MOMENTARY_HOPS,
  SHORT_TERM_HOPS,
} from './layout'
import { measurePeaks } from './truePeak'

/**
 * Measures a block of a bus: sample and true peak per channel, and the loudness of ITU-R BS.1770-5 with the
 * momentary and short-term windows of EBU Tech 3341. Blocks of any size give the same figures. `offset`: bytes from the
 * beginning of a channel to what is measured of it.
 */
export function meter(state: usize, offset: usize, frames: i32): void {
  measureMeterPeaks(state, offset, frames)
  let done = 0
  while (done < frames) {
    const span = min(room(state), frames - done)
    filter(state, offset + ((<usize>done) << 3), span)
    pass(state, span)
    done += span
  }
}

/** As `meter`, of two that are both of two channels and have measured as many samples: their filters run side by side. */
export function meterTwo(state: usize, other: usize, offset: usize, frames: i32): void {
  if (!areAlike(state, other)) {
    meter(state, offset, frames)
    meter(other, offset, frames)
    return
  }
  measureMeterPeaks(state, offset, frames)
  measureMeterPeaks(other, offset, frames)
  const channels = <usize>load<u32>(state + METER_PER_CHANNEL)
  const otherChannels = <usize>load<u32>(other + METER_PER_CHANNEL)
  const scratch = <usize>load<u32>(state + METER_SCRATCH)
  const stride = <usize>load<u32>(state + METER_STRIDE)
  const otherStride = <usize>load<u32>(other + METER_STRIDE)
  let left = <usize>load<u32>(state + METER_INPUT) + offset
  let otherLeft = <usize>load<u32>(other + METER_INPUT) + offset
  let done = 0
  while (done < frames) {
    const span = min(room(state), frames - done)
    filterTwoPairs(
      state,
      channels,
      left,
      left + stride,
      otherChannels,
      otherLeft,
      otherLeft + otherStride,
      scratch,
      span,
    )
    pass(state, span)
    pass(other, span)
    done += span
    left += (<usize>span) << 3
    otherLeft += (<usize>span) << 3
  }
}

function areAlike(state: usize, other: usize): bool {
  return (
    load<i32>(state + METER_CHANNELS) === 2 &&
    load<i32>(other + METER_CHANNELS) === 2 &&
    load<i32>(state + METER_HOP_SAMPLES) === load<i32>(other + METER_HOP_SAMPLES) &&
    load<i32>(state + METER_HOP_FILL) === load<i32>(other + METER_HOP_FILL)
  )
}

function measureMeterPeaks(state: usize, offset: usize, frames: i32): void {
  const peaks = load<i32>(state + METER_MAX_ONLY)
  if (peaks === 2) return
  const channels = load<i32>(state + METER_CHANNELS)
  const scratch = <usize>load<u32>(state + METER_SCRATCH)
  let channel = <usize>load<u32>(state + METER_PER_CHANNEL)
  let input = <usize>load<u32>(state + METER_INPUT) + offset
  for (let c = 0; c < channels; c++) {
    measurePeaks(channel, input, scratch, peaks === 1, frames)
    channel += CHANNEL_BYTES
    input += <usize>load<u32>(state + METER_STRIDE)
  }
}

/** Samples until the hop is whole. */
function room(state: usize): i32 {
  return load<i32>(state + METER_HOP_SAMPLES) - load<i32>(state + METER_HOP_FILL)
}

/** Filters all channels, four by four and two by two, within a hop. */
function filter(state: usize, offset: usize, frames: i32): void {
  const channels = load<i32>(state + METER_CHANNELS)
  const stride = <usize>load<u32>(state + METER_STRIDE)
  let channel = <usize>load<u32>(state + METER_PER_CHANNEL)
  let left = <usize>load<u32>(state + METER_INPUT) + offset
  let c = 0
  for (; c + 4 <= channels; c += 4) {
    const second = channel + 2 * CHANNEL_BYTES
    const third = left + 2 * stride
    const scratch = <usize>load<u32>(state + METER_SCRATCH)
    filterTwoPairs(state, channel, left, left + stride, second, third, third + stride, scratch, frames)
    channel += 4 * CHANNEL_BYTES
    left += 4 * stride
  }
  for (; c < channels; c += 2) {
    // A last odd channel is filtered against itself; its partner's energy is never read.
    const paired = c + 1 < channels
    filterPair(state, channel, left, paired ? left + stride : left, paired, frames)
    channel += 2 * CHANNEL_BYTES
    left += 2 * stride
  }
}

/** So many samples of a hop have been filtered. */
function pass(state: usize, frames: i32): void {
  const hopSamples = load<i32>(state + METER_HOP_SAMPLES)
  const fill = load<i32>(state + METER_HOP_FILL) + frames
  const whole = fill === hopSamples
  store<i32>(state + METER_HOP_FILL, whole ? 0 : fill)
  if (!whole) return
  endHop(state, load<i32>(state + METER_CHANNELS), <usize>load<u32>(state + METER_PER_CHANNEL), hopSamples)
}

/** Closes a 10 ms hop: its energy enters the windows, and every tenth the gating blocks and range values. */
function endHop(state: usize, channels: i32, perChannel: usize, hopSamples: i32): void {
  let energy: f64 = 0
  for (let c = 0; c < channels; c++) {
    const channel = perChannel + <usize>c * CHANNEL_BYTES
    energy += load<f64>(channel + CHANNEL_WEIGHT) * load<f64>(channel + CHANNEL_ENERGY)
    store<f64>(channel + CHANNEL_ENERGY, 0)
    settle(channel)
  }
  const ring = <usize>load<u32>(state + METER_RING)
  const hop = load<i32>(state + METER_HOPS)
  store<f64>(ring + ((<usize>(hop % SHORT_TERM_HOPS)) << 3), energy)
  const hops = hop + 1
  store<i32>(state + METER_HOPS, hops)
  const gating = hops % GATING_HOPS === 0
  if (hops >= MOMENTARY_HOPS) {
    const momentary = windowMean(ring, hops, MOMENTARY_HOPS, hopSamples)
    store<f64>(state + METER_MOMENTARY, momentary)
    store<f64>(state + METER_MAX_MOMENTARY, max(load<f64>(state + METER_MAX_MOMENTARY), momentary))
    if (gating) addToHistogram(<usize>load<u32>(state + METER_GATED), momentary)
  }
  if (hops >= SHORT_TERM_HOPS) {
    const shortTerm = windowMean(ring, hops, SHORT_TERM_HOPS, hopSamples)
    store<f64>(state + METER_SHORT_TERM, shortTerm)
    store<f64>(state + METER_MAX_SHORT_TERM, max(load<f64>(state + METER_MAX_SHORT_TERM), shortTerm))
    if (gating) addToHistogram(<usize>load<u32>(state + METER_RANGE), shortTerm)
  }
}

/**
 * Mean square of the last `window` hops, summed anew each time: a running sum would drift. Two sums side by side, in the
 * order of the ring.
 */
function windowMean(ring: usize, hops: i32, window: i32, hopSamples: i32): f64 {
  const first = (hops - window) % SHORT_TERM_HOPS
  const upTo = min(SHORT_TERM_HOPS, first + window)
  const wrapped = window - (upTo - first)
  return (sumOf(ring, first, upTo) + sumOf(ring, 0, wrapped)) / <f64>(window * hopSamples)
}

function sumOf(ring: usize, from: i32, to: i32): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  let at = ring + ((<usize>from) << 3)
  const end = ring + ((<usize>to) << 3)
  for (; at + 32 <= end; at += 32) {
    even = f64x2.add(even, v128.load(at))
    odd = f64x2.add(odd, v128.load(at, 16))
  }
  const both = f64x2.add(even, odd)
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1)
  for (; at < end; at += 8) sum += load<f64>(at)
  return sum
}
