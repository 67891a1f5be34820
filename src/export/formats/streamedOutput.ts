import { StreamTarget } from 'mediabunny'
import { joined } from '../../lib/joined.ts'
import type { Patch } from './deliveryEncoder.ts'

/** A file that the library writes: its bytes as they come, and what it writes over earlier ones. */
export class StreamedOutput {
  readonly target: StreamTarget
  readonly patches: Patch[] = []
  #end = 0
  #bytes: Uint8Array[] = []

  constructor() {
    this.target = new StreamTarget(
      new WritableStream({ write: ({ data, position }) => this.#write(data, position) }),
    )
  }

  /** What came since the last call, in order. */
  take(): Uint8Array {
    return joined(this.#bytes.splice(0))
  }

  #write(data: Uint8Array, position: number): void {
    if (position > this.#end) throw new RangeError(`a hole before byte ${position}`)
    const over = Math.min(data.length, this.#end - position)
    if (over > 0) this.patches.push({ offset: position, bytes: data.slice(0, over) })
    if (over < data.length) this.#bytes.push(data.slice(over))
    this.#end += data.length - over
  }
}
