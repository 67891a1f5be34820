import type { PcmEncoding } from '../domain/media.ts'
import { Arena } from './arena.ts'
import * as memory from './assembly/layout.ts'
import { HEAP_BASE, instantiateKernel, type KernelInstance } from './kernelInstance.ts'

/** The kernel's code for an encoding. Throws RangeError for one that no reader of this version lets in. */
export function encodingCode({ kind, bits, endian }: PcmEncoding): number {
  if (endian === 'le' || bits === 8) {
    if (kind === 'int' && bits === 8) return memory.PCM_U8
    if (kind === 'int' && bits === 16) return memory.PCM_S16LE
    if (kind === 'int' && bits === 24) return memory.PCM_S24LE
    if (kind === 'int' && bits === 32) return memory.PCM_S32LE
    if (kind === 'float' && bits === 32) return memory.PCM_F32LE
    if (kind === 'float' && bits === 64) return memory.PCM_F64LE
  }
  throw new RangeError(`no decoder for ${bits}-bit ${kind} ${endian}`)
}

/** Decoding and waveform peaks outside a mix: for the disk feeder and the importer. */
export class PcmCodec {
  readonly maxFrames: number
  /** File bytes go here before `decode`. */
  readonly staging: Uint8Array
  /** Decoded planar channels. */
  readonly channels: readonly Float64Array[]
  readonly #instance: KernelInstance
  readonly #stagingAddress: number
  readonly #planar: number
  readonly #stride: number
  readonly #peaks: number

  constructor(module: WebAssembly.Module, channels: number, maxFrames: number) {
    const arena = new Arena(HEAP_BASE)
    this.maxFrames = maxFrames
    this.#stride = (maxFrames * 8 + 15) & ~15
    this.#stagingAddress = arena.take(maxFrames * channels * 8 + 16)
    this.#planar = arena.take(this.#stride * channels)
    this.#peaks = arena.take(maxFrames * 2)
    this.#instance = instantiateKernel(module, arena.size)
    this.staging = new Uint8Array(this.#instance.memory, this.#stagingAddress, maxFrames * channels * 8)
    this.channels = Array.from(
      { length: channels },
      (_, c) => new Float64Array(this.#instance.memory, this.#planar + c * this.#stride, maxFrames),
    )
  }

  /** Decodes staged bytes into `channels`; −1, or the index of the first NaN or infinity. */
  decode(encoding: PcmEncoding, channels: number, frames: number): number {
    const code = encodingCode(encoding)
    return this.#instance.kernel.decode(
      this.#planar,
      this.#stride,
      this.#stagingAddress,
      code,
      channels,
      frames,
    )
  }

  /** Min, max pairs in 1/127ths for every `span` decoded frames; a view, good until the next call. */
  peaks(channels: number, frames: number, span: number): Int8Array {
    this.#instance.kernel.peaks(this.#peaks, this.#planar, this.#stride, channels, frames, span)
    return new Int8Array(this.#instance.memory, this.#peaks, Math.ceil(frames / span) * 2)
  }
}
