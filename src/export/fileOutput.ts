import type { DeliveryContainer } from '../domain/deliveryContainers.ts'
import type { AppError } from '../domain/errors.ts'
import { ok, type Result } from '../lib/result.ts'
import { ChunkedOutput } from './chunkedOutput.ts'
import type { DeliverySink } from './deliverySink.ts'
import type { DeliveryEncoder, DeliveryFacts, MeasuredLoudness } from './formats/deliveryEncoder.ts'
import { openDeliveryFile } from './formats/registry.ts'

/** One file on its way: packed samples through its encoder into its sink. */
export class FileOutput {
  readonly #encoder: DeliveryEncoder
  readonly #output: ChunkedOutput

  private constructor(encoder: DeliveryEncoder, output: ChunkedOutput) {
    this.#encoder = encoder
    this.#output = output
  }

  /**
   * Begins a file and writes what comes before its samples, or goes on with one `from` where its encoder was. `export/format`
   * where it cannot be of this kind.
   */
  static async open(
    container: DeliveryContainer,
    facts: DeliveryFacts,
    sink: DeliverySink,
    chunkBytes: number,
    from?: Uint8Array,
  ): Promise<Result<FileOutput, AppError>> {
    const encoder = await openDeliveryFile(container, facts, from)
    if (!encoder.ok) return encoder
    const output = new ChunkedOutput(sink, chunkBytes)
    const file = new FileOutput(encoder.value, output)
    const written = from ? ok(undefined) : await output.append(encoder.value.head)
    if (written.ok) return ok(file)
    file.close()
    return written
  }

  /** What it begins with until it is finished. */
  get head(): Uint8Array {
    return this.#encoder.head
  }

  /** What could not be kept as it was: sentences. */
  get warnings(): readonly string[] {
    return this.#encoder.warnings
  }

  /**
   * Takes samples as the facts have them, in memory that must stay as it is until they are taken; `null` when they are
   * taken at once: an await that is not needed would cost more than the copy.
   */
  take(pcm: Uint8Array): Promise<Result<void, AppError>> | null {
    const pushed = this.#encoder.push(pcm)
    if (pushed instanceof Promise) return this.#appended(pushed)
    if (!pushed.ok) return Promise.resolve(pushed)
    const bytes = pushed.value
    if (!this.#output.hasRoom(bytes.length)) return this.#output.append(bytes)
    this.#output.copy(bytes)
    return null
  }

  /** All that was taken is written when it resolves. */
  settle(): Promise<Result<void, AppError>> {
    return this.#output.settle()
  }

  /** What its encoder keeps, of what is settled; `null` where it keeps no place. */
  state(): Uint8Array | null {
    return this.#encoder.state()
  }

  /** Writes what comes after the samples; gives the SHA-256 of the finished file. */
  async finish(measured: MeasuredLoudness): Promise<Result<string, AppError>> {
    const end = await this.#encoder.finish(measured)
    if (!end.ok) return end
    return this.#output.finish(end.value)
  }

  /** Gives memory and Workers back, also of a file that is not finished. */
  close(): void {
    this.#encoder.close()
  }

  async #appended(pushed: Promise<Result<Uint8Array, AppError>>): Promise<Result<void, AppError>> {
    const bytes = await pushed
    return bytes.ok ? this.#output.append(bytes.value) : bytes
  }
}
