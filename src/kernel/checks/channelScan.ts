import { HISTORY } from './checkStream.ts'

/** What one part of a hop, 2.5 ms of a channel, comes to. */
export type PartFigures = {
  /** Of the session's samples, or where the part begins in its buffer. */
  readonly from: number
  readonly start: number
  readonly length: number
  peak: number
  /** Of squares. */
  power: number
  zeros: number
  /** Third differences: what of a sound is least like a wave. Sum of sizes, the largest of them and where in the buffer. */
  edges: number
  edge: number
  edgeAt: number
}

/** Sums of a channel over a hop. */
export type ChannelSums = { sum: number; power: number; peak: number; edges: number }

/** Looks at each sample of a hop of a channel once; `part` is called for each 2.5 ms, with figures that are used again. */
export function scanChannel(
  samples: Float64Array,
  frames: number,
  from: number,
  partLength: number,
  part: (figures: PartFigures, samples: Float64Array) => void,
): ChannelSums {
  const all: ChannelSums = { sum: 0, power: 0, peak: 0, edges: 0 }
  let c = samples[HISTORY - 3] as number
  let b = samples[HISTORY - 2] as number
  let a = samples[HISTORY - 1] as number
  for (let first = 0; first < frames; first += partLength) {
    const length = Math.min(partLength, frames - first)
    const start = HISTORY + first
    let sum = 0
    let power = 0
    let peak = 0
    let zeros = 0
    let edges = 0
    let edge = 0
    let edgeAt = start
    for (let n = start; n < start + length; n++) {
      const x = samples[n] as number
      const e = Math.abs(x - c + 3 * (b - a))
      edges += e
      if (e > edge) {
        edge = e
        edgeAt = n
      }
      const size = Math.abs(x)
      if (size > peak) peak = size
      if (size === 0) zeros += 1
      sum += x
      power += x * x
      c = b
      b = a
      a = x
    }
    all.sum += sum
    all.power += power
    all.edges += edges
    if (peak > all.peak) all.peak = peak
    part({ from: from + first, start, length, peak, power, zeros, edges, edge, edgeAt }, samples)
  }
  return all
}
