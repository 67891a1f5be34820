import type { PeakLevel, Peaks } from '../../domain/ports.ts'

/** The coarsest level that still has at least one peak per column; the finest when none has. */
export function chooseLevel(peaks: Peaks, samplesPerColumn: number): PeakLevel | undefined {
  let best: PeakLevel | undefined
  for (const level of peaks.levels) {
    const fits = level.samplesPerPeak <= samplesPerColumn
    const bestFits = best !== undefined && best.samplesPerPeak <= samplesPerColumn
    const coarser = best !== undefined && level.samplesPerPeak > best.samplesPerPeak
    if (best === undefined || (fits ? !bestFits || coarser : !bestFits && !coarser)) best = level
  }
  return best
}

/**
 * Min and max of each of `count` columns, interleaved, the first starting at media sample `from`. A column
 * that no peak is known for yet has its min above its max.
 */
export function peakColumns(
  level: PeakLevel,
  from: number,
  samplesPerColumn: number,
  count: number,
): Int8Array {
  const { samplesPerPeak, values } = level
  const known = values.length >> 1
  const columns = new Int8Array(count * 2)
  for (let i = 0; i < count; i++) {
    const first = Math.max(0, Math.floor((from + i * samplesPerColumn) / samplesPerPeak))
    const end = Math.max(first + 1, Math.ceil((from + (i + 1) * samplesPerColumn) / samplesPerPeak))
    let min = 127
    let max = -127
    for (let peak = first; peak < Math.min(end, known); peak++) {
      min = Math.min(min, values[2 * peak] ?? 0)
      max = Math.max(max, values[2 * peak + 1] ?? 0)
    }
    columns[2 * i] = min
    columns[2 * i + 1] = max
  }
  return columns
}
