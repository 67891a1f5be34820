import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo, PcmFormat } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import type { Result } from '../../lib/result.ts'

/** One kind of file that is read in place. A format is one object and one line in `registry.ts`. */
export type MediaFormat = {
  readonly id: PcmFormat
  /**
   * What the file is, from its headers alone; `null` when it is not of this format. `head` is the first
   * `HEAD_BYTES` of the file, or all of a shorter one, never empty. Whether the session can use it (rate,
   * channels, any audio at all) is not judged here. Reads are bounded whatever the file says of itself, and
   * nothing is allocated by a size that stands in it.
   */
  probe(source: ByteSource, head: Uint8Array): Promise<Result<MediaInfo, AppError> | null>
}
