import type { AppError } from '../domain/errors.ts'
import { bytesPerFrame } from '../domain/media.ts'
import type { Stretch } from '../domain/pops.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { Result } from '../lib/result.ts'
import { type OpenMedia, type PcmWindow, readWindow, type TakeMemory } from '../media/playlist.ts'

/**
 * Bytes read ahead for all tracks together; two windows are held, one mixing and one on its way. A browser pays for each
 * read of a file with a trip to another process, so reads are few and large.
 */
const WINDOW_BYTES = 24 << 20
/** The first window is small, so that mixing, progress and cancelling begin at once. */
const FIRST_WINDOW_BYTES = 2 << 20

/** Bytes of memory to read into that are of use: for two windows, and what pieces of many files leave between them. */
export const WINDOWS_MEMORY = 2 * (WINDOW_BYTES + (64 << 10))

/** Reads the media of a pass ahead of the mix, span after span, each sample once. */
export class BounceWindows {
  readonly #session: Session
  readonly #media: ReadonlyMap<MediaId, OpenMedia>
  readonly #stretches: Iterator<Stretch>
  #next: Promise<Result<PcmWindow, AppError>> | null = null
  /** In turn: of one window, and of the one on its way. */
  readonly #memories: readonly [Uint8Array, Uint8Array]
  #turn: 0 | 1 = 0

  /**
   * `block`: windows but the last of a span are whole blocks of so many samples. `memory`: to read into, for sources that do;
   * where there is too little of it they take their own.
   */
  constructor(
    session: Session,
    media: ReadonlyMap<MediaId, OpenMedia>,
    spans: readonly Stretch[],
    block: number,
    memory: Uint8Array,
  ) {
    const half = memory.length >> 1
    this.#memories = [memory.subarray(0, half), memory.subarray(half)]
    this.#session = session
    this.#media = media
    this.#stretches = stretches(session, spans, block)
    this.#fetch()
  }

  /** The next window, `null` after the last; what follows it is on its way. The one before is not read any more. */
  async take(): Promise<Result<PcmWindow, AppError> | null> {
    const window = await this.#next
    if (!window?.ok) return window
    this.#fetch()
    return window
  }

  /** Waits for what is on its way and nobody will ask for. */
  async settle(): Promise<void> {
    await this.#next
  }

  #fetch(): void {
    const { value, done } = this.#stretches.next()
    const { tracks } = this.#session
    const take = taker(this.#memories[this.#turn])
    this.#turn = this.#turn === 0 ? 1 : 0
    this.#next = done ? null : readWindow(tracks, this.#media, value.from, value.to - value.from, take)
  }
}

/** Hands a memory out, piece after piece. */
function taker(memory: Uint8Array): TakeMemory {
  let top = 0
  return (bytes) => {
    const from = top
    if (from + bytes > memory.length) return undefined
    // A cache line of its own for each.
    top = (from + bytes + 63) & ~63
    return memory.subarray(from, from + bytes)
  }
}

function* stretches(session: Session, spans: readonly Stretch[], block: number): Generator<Stretch> {
  const frameBytes = session.tracks
    .map(({ clips }) => clips.reduce((most, { media }) => Math.max(most, clipBytes(session, media)), 0))
    .reduce((sum, bytes) => sum + bytes, 1)
  const framesIn = (bytes: number): number => Math.max(block, Math.floor(bytes / frameBytes / block) * block)
  let bytes = FIRST_WINDOW_BYTES
  for (const span of spans) {
    for (let from = span.from; from < span.to; ) {
      const to = Math.min(span.to, from + framesIn(bytes))
      yield { from, to }
      from = to
      bytes = WINDOW_BYTES
    }
  }
}

/** Bytes of one frame of a clip, of all its files. */
const clipBytes = ({ media }: Session, ids: readonly MediaId[]): number =>
  ids.reduce((sum, id) => sum + (media[id] ? bytesPerFrame(media[id].pcm) : 0), 0)
