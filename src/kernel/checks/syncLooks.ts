import { thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckId, Finding } from '../../domain/checks.ts'
import type { CheckKernel } from './checkKernel.ts'
import { type Analyser, type CheckSetup, HISTORY, type Hop } from './checkStream.ts'
import { Fft } from './fft.ts'
import { figure, finding } from './findings.ts'
import { type Look, lineThrough } from './syncLine.ts'

/** Samples that are looked at together: a third of a second, and offsets of up to half of it. */
const LOOK_SECONDS = 0.3413
/** Looks are spread over the programme, but no closer and no further apart than this. */
const APART_SECONDS = { least: 1.5, most: 6 } as const
const LOOKS = 60
/** Fainter looks have nothing to compare: mean square, −65 dBFS. */
const HEARD = 10 ** -6.5
/** The correlation is that of phases alone; what is over this, in Hz, counts less and less. */
const CORNER = 2500
/** How far a peak has to stand out, in deviations of the correlation. */
const STANDS_OUT = 8
/** Looks that agree: fewer are chance. */
const ENOUGH = 3
/** Samples that a look may be off the line. */
const ON_LINE = 3

/** One sound against another: how much later it is, at places spread over the programme. */
export class SyncLooks implements Analyser {
  readonly checks: readonly CheckId[] = ['offset', 'drift']
  readonly #setup: CheckSetup
  readonly #reference: number
  readonly #other: number
  readonly #fft: Fft
  readonly #re: Float64Array
  readonly #im: Float64Array
  readonly #window: Float64Array
  readonly #looks: Look[] = []
  readonly #apart: number
  #filled = 0
  #from = 0
  #next = Number.NEGATIVE_INFINITY

  /** Numbers of streams. `other` is the one that is late or early. */
  constructor(setup: CheckSetup, kernel: CheckKernel, reference: number, other: number) {
    this.#setup = setup
    this.#reference = reference
    this.#other = other
    this.#fft = new Fft(kernel, 2 ** Math.round(Math.log2(setup.sampleRate * LOOK_SECONDS)))
    this.#re = kernel.doubles(this.#fft.size)
    this.#im = kernel.doubles(this.#fft.size)
    const { size } = this.#fft
    this.#window = Float64Array.from(
      { length: size },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / size),
    )
    const { sampleRate, length } = setup
    const wanted = length / LOOKS
    this.#apart =
      Math.round(
        Math.min(APART_SECONDS.most * sampleRate, Math.max(APART_SECONDS.least * sampleRate, wanted)),
      ) - this.#fft.size
  }

  observe({ from, frames, continues, pcm }: Hop): void {
    const reference = pcm[this.#reference]
    const other = pcm[this.#other]
    if (!reference || !other || !continues) this.#filled = 0
    if (!reference || !other || from < this.#next) return
    if (this.#filled === 0) this.#from = from
    const { size } = this.#fft
    const count = Math.min(frames, size - this.#filled)
    sumOf(reference, count, this.#re, this.#filled)
    sumOf(other, count, this.#im, this.#filled)
    this.#filled += count
    if (this.#filled < size) return
    this.#filled = 0
    // Where there is nothing to hear, the next look comes at once.
    this.#next = from + frames + (this.#look() ? this.#apart : 0)
  }

  /** Whether there was something to compare. */
  #look(): boolean {
    const { size } = this.#fft
    const re = this.#re
    const im = this.#im
    let a = 0
    let b = 0
    for (let n = 0; n < size; n++) {
      const weight = this.#window[n] as number
      a += (re[n] as number) ** 2
      b += (im[n] as number) ** 2
      re[n] = (re[n] as number) * weight
      im[n] = (im[n] as number) * weight
    }
    if (Math.min(a, b) < HEARD * size) return false
    this.#fft.forward(re, im)
    let energy = 0
    for (let k = 1; k < size / 2; k++) {
      const m = size - k
      const ar = ((re[k] as number) + (re[m] as number)) / 2
      const ai = ((im[k] as number) - (im[m] as number)) / 2
      const br = ((im[k] as number) + (im[m] as number)) / 2
      const bi = ((re[m] as number) - (re[k] as number)) / 2
      const x = br * ar + bi * ai
      const y = bi * ar - br * ai
      const hz = (k * this.#setup.sampleRate) / size
      const weight = hz < 80 ? 0 : 1 / (1 + (hz / CORNER) ** 2)
      const scale = weight / (Math.sqrt(x * x + y * y) + 1e-30)
      energy += weight * weight
      re[k] = x * scale
      im[k] = y * scale
      re[m] = x * scale
      im[m] = -y * scale
    }
    re[0] = 0
    im[0] = 0
    re[size / 2] = 0
    im[size / 2] = 0
    this.#fft.inverse(re, im)
    let peak = 0
    for (let n = 0; n < size; n++) if (Math.abs(re[n] as number) > Math.abs(re[peak] as number)) peak = n
    const height = Math.abs(re[peak] as number) / Math.sqrt(2 * energy)
    if (height >= STANDS_OUT)
      this.#looks.push({ at: this.#from + size / 2, lag: peak < size / 2 ? peak : peak - size })
    return true
  }

  finish(): readonly Finding[] {
    const line = lineThrough(this.#looks, ON_LINE)
    if (!line || line.looks < ENOUGH || line.looks < this.#looks.length / 3) return []
    const { sampleRate, settings, streams } = this.#setup
    const reference = streams[this.#reference]
    const other = streams[this.#other]
    const first = this.#looks[0]?.at ?? 0
    const last = this.#looks.at(-1)?.at ?? 0
    if (!reference || !other) return []
    const ids = [other.id, reference.id]
    const ppm = line.slope * 1e6
    // Over the time that was looked at, it has to come to more than a look can be off.
    const moves = Math.abs(line.slope) * (last - first) > 2 * ON_LINE
    if (moves && Math.abs(ppm) > (thresholdOf(settings, 'drift') ?? 0)) {
      const text = `${other.name} runs ${figure(Math.abs(ppm), 0)} ppm ${ppm > 0 ? 'slower' : 'faster'} than ${reference.name}.`
      return [finding('drift', first, last, ids, ppm, text)]
    }
    const lag = Math.round(line.lag)
    if (Math.abs(lag) <= (thresholdOf(settings, 'offset') ?? 0)) return []
    const ms = figure((Math.abs(lag) / sampleRate) * 1000, 2)
    const text = `${other.name} is ${Math.abs(lag)} samples (${ms} ms) ${lag > 0 ? 'later' : 'earlier'} than ${reference.name}.`
    return [finding('offset', first, last, ids, lag, text)]
  }
}

/** All channels of a hop as one. */
function sumOf(channels: readonly Float64Array[], count: number, into: Float64Array, offset: number): void {
  for (const [c, channel] of channels.entries()) {
    if (c === 0) into.set(channel.subarray(HISTORY, HISTORY + count), offset)
    else
      for (let n = 0; n < count; n++)
        into[offset + n] = (into[offset + n] as number) + (channel[HISTORY + n] as number)
  }
}
