import {
  LIMITER_AIM,
  LIMITER_BOX,
  LIMITER_BOX_AT,
  LIMITER_BOXES,
  LIMITER_CEILING,
  LIMITER_HOLD,
  LIMITER_LEAST,
  LIMITER_LEVEL,
  LIMITER_PLACE,
  LIMITER_QUEUE,
  LIMITER_QUEUE_COUNT,
  LIMITER_QUEUE_FIRST,
  LIMITER_RELEASE,
  LIMITER_SUMS,
  LIMITER_TALLY,
  LIMITER_TALLY_BELOW,
  LIMITER_UNITY,
  LIMITER_UNTALLIED,
} from './layout'

// One gain curve for all deliverables: what each sample needs, its minimum over a window, a release that is exponential,
// and three running means that are together as long as the window. A mean of values that are all at or under what a
// sample needs is so too: the curve is never above what is needed, and has no corner. All of it in whole numbers, so that
// running sums do not drift, and the curve is exactly 1 again when all is over.

const UNITY: i64 = LIMITER_UNITY
/** The last of the release is a straight line, of 2⁻²² a sample: an exponential would never arrive. */
const LEAST_STEP: i64 = 256
/** Samples after which is looked whether all is over. Whenever that is found, the curve is the same. */
const LOOK: i32 = 64

/** Writes the block's gain to `curve`, in doubles. `envelope`: f32, the largest |value| at each sample. */
export function limit(curve: usize, envelope: usize, limiter: usize, frames: i32): void {
  const ceiling = <f32>load<f64>(limiter + LIMITER_CEILING)
  const place = load<i64>(limiter + LIMITER_PLACE)
  let n = 0
  while (n < frames) {
    if (isAtRest(limiter)) {
      const from = n
      while (n < frames && load<f32>(envelope + ((<usize>n) << 2)) <= ceiling) {
        store<f64>(curve + ((<usize>n) << 3), 1)
        n++
      }
      store<i32>(limiter + LIMITER_UNTALLIED, max(0, load<i32>(limiter + LIMITER_UNTALLIED) - (n - from)))
    }
    const end = min(frames, n + LOOK)
    for (; n < end; n++) {
      const top = load<f32>(envelope + ((<usize>n) << 2))
      const needed =
        top > ceiling ? <i64>floor((load<f64>(limiter + LIMITER_AIM) / <f64>top) * <f64>UNITY) : UNITY
      const gain = smooth(limiter, release(limiter, hold(limiter, needed, place + n)))
      store<f64>(curve + ((<usize>n) << 3), gain)
      tally(limiter, gain)
    }
  }
  store<i64>(limiter + LIMITER_PLACE, place + frames)
}

/** Nothing is held, and every mean is of ones only. */
function isAtRest(limiter: usize): bool {
  const box = <i64>load<i32>(limiter + LIMITER_BOX)
  return (
    load<i32>(limiter + LIMITER_QUEUE_COUNT) === 0 &&
    load<i64>(limiter + LIMITER_LEVEL) === UNITY &&
    load<i64>(limiter + LIMITER_SUMS) === UNITY * box &&
    load<i64>(limiter + LIMITER_SUMS + 8) === UNITY * box * box &&
    load<i64>(limiter + LIMITER_SUMS + 16) === UNITY * box * box * box
  )
}

/** The minimum of the last `LIMITER_HOLD` gains: a queue of those that may yet be it, rising from its front. */
function hold(limiter: usize, gain: i64, place: i64): i64 {
  const size = load<i32>(limiter + LIMITER_HOLD)
  const queue = <usize>load<u32>(limiter + LIMITER_QUEUE)
  let first = load<i32>(limiter + LIMITER_QUEUE_FIRST)
  let count = load<i32>(limiter + LIMITER_QUEUE_COUNT)
  if (count > 0 && load<i64>(queue + ((<usize>first) << 4)) <= place - <i64>size) {
    first = first + 1 === size ? 0 : first + 1
    count--
  }
  if (gain < UNITY) {
    while (count > 0 && load<i64>(queue + ((<usize>((first + count - 1) % size)) << 4) + 8) >= gain) count--
    const back = queue + ((<usize>((first + count) % size)) << 4)
    store<i64>(back, place)
    store<i64>(back + 8, gain)
    count++
  }
  store<i32>(limiter + LIMITER_QUEUE_FIRST, first)
  store<i32>(limiter + LIMITER_QUEUE_COUNT, count)
  return count > 0 ? load<i64>(queue + ((<usize>first) << 4) + 8) : UNITY
}

/** Down at once, up by a share of the way that is left; never above what is asked for. */
function release(limiter: usize, asked: i64): i64 {
  const level = load<i64>(limiter + LIMITER_LEVEL)
  const share = ((asked - level) * load<i64>(limiter + LIMITER_RELEASE)) >> 32
  const next = asked <= level ? asked : min(asked, level + max(share, LEAST_STEP))
  store<i64>(limiter + LIMITER_LEVEL, next)
  return next
}

/** Three running means, one after the other; divided once, at the end. */
function smooth(limiter: usize, level: i64): f64 {
  const box = load<i32>(limiter + LIMITER_BOX)
  const at = load<i32>(limiter + LIMITER_BOX_AT)
  let slot = <usize>load<u32>(limiter + LIMITER_BOXES) + ((<usize>at) << 3)
  let value = level
  for (let sum = limiter + LIMITER_SUMS, end = sum + 24; sum < end; sum += 8) {
    const total = load<i64>(sum) + value - load<i64>(slot)
    store<i64>(slot, value)
    store<i64>(sum, total)
    value = total
    slot += (<usize>box) << 3
  }
  store<i32>(limiter + LIMITER_BOX_AT, at + 1 === box ? 0 : at + 1)
  const side = <i64>box
  return <f64>value / <f64>(UNITY * side * side * side)
}

function tally(limiter: usize, gain: f64): void {
  const untallied = load<i32>(limiter + LIMITER_UNTALLIED)
  if (untallied > 0) {
    store<i32>(limiter + LIMITER_UNTALLIED, untallied - 1)
    return
  }
  store<f64>(limiter + LIMITER_LEAST, min(load<f64>(limiter + LIMITER_LEAST), gain))
  if (gain < load<f64>(limiter + LIMITER_TALLY_BELOW)) {
    store<f64>(limiter + LIMITER_TALLY, load<f64>(limiter + LIMITER_TALLY) + 1)
  }
}

/** Makes `buffer` run `samples` later. `ring` holds what waits, oldest first, and has room for a block behind it. */
export function delay(buffer: usize, ring: usize, samples: i32, frames: i32): void {
  const waiting = (<usize>samples) << 3
  const bytes = (<usize>frames) << 3
  memory.copy(ring + waiting, buffer, bytes)
  memory.copy(buffer, ring, bytes)
  memory.copy(ring, ring + bytes, waiting)
}
