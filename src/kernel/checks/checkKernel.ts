import { Arena } from '../arena.ts'
import * as memory from '../assembly/layout.ts'
import { HEAP_BASE, instantiateKernel, type KernelInstance } from '../kernelInstance.ts'

/** Room for buffers and transforms of the largest session; what nobody touches is never taken from the system. */
const MEMORY_BYTES = 32 << 20
/** And for those of each sound that is looked at: of eight channels at 192 kHz they are less. */
const STREAM_BYTES = 1 << 20
/** Parts of a hop that are scanned at once, at most. */
const MOST_PARTS = 16

/** A kernel for the checks alone, whose memory holds what it looks at. Arrays that it is given must be its own. */
export class CheckKernel {
  readonly #instance: KernelInstance
  readonly #arena = new Arena(HEAP_BASE)
  readonly #bytes: number
  readonly #out: Float64Array

  /** `streams`: how many sounds it will look at. */
  constructor(module: WebAssembly.Module, streams = 0) {
    this.#bytes = MEMORY_BYTES + streams * STREAM_BYTES
    this.#instance = instantiateKernel(module, this.#bytes)
    this.#out = this.doubles((MOST_PARTS * memory.SCAN_BYTES) / 8)
  }

  /** Zeros in the kernel's memory. A transform's, and a buffer that pairs of samples are read of, may be read one past its end. */
  doubles(count: number): Float64Array {
    return new Float64Array(this.#instance.memory, this.#take(count * 8), count)
  }

  integers(count: number): Int32Array {
    return new Int32Array(this.#instance.memory, this.#take(count * 4), count)
  }

  /** The figures of each `part` of `frames` samples from `first` on, `SCAN_BYTES` each. A view that is used again. */
  scan(samples: Float64Array, first: number, frames: number, part: number): Float64Array {
    if (frames > part * MOST_PARTS) throw new RangeError(`${frames} samples in parts of ${part}`)
    this.#instance.kernel.scan(this.#out.byteOffset, samples.byteOffset + first * 8, frames, part)
    return this.#out
  }

  /** Copies samples from one array to another. */
  copy(to: Float64Array, at: number, from: Float64Array, first: number, count: number): void {
    this.#instance.kernel.copy(to.byteOffset + at * 8, from.byteOffset + first * 8, count * 8)
  }

  /** Σ a·b from sample `first` on. */
  product(a: Float64Array, b: Float64Array, first: number, frames: number): number {
    return this.#instance.kernel.product(a.byteOffset + first * 8, b.byteOffset + first * 8, frames)
  }

  /** Σx and Σx² of a, or of a + b. */
  sumAndPower(
    a: Float64Array,
    b: Float64Array | null,
    first: number,
    frames: number,
  ): readonly [number, number] {
    const other = b ? b.byteOffset + first * 8 : 0
    this.#instance.kernel.sumAndPower(this.#out.byteOffset, a.byteOffset + first * 8, other, frames)
    return [this.#out[0] as number, this.#out[1] as number]
  }

  /** Σ mid·mid′, Σ side·side′ and Σ |side·side′| of two stereo sounds, to the first of which `fill` is added. */
  compareSides(
    one: readonly [Float64Array, Float64Array],
    other: readonly [Float64Array, Float64Array],
    fill: readonly (Float64Array | undefined)[],
    first: number,
    frames: number,
  ): readonly [number, number, number] {
    const at = (samples: Float64Array | undefined): number => (samples ? samples.byteOffset + first * 8 : 0)
    const sides = [...one, ...other, fill[0], fill[1]].map(at)
    this.#instance.kernel.compareSides(this.#out.byteOffset, ...sides, frames)
    return [this.#out[0] as number, this.#out[1] as number, this.#out[2] as number]
  }

  fft(
    re: Float64Array,
    im: Float64Array,
    cosines: Float64Array,
    sines: Float64Array,
    reversed: Int32Array,
  ): void {
    this.#instance.kernel.fft(
      re.byteOffset,
      im.byteOffset,
      cosines.byteOffset,
      sines.byteOffset,
      reversed.byteOffset,
      re.length,
    )
  }

  /** As the kernel's `correlate`, over bins `first` to `end`. */
  correlate(
    [re, im]: readonly [Float64Array, Float64Array],
    [crossRe, crossIm]: readonly [Float64Array, Float64Array],
    { first, end, smooth, floor }: { first: number; end: number; smooth: number; floor: number },
  ): number {
    const { kernel } = this.#instance
    const arrays = [re, im, crossRe, crossIm].map(({ byteOffset }) => byteOffset)
    return kernel.correlate(...arrays, first, end, smooth, floor, re.length)
  }

  #take(bytes: number): number {
    // One pair more than asked for: the last of an odd number of samples is read with what is behind it.
    const address = this.#arena.take(bytes + 16)
    if (this.#arena.size > this.#bytes) throw new RangeError('the checks need more memory than they have')
    return address
  }
}
