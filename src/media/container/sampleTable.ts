import { type Box, inside } from './boxes.ts'

/** A sample of a track: where it lies in the file and how long it is, in bytes, and when it begins, in ticks of the track. */
export type MediaSample = { readonly at: number; readonly size: number; readonly time: number }

/** Tells where each chunk of a track lies in the file, in bytes, by its index from 0 (ISO/IEC 14496-12 § 8.7.5). */
export function chunkOffsets(view: DataView, table: Box): (index: number) => number | undefined {
  const short = inside(view, table, 'stco')
  const wide = inside(view, table, 'co64')
  return (index) => {
    if (short && short.start + 12 + 4 * index <= short.end) return view.getUint32(short.start + 8 + 4 * index)
    if (wide && wide.start + 16 + 8 * index <= wide.end)
      return Number(view.getBigUint64(wide.start + 8 + 8 * index))
    return undefined
  }
}

/** How many samples a track has, by the table of sizes (§ 8.7.3). */
export function sampleCount(view: DataView, table: Box): number {
  const sizes = inside(view, table, 'stsz')
  return sizes && sizes.start + 12 <= sizes.end ? view.getUint32(sizes.start + 8) : 0
}

/** The first samples of a track, at most `limit`, as far as all its tables (§ 8.6.1, 8.7) go; `table`: its `stbl`. */
export function samplesOf(view: DataView, table: Box, limit: number): readonly MediaSample[] {
  const sizes = sizesOf(view, table, limit)
  const times = timesOf(view, table, sizes.length)
  const runs = pairs(view, inside(view, table, 'stsc'), 12, limit)
  const offsets = chunkOffsets(view, table)
  const samples: MediaSample[] = []
  let run = -1
  for (let chunk = 0; samples.length < times.length; chunk++) {
    while ((runs[run + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= chunk + 1) run += 1
    let at = offsets(chunk)
    if (at === undefined) break
    const last = Math.min(times.length, samples.length + (runs[run]?.[1] ?? 0))
    while (samples.length < last) {
      const [size = 0, time = 0] = [sizes[samples.length], times[samples.length]]
      samples.push({ at, size, time })
      at += size
    }
  }
  return samples
}

function sizesOf(view: DataView, table: Box, limit: number): readonly number[] {
  const sizes = inside(view, table, 'stsz')
  if (!sizes || sizes.start + 12 > sizes.end) return []
  const all = view.getUint32(sizes.start + 4)
  const count = Math.min(sampleCount(view, table), limit)
  if (all > 0) return new Array<number>(count).fill(all)
  const listed = Math.min(count, Math.floor((sizes.end - sizes.start - 12) / 4))
  return Array.from({ length: listed }, (_, n) => view.getUint32(sizes.start + 12 + 4 * n))
}

function timesOf(view: DataView, table: Box, limit: number): readonly number[] {
  const times: number[] = []
  let time = 0
  for (const [count, duration] of pairs(view, inside(view, table, 'stts'), 8, limit)) {
    for (let n = 0; n < count && times.length < limit; n++, time += duration) times.push(time)
  }
  return times
}

/** The first two numbers of each entry of a table, at most `limit`, as far as it says and goes. */
function pairs(
  view: DataView,
  box: Box | undefined,
  bytes: number,
  limit: number,
): readonly (readonly [number, number])[] {
  if (!box || box.start + 8 > box.end) return []
  const room = Math.floor((box.end - box.start - 8) / bytes)
  return Array.from({ length: Math.min(view.getUint32(box.start + 4), room, limit) }, (_, n) => {
    const at = box.start + 8 + n * bytes
    return [view.getUint32(at), view.getUint32(at + 4)] as const
  })
}
