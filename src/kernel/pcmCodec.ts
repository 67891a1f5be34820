import type { PcmEncoding } from '../domain/media.ts'
import { Arena } from './arena.ts'
import * as memory from './assembly/layout.ts'
import { HEAP_BASE, instantiateKernel, type KernelInstance } from './kernelInstance.ts'

const CODES: ReadonlyMap<string, number> = new Map([
  ['uint 8', memory.PCM_U8],
  ['int 8', memory.PCM_S8],
  ['int 16 le', memory.PCM_S16LE],
  ['int 24 le', memory.PCM_S24LE],
  ['int 32 le', memory.PCM_S32LE],
  ['float 32 le', memory.PCM_F32LE],
  ['float 64 le', memory.PCM_F64LE],
  ['int 16 be', memory.PCM_S16BE],
  ['int 24 be', memory.PCM_S24BE],
  ['int 32 be', memory.PCM_S32BE],
  ['float 32 be', memory.PCM_F32BE],
  ['float 64 be', memory.PCM_F64BE],
])

/** The kernel's code for an encoding. Throws RangeError for one that no reader lets in. */
export function encodingCode({ kind, bits, endian }: PcmEncoding): number {
  const code = CODES.get(bits === 8 ? `${kind} 8` : `${kind} ${bits} ${endian}`)
  if (code === undefined) throw new RangeError(`no decoder for ${bits}-bit ${kind} ${endian}`)
  return code
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
