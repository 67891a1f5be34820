import { addToHistogram } from './histogram'
import { filterPair, settle } from './kWeighting'
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
  const channels = load<i32>(state + METER_CHANNELS)
  const input = <usize>load<u32>(state + METER_INPUT) + offset
  const stride = <usize>load<u32>(state + METER_STRIDE)
  const perChannel = <usize>load<u32>(state + METER_PER_CHANNEL)
  const scratch = <usize>load<u32>(state + METER_SCRATCH)
  const peaks = load<i32>(state + METER_MAX_ONLY)
  for (let c = 0; c < channels && peaks !== 2; c++) {
    const i = <usize>c
    measurePeaks(perChannel + i * CHANNEL_BYTES, input + i * stride, scratch, peaks === 1, frames)
  }
  const hopSamples = load<i32>(state + METER_HOP_SAMPLES)
  let fill = load<i32>(state + METER_HOP_FILL)
  let done = 0
  while (done < frames) {
    const span = min(hopSamples - fill, frames - done)
    const ahead = (<usize>done) << 3
    for (let c = 0; c < channels; c += 2) {
      const left = input + <usize>c * stride + ahead
      // A last odd channel is filtered against itself; its partner's energy is never read.
      const right = c + 1 < channels ? left + stride : left
      filterPair(state, perChannel + <usize>c * CHANNEL_BYTES, left, right, c + 1 < channels, span)
    }
    done += span
    fill += span
    if (fill === hopSamples) {
      endHop(state, channels, perChannel, hopSamples)
      fill = 0
    }
  }
  store<i32>(state + METER_HOP_FILL, fill)
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
