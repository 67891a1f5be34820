import type { AppError } from '../domain/errors.ts'
import type { SampleBlock, SampleSource } from '../domain/ports.ts'
import type { MediaId } from '../domain/session.ts'
import type { Result } from '../lib/result.ts'

/** A third of a second. */
const BLOCK_LENGTH = 16_384
/** What a screen of sixty stereo lanes takes at most, and half as much again. */
const MOST_BYTES = 48 * 2 ** 20
/** How long blocks that come wait for others, so that not each of them has everything drawn again. */
const TELL_MS = 24
/** Reads under way at once: what is scrolled past before its turn is not read at all. */
const AT_ONCE = 4

/** A file as it is at hand now. Another `file`, another content. */
export type OpenSamples = {
  readonly file: object
  readonly length: number
  readonly channels: number
  read(from: number, length: number): Promise<Result<SampleBlock, AppError>>
}

type Entry = {
  readonly media: MediaId
  readonly from: number
  readonly open: OpenSamples
  readonly bytes: number
  state: 'wanted' | 'reading' | 'failed' | SampleBlock
  /** The version that it was asked for in last. */
  used: number
}

/**
 * Blocks of samples for pictures, in bounded memory. Whenever blocks have come, all that shows is drawn again and asks for
 * its blocks again: what was not asked for in the last two rounds gives way. Where there is no room and nothing comes, a
 * round is begun for that, so that what is not shown any more is found. When everything is in use, more is not read.
 */
export class SampleCache implements SampleSource {
  readonly blockLength = BLOCK_LENGTH
  readonly #open: (media: MediaId) => OpenSamples | undefined
  readonly #mostBytes: number
  readonly #entries = new Map<string, Entry>()
  readonly #listeners = new Set<() => void>()
  #bytes = 0
  #reading = 0
  #version = 0
  #telling = false
  /** Draws since the last round began, of which the first is by everything that shows. */
  #draws = 0
  #drawing = false
  #looking = false

  constructor(open: (media: MediaId) => OpenSamples | undefined, mostBytes = MOST_BYTES) {
    this.#open = open
    this.#mostBytes = mostBytes
  }

  version = (): number => this.#version

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  block(media: MediaId, block: number): SampleBlock | undefined {
    const key = `${block} ${media}`
    const open = this.#open(media)
    const from = block * BLOCK_LENGTH
    if (!open || from < 0 || from >= open.length) return undefined
    this.#noteDraw()
    const known = this.#entries.get(key)
    if (known && known.open.file === open.file) {
      known.used = this.#version
      return typeof known.state === 'object' ? known.state : undefined
    }
    if (known) this.#remove(key, known)
    const bytes = Math.min(BLOCK_LENGTH, open.length - from) * open.channels * 4
    if (!this.#makeRoom(bytes)) {
      this.#lookForRoomSoon()
      return undefined
    }
    this.#entries.set(key, { media, from, open, bytes, state: 'wanted', used: this.#version })
    this.#bytes += bytes
    // Not while a picture is drawn.
    queueMicrotask(() => this.#readNext())
    return undefined
  }

  #isSpent({ used }: Entry): boolean {
    return used < this.#version - 1
  }

  #remove(key: string, entry: Entry): void {
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
  }

  #makeRoom(bytes: number): boolean {
    for (const [key, entry] of this.#entries) {
      if (this.#bytes + bytes <= this.#mostBytes) break
      if (this.#isSpent(entry) && entry.state !== 'reading') this.#remove(key, entry)
    }
    return this.#bytes + bytes <= this.#mostBytes
  }

  /** What is asked for at one go is one draw. */
  #noteDraw(): void {
    if (this.#drawing) return
    this.#drawing = true
    this.#draws += 1
    queueMicrotask(() => {
      this.#drawing = false
    })
  }

  /**
   * Begins a round, unless blocks that come will do so: when something else has been drawn since the last one began, or
   * that one found blocks that nothing shows. When it found none, another would not either.
   */
  #lookForRoomSoon(): void {
    if (this.#looking) return
    this.#looking = true
    setTimeout(() => {
      this.#looking = false
      if (this.#telling || this.#reading > 0) return
      const isUnused = ({ used }: Entry): boolean => used < this.#version
      if (this.#draws > 1 || [...this.#entries.values()].some(isUnused)) this.#tell()
    }, TELL_MS)
  }

  #readNext(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#reading >= AT_ONCE) return
      if (entry.state !== 'wanted') continue
      if (this.#isSpent(entry)) this.#remove(key, entry)
      else void this.#read(entry)
    }
  }

  async #read(entry: Entry): Promise<void> {
    entry.state = 'reading'
    this.#reading += 1
    const read = await entry.open.read(entry.from, Math.min(BLOCK_LENGTH, entry.open.length - entry.from))
    this.#reading -= 1
    // What cannot be read is told by whoever has to have it; a picture does without, and does not ask again.
    entry.state = read.ok ? read.value : 'failed'
    this.#tellSoon()
    this.#readNext()
  }

  #tellSoon(): void {
    if (this.#telling) return
    this.#telling = true
    setTimeout(() => {
      this.#telling = false
      this.#tell()
    }, TELL_MS)
  }

  #tell(): void {
    this.#version += 1
    this.#draws = 0
    for (const listener of this.#listeners) listener()
  }
}
