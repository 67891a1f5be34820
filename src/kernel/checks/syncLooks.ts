import type { CheckId, Finding } from '../../domain/checks.ts'
import type { Analyser, CheckSetup, Hop } from './checkStream.ts'
import { type Parts, partIn, soundOfParts } from './parts.ts'
import { type PhaseLook, sumOfHop } from './phaseLook.ts'
import { lineFindings } from './syncFindings.ts'
import { type HeldLine, heldLine, type Look } from './syncLine.ts'

/** Looks are spread over what there is of both, but no closer and no further apart than this. */
const APART_SECONDS = { least: 1.5, most: 6 } as const
const LOOKS = 60

/** One sound against another: how much later it is, at places spread over the programme. */
export class SyncLooks implements Analyser {
  readonly #setup: CheckSetup
  readonly #reference: Parts
  readonly #other: Parts
  readonly #look: PhaseLook
  readonly #looks: Look[] = []
  readonly #apart: number
  #met: boolean | null = null
  #filled = 0
  #from = 0
  #next = Number.NEGATIVE_INFINITY

  /** Numbers of streams. `other` is the one that is late or early. */
  constructor(setup: CheckSetup, look: PhaseLook, reference: Parts, other: Parts) {
    this.#setup = setup
    this.#look = look
    this.#reference = reference
    this.#other = other
    const { sampleRate, length, streams } = setup
    const wanted = Math.min(length, soundOfParts(streams, reference)?.length ?? length) / LOOKS
    this.#apart =
      Math.round(
        Math.min(APART_SECONDS.most * sampleRate, Math.max(APART_SECONDS.least * sampleRate, wanted)),
      ) - look.size
  }

  /** None where the two are of parts of the film that have nothing in common. */
  get checks(): readonly CheckId[] {
    return this.#met === false ? [] : ['offset', 'drift']
  }

  observe({ from, frames, continues, pcm }: Hop): void {
    const reference = partIn(this.#reference, pcm)
    const other = partIn(this.#other, pcm)
    this.#met ||= Boolean(reference && other)
    if (!reference || !other || !continues) this.#filled = 0
    if (!reference || !other || from < this.#next) return
    if (this.#filled === 0) this.#from = from
    const { size } = this.#look
    const count = Math.min(frames, size - this.#filled)
    sumOfHop(reference, count, this.#look.reference, this.#filled)
    sumOfHop(other, count, this.#look.other, this.#filled)
    this.#filled += count
    if (this.#filled < size) return
    this.#filled = 0
    const lag = this.#look.lag()
    if (typeof lag === 'number') this.#looks.push({ at: this.#from + size / 2, lag })
    // Where there is nothing to hear, the next look comes at once.
    this.#next = from + frames + (lag === 'faint' ? 0 : this.#apart)
  }

  /** The line of the looks so far; `null` where too few agree. */
  line(): HeldLine | null {
    return heldLine(this.#looks)
  }

  finish(): readonly Finding[] {
    const line = this.line()
    const reference = soundOfParts(this.#setup.streams, this.#reference)
    const other = soundOfParts(this.#setup.streams, this.#other)
    return line && reference && other ? lineFindings(line, other, reference, this.#setup) : []
  }
}
