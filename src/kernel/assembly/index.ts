// The mix kernel: one block renderer for the AudioWorklet, the export Worker and Node. It knows no clock and no file:
// a host compiles a session to a program (see compileMixPlan.ts), lays it in this memory, and runs it block after block.
import { addTo, multiplyBy, peakOf, subtractFrom, sumTo } from './block'
import {
  OP_ADD,
  OP_ADVANCE,
  OP_CLEAR,
  OP_COPY,
  OP_DELAY,
  OP_DELIVER_STEREO24,
  OP_DETECT,
  OP_LIMIT,
  OP_METER,
  OP_MIX,
  OP_MULTIPLY,
  OP_PACK,
  OP_PEAK,
  OP_QUANTISE,
  OP_RESIDUAL,
  OP_SCALE,
  OP_SUBTRACT,
  OP_SUM,
  OP_WORDS,
  RUN_SPAN,
} from './layout'
import { delay, limit } from './limiter'
import { detect } from './limiterDetector'
import { meter, meterTwo } from './meter'
import { pack, packedBytes } from './pcm'
import { deliverStereo24, quantise } from './quantise'
import { advance, mix, scale } from './ramp'
import { residual } from './residual'

export { correlate, fft } from './fft'
export { integrated, loudnessRange } from './histogram'
export { decode, peaks } from './pcm'
export { compareSides, product, scan, sumAndPower } from './scan'
export { sha256 } from './sha256'

/** Moves bytes within the memory. */
export function copy(to: usize, from: usize, bytes: usize): void {
  memory.copy(to, from, bytes)
}

/** First address that a host may use. */
export function heapBase(): usize {
  return __heap_base
}

function operand(instruction: usize, index: i32): usize {
  return <usize>load<u32>(instruction + ((<usize>index) << 2))
}

/** Runs `count` instructions over a block of `frames` samples. An unknown opcode traps: it is a bug. */
export function run(program: usize, count: i32, frames: i32): void {
  for (let done = 0; done < frames; done += RUN_SPAN) {
    runSpan(program, count, done, min(RUN_SPAN, frames - done))
  }
}

/** As `run`, of `count` runs of instructions: at `runs`, of each the address of its first and how many there are. */
export function runAll(runs: usize, count: i32, frames: i32): void {
  const end = runs + ((<usize>count) << 3)
  for (let done = 0; done < frames; done += RUN_SPAN) {
    const span = min(RUN_SPAN, frames - done)
    for (let at = runs; at < end; at += 8) runSpan(<usize>load<u32>(at), load<i32>(at, 4), done, span)
  }
}

/** Runs instructions over `frames` samples of a block, from its sample `first` on. */
function runSpan(program: usize, count: i32, first: i32, frames: i32): void {
  const bytes = (<usize>frames) << 3
  const doubles = (<usize>first) << 3
  const singles = (<usize>first) << 2
  for (let i = 0; i < count; i++) {
    const at = program + <usize>(i * OP_WORDS * 4)
    const a = operand(at, 1)
    const b = operand(at, 2)
    const c = operand(at, 3)
    const d = operand(at, 4)
    const e = operand(at, 5)
    switch (<i32>operand(at, 0)) {
      case OP_CLEAR:
        memory.fill(a + doubles, 0, bytes)
        break
      case OP_MIX:
        mix(a + doubles, b + doubles, c, d, <i32>e, frames)
        break
      case OP_SCALE:
        scale(a + doubles, b, frames)
        break
      case OP_COPY:
        memory.copy(a + doubles, b + doubles, bytes)
        break
      case OP_ADD:
        addTo(a + doubles, b + doubles, frames)
        break
      case OP_SUBTRACT:
        subtractFrom(a + doubles, b + doubles, frames)
        break
      case OP_SUM:
        sumTo(a + doubles, at + 8, doubles, frames)
        break
      case OP_PEAK:
        store<f64>(b, max(load<f64>(b), peakOf(a + doubles, frames)))
        break
      case OP_ADVANCE:
        advance(a, <i32>b, frames)
        break
      case OP_QUANTISE:
        quantise(a + doubles, <i32>b, c, frames)
        break
      case OP_METER:
        if (b === 0) meter(a, doubles, frames)
        else meterTwo(a, b, doubles, frames)
        break
      case OP_PACK: {
        const before = <usize>(first * <i32>d) * packedBytes(<i32>c)
        pack(a + before, b + doubles, <i32>c, <i32>d, e, frames)
        break
      }
      case OP_DELIVER_STEREO24: {
        const left = b + doubles
        deliverStereo24(a + <usize>first * 6, left, left + d, c, frames)
        break
      }
      case OP_MULTIPLY:
        multiplyBy(a + doubles, b + doubles, frames)
        break
      case OP_DELAY:
        delay(a + doubles, b, <i32>c, frames)
        break
      case OP_DETECT:
        detect(a + doubles, b, c + singles, d, e, frames)
        break
      case OP_LIMIT:
        limit(a + doubles, b + singles, c, frames)
        break
      case OP_RESIDUAL:
        store<f64>(b, max(load<f64>(b), residual(a + doubles, at + 12, doubles, frames)))
        break
      default:
        unreachable()
    }
  }
}
