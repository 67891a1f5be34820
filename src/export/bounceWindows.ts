import type { AppError } from '../domain/errors.ts'
import { bytesPerFrame } from '../domain/media.ts'
import type { Stretch } from '../domain/pops.ts'
import type { MediaId, Session } from '../domain/session.ts'
import type { Result } from '../lib/result.ts'
import { type OpenMedia, type PcmWindow, readWindow } from '../media/playlist.ts'

/**
 * Bytes read ahead for all tracks together; two windows are held, one mixing and one on its way. A browser pays for each
 * read of a file with a trip to another process, so reads are few and large.
 */
const WINDOW_BYTES = 24 << 20
/** The first window is small, so that mixing, progress and cancelling begin at once. */
const FIRST_WINDOW_BYTES = 2 << 20

/** Reads the media of a pass ahead of the mix, span after span, each sample once. */
export class BounceWindows {
  readonly #session: Session
  readonly #media: ReadonlyMap<MediaId, OpenMedia>
  readonly #stretches: Iterator<Stretch>
  #next: Promise<Result<PcmWindow, AppError>> | null = null
  #spent: PcmWindow | undefined

  /** `block`: windows but the last of a span are whole blocks of so many samples. */
  constructor(
    session: Session,
    media: ReadonlyMap<MediaId, OpenMedia>,
    spans: readonly Stretch[],
    block: number,
  ) {
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
    this.#spent = window.value
    return window
  }

  /** Waits for what is on its way and nobody will ask for. */
  async settle(): Promise<void> {
    await this.#next
  }

  #fetch(): void {
    const { value, done } = this.#stretches.next()
    const { tracks } = this.#session
    this.#next = done ? null : readWindow(tracks, this.#media, value.from, value.to - value.from, this.#spent)
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
