import * as memory from '../assembly/layout.ts'
import type { CheckKernel } from './checkKernel.ts'
import { HISTORY } from './checkStream.ts'

/** What one part of a hop, 2.5 ms of a channel, comes to. */
export type PartFigures = {
  /** Of the session's samples, or where the part begins in its buffer. */
  readonly from: number
  readonly start: number
  readonly length: number
  readonly peak: number
  /** Of squares. */
  readonly power: number
  readonly zeros: number
  /** Third differences: what of a sound is least like a wave. Sum of sizes, the largest of them and where in the buffer. */
  readonly edges: number
  readonly edge: number
  readonly edgeAt: number
}

/** Sums of a channel over a hop. */
export type ChannelSums = {
  readonly sum: number
  readonly power: number
  readonly peak: number
  readonly edges: number
}

const PART = memory.SCAN_BYTES / 8

/** Looks at each sample of a hop of a channel once; `part` is called for each 2.5 ms, with figures that are used again. */
export function scanChannel(
  kernel: CheckKernel,
  samples: Float64Array,
  frames: number,
  from: number,
  partLength: number,
  part: (figures: PartFigures, samples: Float64Array) => void,
): ChannelSums {
  const all = { sum: 0, power: 0, peak: 0, edges: 0 }
  const figures = {
    from,
    start: HISTORY,
    length: 0,
    peak: 0,
    power: 0,
    zeros: 0,
    edges: 0,
    edge: 0,
    edgeAt: 0,
  }
  const scanned = kernel.scan(samples, HISTORY, frames, partLength)
  for (let first = 0, at = 0; first < frames; first += partLength, at += PART) {
    figures.from = from + first
    figures.start = HISTORY + first
    figures.length = Math.min(partLength, frames - first)
    figures.peak = scanned[at + memory.SCAN_PEAK / 8] as number
    figures.power = scanned[at + memory.SCAN_POWER / 8] as number
    figures.zeros = scanned[at + memory.SCAN_ZEROS / 8] as number
    figures.edges = scanned[at + memory.SCAN_EDGES / 8] as number
    figures.edge = scanned[at + memory.SCAN_EDGE / 8] as number
    figures.edgeAt = figures.start + (scanned[at + memory.SCAN_EDGE_AT / 8] as number)
    all.sum += scanned[at + memory.SCAN_SUM / 8] as number
    all.power += figures.power
    all.edges += figures.edges
    if (figures.peak > all.peak) all.peak = figures.peak
    part(figures, samples)
  }
  return all
}
