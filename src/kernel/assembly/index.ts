// The mix kernel: one block renderer for the AudioWorklet, the export Worker and Node. It knows no clock and no file:
// a host compiles a session to a program (see compileMixPlan.ts), lays it in this memory, and runs it block after block.
import { addTo, multiplyBy, peakOf, subtractFrom } from './block'
import {
  OP_ADD,
  OP_ADVANCE,
  OP_CLEAR,
  OP_COPY,
  OP_DELAY,
  OP_DETECT,
  OP_LIMIT,
  OP_METER,
  OP_MIX,
  OP_MULTIPLY,
  OP_PACK,
  OP_PEAK,
  OP_QUANTISE,
  OP_SCALE,
  OP_SUBTRACT,
  OP_TAKE_INT24,
  OP_WORDS,
} from './layout'
import { delay, limit } from './limiter'
import { detect } from './limiterDetector'
import { meter } from './meter'
import { pack } from './pcm'
import { quantise, takeInt24 } from './quantise'
import { advance, mix, scale } from './ramp'

export { integrated, loudnessRange } from './histogram'
export { decode, peaks } from './pcm'

/** First address that a host may use. */
export function heapBase(): usize {
  return __heap_base
}

function operand(instruction: usize, index: i32): usize {
  return <usize>load<u32>(instruction + ((<usize>index) << 2))
}

/** Runs `count` instructions over a block of `frames` samples. An unknown opcode traps: it is a bug. */
export function run(program: usize, count: i32, frames: i32): void {
  const bytes = (<usize>frames) << 3
  for (let i = 0; i < count; i++) {
    const at = program + <usize>(i * OP_WORDS * 4)
    const a = operand(at, 1)
    const b = operand(at, 2)
    const c = operand(at, 3)
    const d = operand(at, 4)
    const e = operand(at, 5)
    switch (<i32>operand(at, 0)) {
      case OP_CLEAR:
        memory.fill(a, 0, bytes)
        break
      case OP_MIX:
        mix(a, b, c, d, e !== 0, frames)
        break
      case OP_SCALE:
        scale(a, b, frames)
        break
      case OP_COPY:
        memory.copy(a, b, bytes)
        break
      case OP_ADD:
        addTo(a, b, frames)
        break
      case OP_SUBTRACT:
        subtractFrom(a, b, frames)
        break
      case OP_PEAK:
        store<f64>(b, max(load<f64>(b), peakOf(a, frames)))
        break
      case OP_ADVANCE:
        advance(a, <i32>b, frames)
        break
      case OP_QUANTISE:
        quantise(a, <i32>b, c, frames)
        break
      case OP_METER:
        meter(a, frames)
        break
      case OP_PACK:
        pack(a, b, <i32>c, <i32>d, e, frames)
        break
      case OP_MULTIPLY:
        multiplyBy(a, b, frames)
        break
      case OP_DELAY:
        delay(a, b, <i32>c, frames)
        break
      case OP_DETECT:
        detect(a, b, c, d, e, frames)
        break
      case OP_LIMIT:
        limit(a, b, c, frames)
        break
      case OP_TAKE_INT24:
        takeInt24(a, b, c !== 0, frames)
        break
      default:
        unreachable()
    }
  }
}
