import { Arena } from './arena.ts'
import { HEAP_BASE, instantiateKernel, type KernelInstance } from './kernelInstance.ts'

/** SHA-256 of a stream of bytes (FIPS 180-4). */
export type StreamHash = {
  update(bytes: Uint8Array): void
  /** Lower-case hex, of all bytes so far. */
  digest(): string
  /** What `load` goes on from. */
  save(): Uint8Array
  load(state: Uint8Array): void
  /** Begins anew, of nothing yet. */
  reset(): void
}

const BLOCK_BYTES = 64
const STATE_BYTES = 32
const SCRATCH_BYTES = 512
/** Bytes that are taken in at once: what is hashed is in the nearest caches still. */
const PIECE_BYTES = 1 << 15
/** FIPS 180-4 § 5.3.3. */
const INITIAL = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

/**
 * Hashes of `count` streams, the first and the second of which are taken in side by side, the third and the fourth, and so on:
 * two take hardly longer than one. What one is given waits for bytes of the other, up to `waiting` bytes. It does not matter
 * to the hashes how the streams come.
 */
export function hashLanes(module: WebAssembly.Module, count: number, waiting: number): readonly StreamHash[] {
  const room = Math.ceil(Math.max(waiting, PIECE_BYTES) / BLOCK_BYTES + 1) * BLOCK_BYTES
  const arena = new Arena(HEAP_BASE)
  const places = Array.from({ length: count }, () => ({
    state: arena.take(STATE_BYTES),
    data: arena.take(room),
  }))
  const spare = arena.take(STATE_BYTES)
  const scratch = arena.take(SCRATCH_BYTES)
  // One memory for all: a browser has room for some hundreds of them only, however small.
  const shared = { instance: instantiateKernel(module, arena.size), room, spare, scratch }
  const lanes = places.map((place) => new Lane(shared, place))
  for (const [index, lane] of lanes.entries()) lane.other = lanes[index ^ 1] ?? null
  return lanes
}

type Shared = {
  readonly instance: KernelInstance
  readonly room: number
  /** A state that nobody reads. */
  readonly spare: number
  readonly scratch: number
}

class Lane implements StreamHash {
  other: Lane | null = null
  readonly #shared: Shared
  readonly #state: number
  readonly #data: number
  readonly #view: DataView
  readonly #bytes: Uint8Array
  /** Of `#data`, what is not hashed yet. */
  #from = 0
  #to = 0
  #length = 0

  constructor(shared: Shared, { state, data }: { readonly state: number; readonly data: number }) {
    this.#shared = shared
    this.#state = state
    this.#data = data
    this.#view = new DataView(shared.instance.memory, state, STATE_BYTES)
    this.#bytes = new Uint8Array(shared.instance.memory, data, shared.room)
    this.reset()
  }

  reset(): void {
    for (const [index, value] of INITIAL.entries()) this.#view.setUint32(index * 4, value, true)
    this.#from = 0
    this.#to = 0
    this.#length = 0
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#to === this.#shared.room) this.#makeRoom()
      const part = bytes.subarray(at, at + Math.min(PIECE_BYTES, this.#shared.room - this.#to))
      this.#bytes.set(part, this.#to)
      this.#to += part.length
      this.#length += part.length
      at += part.length
      this.#hashBoth()
    }
  }

  digest(): string {
    const bits = BigInt(this.#length) * 8n
    const rest = this.#length % BLOCK_BYTES
    const end = new Uint8Array((rest < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES) - rest)
    end[0] = 0x80
    new DataView(end.buffer).setBigUint64(end.length - 8, bits)
    const state = this.save()
    this.update(end)
    this.#hashAlone()
    const words = INITIAL.map((_, index) => this.#view.getUint32(index * 4, true))
    this.load(state)
    return words.map((word) => word.toString(16).padStart(8, '0')).join('')
  }

  /** The hash of whole blocks, the length, and the bytes behind the last whole block. */
  save(): Uint8Array {
    this.#hashAlone()
    const rest = this.#bytes.subarray(this.#from, this.#to)
    const saved = new Uint8Array(STATE_BYTES + 8 + rest.length)
    saved.set(new Uint8Array(this.#view.buffer, this.#state, STATE_BYTES))
    new DataView(saved.buffer).setFloat64(STATE_BYTES, this.#length)
    saved.set(rest, STATE_BYTES + 8)
    return saved
  }

  load(state: Uint8Array): void {
    const rest = state.subarray(STATE_BYTES + 8)
    new Uint8Array(this.#view.buffer, this.#state, STATE_BYTES).set(state.subarray(0, STATE_BYTES))
    this.#length = new DataView(state.buffer, state.byteOffset).getFloat64(STATE_BYTES)
    this.#bytes.set(rest)
    this.#from = 0
    this.#to = rest.length
  }

  get #blocks(): number {
    return Math.floor((this.#to - this.#from) / BLOCK_BYTES)
  }

  #hashBoth(): void {
    const { other } = this
    if (!other) return
    const blocks = Math.min(this.#blocks, other.#blocks)
    if (blocks === 0) return
    const { instance, scratch } = this.#shared
    instance.kernel.sha256(this.#state, this.#at, other.#state, other.#at, blocks, scratch)
    this.#pass(blocks)
    other.#pass(blocks)
  }

  #hashAlone(): void {
    const { instance, scratch, spare } = this.#shared
    const blocks = this.#blocks
    if (blocks === 0) return
    instance.kernel.sha256(this.#state, this.#at, spare, this.#at, blocks, scratch)
    this.#pass(blocks)
  }

  get #at(): number {
    return this.#data + this.#from
  }

  #pass(blocks: number): void {
    this.#from += blocks * BLOCK_BYTES
    if (this.#from < this.#to) return
    this.#from = 0
    this.#to = 0
  }

  /** The other is far behind, or done. */
  #makeRoom(): void {
    if (this.#from === 0) this.#hashAlone()
    this.#bytes.copyWithin(0, this.#from, this.#to)
    this.#to -= this.#from
    this.#from = 0
  }
}
