import {
  HISTOGRAM_BINS,
  HISTOGRAM_BINS_PER_LU,
  HISTOGRAM_COUNTS,
  HISTOGRAM_FLOOR_LUFS,
  HISTOGRAM_HIGH,
  HISTOGRAM_LOW,
} from './layout'

// Gated loudness and loudness range from histograms of 0.01 LU: the energies are summed exactly, only which side of
// the relative gate a block falls on, and the percentiles, are known to 0.01 LU. Memory does not grow with length.

/** Mean square to LUFS (BS.1770-5 eq. 2). */
export function loudness(meanSquare: f64): f64 {
  return -0.691 + 10 * Math.log10(meanSquare)
}

/** Adds a block's mean square, unless it is at or under the absolute gate of −70 LUFS. */
export function addToHistogram(histogram: usize, meanSquare: f64): void {
  const level = loudness(meanSquare)
  if (!(level > HISTOGRAM_FLOOR_LUFS)) return
  const bin = min(HISTOGRAM_BINS - 1, <i32>((level - HISTOGRAM_FLOOR_LUFS) * HISTOGRAM_BINS_PER_LU))
  const at = histogram + ((<usize>bin) << 3)
  store<f64>(at, load<f64>(at) + meanSquare)
  store<f64>(at + HISTOGRAM_COUNTS, load<f64>(at + HISTOGRAM_COUNTS) + 1)
  const low = load<i32>(histogram + HISTOGRAM_LOW)
  const high = load<i32>(histogram + HISTOGRAM_HIGH)
  // 0, 0 is an empty histogram: low is kept one up.
  if (low === 0 || bin + 1 < low) store<i32>(histogram + HISTOGRAM_LOW, bin + 1)
  if (bin + 1 > high) store<i32>(histogram + HISTOGRAM_HIGH, bin + 1)
}

/** The first bin that a gate `below` LU under the mean of all blocks lets through; HISTOGRAM_BINS when none is. */
function gateBin(histogram: usize, below: f64): i32 {
  const mean = meanFrom(histogram, 0)
  if (!(mean > 0)) return HISTOGRAM_BINS
  const gate = (loudness(mean) - below - HISTOGRAM_FLOOR_LUFS) * HISTOGRAM_BINS_PER_LU
  return max(0, <i32>ceil(gate))
}

/** Mean square of the blocks from a bin upwards; NaN when there are none. */
function meanFrom(histogram: usize, first: i32): f64 {
  let sum: f64 = 0
  let count: f64 = 0
  const high = load<i32>(histogram + HISTOGRAM_HIGH)
  for (let bin = max(first, load<i32>(histogram + HISTOGRAM_LOW) - 1); bin < high; bin++) {
    const at = histogram + ((<usize>bin) << 3)
    sum += load<f64>(at)
    count += load<f64>(at + HISTOGRAM_COUNTS)
  }
  return sum / count
}

/** Integrated loudness, LUFS: mean of the blocks over −70 LUFS and over the mean of those less 10 LU. NaN: none. */
export function integrated(histogram: usize): f64 {
  return loudness(meanFrom(histogram, gateBin(histogram, 10)))
}

/** Loudness range, LU (Tech 3342): between the 10th and 95th percentile of the values over mean − 20 LU. NaN: none. */
export function loudnessRange(histogram: usize): f64 {
  const first = gateBin(histogram, 20)
  const high = load<i32>(histogram + HISTOGRAM_HIGH)
  let count: f64 = 0
  for (let bin = first; bin < high; bin++)
    count += load<f64>(histogram + ((<usize>bin) << 3) + HISTOGRAM_COUNTS)
  if (count === 0) return NaN
  const low = percentile(histogram, first, floor((count - 1) * 0.1 + 0.5))
  const top = percentile(histogram, first, floor((count - 1) * 0.95 + 0.5))
  return <f64>(top - low) / HISTOGRAM_BINS_PER_LU
}

/** The bin of the value with this index (from 0) in ascending order, among the values from a bin upwards. */
function percentile(histogram: usize, first: i32, index: f64): i32 {
  let seen: f64 = 0
  let bin = first
  for (; bin < HISTOGRAM_BINS - 1; bin++) {
    seen += load<f64>(histogram + ((<usize>bin) << 3) + HISTOGRAM_COUNTS)
    if (seen > index) break
  }
  return bin
}
