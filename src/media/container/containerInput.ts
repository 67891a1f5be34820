import { CustomSource, Input, type InputFormat, Logging, MATROSKA, MP3, WEBM } from 'mediabunny'
import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { MOVIE_LIMIT } from './movieBox.ts'

// What it would print is returned as an error or a warning here.
Logging.level = 0

/** Bytes of one piece: what is larger is a lie about a size, or nothing that a page should hold in memory. */
const READ_LIMIT = MOVIE_LIMIT
/** What a read costs beside its bytes, in bytes. */
const READ_COST = 64
const CACHE_BYTES = 4 * 2 ** 20
/** The library fetches up to 8 MiB ahead, and fetched it again, twice the file in all, where it could keep only half of it. */
const FULL_CACHE_BYTES = 32 * 2 ** 20
/** Bytes read ahead at once while a file is read to its end. */
const READ_AHEAD = 2 ** 20

/** Carries the error of a failed read through the library. */
class ReadFailure extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(error.code)
    this.error = error
  }
}

/** A file as the container library reads it. */
export type ContainerInput = {
  readonly input: Input
  /** `work` with the input; what it throws as a named error, `detail` for what the library cannot make sense of. */
  attempt<T>(work: (input: Input) => Promise<T>, detail: string): Promise<Result<T, AppError>>
  close(): void
}

const malformed = (source: ByteSource, label: string, detail: string): AppError => ({
  code: 'format/malformed',
  file: source.name,
  format: label,
  detail,
})

/**
 * Opens `source` as one of `formats`; `label` is what people call it. `limit`: bytes that may be asked for in all, whatever
 * the file says of itself; no single read passes 48 MB. `reading` all of it, it reads far
 * ahead: waiting for small reads took longer than decoding MP3.
 */
export function openContainer(
  source: ByteSource,
  formats: InputFormat[],
  label: string,
  limit: number,
  reading: 'headers' | 'all',
): ContainerInput {
  // The library goes round in circles in damaged Matroska and MP3: uncached, every read comes here to be counted.
  // Where all of an MP3 is read it has been walked before, for the one thing that stops it.
  const uncached: InputFormat[] = reading === 'all' ? [MATROSKA, WEBM] : [MATROSKA, WEBM, MP3]
  const circles = formats.some((format) => uncached.includes(format))
  // Of MP3 it asks for far more than it takes.
  const counted = formats.some((format) => format !== MP3) ? 1 : 0
  let total = 0
  let failure: AppError | null = null
  let ahead: { readonly start: number; readonly bytes: Uint8Array } | null = null

  const fail = (error: AppError): never => {
    failure ??= error
    throw new ReadFailure(error)
  }

  async function fetchAhead(start: number, end: number): Promise<Uint8Array> {
    const length = end - start
    // Only where it goes on from what was read: headers are looked up here and there.
    const follows = ahead !== null && start >= ahead.start && start <= ahead.start + ahead.bytes.length
    const span = Math.min(follows ? Math.max(length, READ_AHEAD) : length, source.size - start)
    total += circles ? 0 : span
    const bytes = await source.read(start, span)
    if (!bytes.ok) return fail(bytes.error)
    ahead = { start, bytes: bytes.value }
    return bytes.value.subarray(0, length)
  }

  function read(start: number, end: number): Uint8Array | Promise<Uint8Array> {
    const length = end - start
    total += circles ? length * counted + READ_COST : 0
    if (total > limit) fail(malformed(source, label, 'its parts lead round in circles'))
    if (length > READ_LIMIT) fail(malformed(source, label, `it holds one block of ${length} bytes`))
    const held = ahead && start >= ahead.start && end <= ahead.start + ahead.bytes.length
    return ahead && held
      ? ahead.bytes.subarray(start - ahead.start, end - ahead.start)
      : fetchAhead(start, end)
  }

  const input = new Input({
    formats,
    source: new CustomSource({
      getSize: () => source.size,
      read,
      maxCacheSize: circles ? 0 : reading === 'all' ? FULL_CACHE_BYTES : CACHE_BYTES,
      prefetchProfile: circles ? 'none' : reading === 'all' ? 'network' : 'fileSystem',
      // It is kept in `failure`, and found by whoever waits next.
      handleUnhandledError: () => undefined,
    }),
  })

  return {
    input,
    async attempt(work, detail) {
      try {
        const value = await work(input)
        return failure ? err(failure) : ok(value)
      } catch (thrown) {
        if (failure) return err(failure)
        // Whatever a parser throws at bytes that are not as they should be.
        if (!(thrown instanceof Error)) throw thrown
        return err(malformed(source, label, detail))
      }
    },
    close: () => input.dispose(),
  }
}
