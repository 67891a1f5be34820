/** What the Wasm module exports; see `assembly/`. Addresses and sizes in bytes. */
type KernelExports = {
  heapBase(): number
  run(program: number, count: number, frames: number): void
  runAll(runs: number, count: number, frames: number): void
  decode(dst: number, stride: number, src: number, encoding: number, channels: number, frames: number): number
  peaks(dst: number, src: number, stride: number, channels: number, frames: number, span: number): void
  integrated(histogram: number): number
  loudnessRange(histogram: number): number
  copy(to: number, from: number, bytes: number): void
  scan(out: number, samples: number, frames: number, part: number): void
  product(a: number, b: number, frames: number): number
  sumAndPower(out: number, a: number, b: number, frames: number): void
  compareSides(
    out: number,
    ...[left, right, otherLeft, otherRight, fillLeft, fillRight, frames]: readonly number[]
  ): void
  fft(re: number, im: number, cosines: number, sines: number, reversed: number, size: number): void
  correlate(...[re, im, crossRe, crossIm, first, end, smooth, floor, size]: readonly number[]): number
  sha256(stateA: number, dataA: number, stateB: number, dataB: number, blocks: number, scratch: number): void
}

/** Everything below belongs to the module's own statics; asserted when a module is instantiated. */
export const HEAP_BASE = 16_384
const PAGE = 65_536

export type KernelInstance = { readonly kernel: KernelExports; readonly memory: ArrayBuffer }

/** A fresh kernel with `bytes` of memory that never grows, so that views of it stay valid. */
export function instantiateKernel(module: WebAssembly.Module, bytes: number): KernelInstance {
  const pages = Math.ceil(bytes / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const instance = new WebAssembly.Instance(module, { env: { memory } })
  const kernel = instance.exports as KernelExports
  if (kernel.heapBase() > HEAP_BASE) throw new Error('the kernel has outgrown HEAP_BASE')
  return { kernel, memory: memory.buffer }
}
