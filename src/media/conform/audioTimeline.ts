/** Samples that labels may be off by, as parts of a second: Matroska counts milliseconds, and codecs have delays. */
const TOLERANCE = 1 / 25
/** Seconds of silence that holes may take in all: more is a lie about time. */
const SILENCE_LIMIT = 3600
/** What a codec may leave over at the end of a file, in samples: four frames of MP3. */
const TAIL_LIMIT = 4608
/** Frames of silence in one block. */
const SILENCE = 16_384

/** What a file says of where its audio begins and ends. */
export type AudioBounds = {
  /** Samples to be added to every label: a delay that labels do not know of makes it negative. */
  readonly shift: number
  /** Whether the first label says to the sample when the sound begins: what is before it is silence then, however short. */
  readonly exactStart: boolean
  /** In samples from time 0; absent where it is not known to the sample. */
  readonly end?: number
  /** Whether all that is after the end is left out, as an edit list means it; else no more than a codec leaves over. */
  readonly cut?: boolean
}

/**
 * Lays decoded blocks end to end by the times they are labelled with: what is before 0 is the encoder's and is left out;
 * a hole is filled with silence; what is beyond the end is left out when it is no more than a codec's last frames, or cut off.
 * Everything that is odd about it is said in `warnings`.
 */
export class AudioTimeline {
  readonly warnings: string[] = []
  readonly #channels: number
  readonly #rate: number
  readonly #bounds: AudioBounds
  /** Samples given out. */
  #position = 0
  /** What is added to labels: it grows when they are caught running back. */
  #shift: number
  /** Of silence before the first. */
  #lead = 0
  #holes = 0
  #silence = 0
  #overlaps = 0
  #held: Float32Array[] = []
  #heldFrames = 0
  #beyond = false

  constructor(channels: number, sampleRate: number, bounds: AudioBounds) {
    this.#channels = channels
    this.#rate = sampleRate
    this.#bounds = bounds
    this.#shift = bounds.shift
  }

  /** Whether all is given out that is wanted, and what follows is not. */
  get isOver(): boolean {
    return this.#bounds.cut === true && this.#position >= (this.#bounds.end ?? Number.POSITIVE_INFINITY)
  }

  /** A block labelled `at`, in samples. Throws RangeError for more silence than a file can be believed to mean. */
  *push(at: number, samples: Float32Array): Generator<Float32Array> {
    let block = samples
    let start = at + this.#shift
    if (start < 0) {
      const cut = Math.min(-start, block.length / this.#channels)
      block = block.subarray(cut * this.#channels)
      start += cut
    }
    if (block.length === 0) return
    const late = start - this.#position
    const tolerated = this.#bounds.exactStart && this.#position === 0 ? 0 : this.#rate * TOLERANCE
    if (late > tolerated) yield* this.#fill(late)
    else if (late < -this.#rate * TOLERANCE) {
      this.#overlaps += 1
      this.#shift -= late
    }
    yield* this.#give(block)
  }

  /** What was held back, when it is no tail but audio; and the warnings are complete. */
  *finish(): Generator<Float32Array> {
    if (this.#heldFrames > TAIL_LIMIT) yield* this.#release()
    const seconds = (samples: number): string => `${(samples / this.#rate).toFixed(3)} s`
    if (this.#lead > 0) {
      this.warnings.push(
        `By its time stamps it begins late: ${seconds(this.#lead)} of silence stand before it.`,
      )
    }
    if (this.#holes > 0) {
      const holes = this.#holes === 1 ? 'a hole' : `${this.#holes} holes`
      const silence = seconds(this.#silence - this.#lead)
      this.warnings.push(`Its time stamps leave ${holes}: ${silence} of silence stand there.`)
    }
    const missing = (this.#bounds.end ?? 0) - this.#position
    if (missing > this.#rate * TOLERANCE) {
      this.warnings.push(
        `It ends ${seconds(missing)} before the end that it states: it is damaged, or was not copied whole.`,
      )
    }
    if (this.#overlaps > 0) this.warnings.push('Its time stamps run back: its parts are put end to end.')
    if (this.#beyond) this.warnings.push('It goes on after the end that it states: it is read whole.')
  }

  *#fill(frames: number): Generator<Float32Array> {
    if (this.#position === 0) this.#lead = frames
    else this.#holes += 1
    this.#silence += frames
    if (this.#silence > this.#rate * SILENCE_LIMIT) throw new RangeError('holes of more than an hour')
    const silence = new Float32Array(Math.min(frames, SILENCE) * this.#channels)
    for (let left = frames; left > 0; left -= SILENCE) {
      yield* this.#give(silence.subarray(0, Math.min(left, SILENCE) * this.#channels))
    }
  }

  *#give(block: Float32Array): Generator<Float32Array> {
    const frames = block.length / this.#channels
    const before = Math.max(
      0,
      Math.min(frames, (this.#bounds.end ?? Number.POSITIVE_INFINITY) - this.#position),
    )
    this.#position += frames
    if (this.#beyond) {
      yield block
      return
    }
    if (before > 0) yield block.subarray(0, before * this.#channels)
    if (before === frames || this.#bounds.cut) return
    // Copied: a block is the caller's again after this.
    this.#held.push(block.slice(before * this.#channels))
    this.#heldFrames += frames - before
    if (this.#heldFrames > TAIL_LIMIT) yield* this.#release()
  }

  *#release(): Generator<Float32Array> {
    this.#beyond = true
    const held = this.#held
    this.#held = []
    this.#heldFrames = 0
    yield* held
  }
}
