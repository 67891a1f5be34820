import { thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckId, Finding } from '../../domain/checks.ts'
import { SPOKEN } from '../../domain/stems.ts'
import { BleedSegments, LAGS } from './bleedSegments.ts'
import type { CheckKernel } from './checkKernel.ts'
import { type Analyser, type CheckSetup, HISTORY, type Hop, nameIn } from './checkStream.ts'
import { SPEAKING } from './dialogueActivity.ts'
import { Fft } from './fft.ts'
import { figure, finding, together } from './findings.ts'
import { streamsThat } from './meStreams.ts'

/** Mean square of what is taken for sound: −70 dBFS in the speech, −100 in the M&E. */
const SPEAKS = 1e-7
const SOUNDS = 1e-10
/** Speech, in Hz. */
const BAND = { from: 150, to: 8000 } as const
/** Bins to each side that the noise of a bin is the mean of. */
const SMOOTH = 8
/** Seconds of dialogue that are judged together at least. */
const SEGMENT_SECONDS = 2
/** Ranges with bleed closer than this are one. */
const TOGETHER_SECONDS = 15

/**
 * Dialogue and narration in an M&E. Frames in which somebody speaks are correlated with the M&E, each bin weighted with how little else
 * there is in it (the generalised cross-correlation of Knapp and Carter, 1976, for a known signal in noise); what sounds at the
 * same time by chance has no delay at which it adds up. `BleedSegments` judges the sums.
 */
export class Bleed implements Analyser {
  readonly checks: readonly CheckId[]
  readonly #setup: CheckSetup
  readonly #kernel: CheckKernel
  /** The streams of those who speak. */
  readonly #speech: readonly number[]
  readonly #me: number
  readonly #fft: Fft
  readonly #window: Float64Array
  readonly #re: Float64Array
  readonly #im: Float64Array
  readonly #crossRe: Float64Array
  readonly #crossIm: Float64Array
  readonly #segments: BleedSegments
  readonly #frame: { speech: Float64Array; me: Float64Array }
  #filled = 0
  #from = 0
  #variance = 0
  #frames = 0
  #segmentFrom = 0
  #segmentTo = 0

  /** `me`: the number of the M&E that is looked at. */
  constructor(setup: CheckSetup, kernel: CheckKernel, me: number) {
    this.#setup = setup
    this.#kernel = kernel
    this.#speech = streamsThat(setup.streams, ({ id }) => SPEAKING.includes(id))
    this.#me = me
    this.checks = this.#speech.length > 0 ? ['bleed'] : []
    const size = 2 ** Math.round(Math.log2(setup.sampleRate * 0.0427))
    this.#fft = new Fft(kernel, size)
    this.#window = Float64Array.from({ length: size }, (_, n) => Math.sin((Math.PI * (n + 0.5)) / size))
    const buffer = () => kernel.doubles(size)
    this.#re = buffer()
    this.#im = buffer()
    this.#crossRe = buffer()
    this.#crossIm = buffer()
    this.#frame = { speech: buffer(), me: buffer() }
    this.#segments = new BleedSegments()
  }

  observe({ from, frames, continues, pcm }: Hop): void {
    const me = pcm[this.#me]
    const isThere = this.#speech.length > 0 && this.#speech.every((n) => pcm[n])
    if (!isThere || !me || !continues) this.#filled = 0
    if (!isThere || !me) return
    const { size } = this.#fft
    for (let at = 0; at < frames; ) {
      if (this.#filled === 0) this.#from = from + at
      const count = Math.min(frames - at, size - this.#filled)
      this.#fold(this.#speech, pcm, at, count, this.#frame.speech)
      this.#fold([this.#me], pcm, at, count, this.#frame.me)
      this.#filled += count
      at += count
      if (this.#filled === size) {
        this.#filled = 0
        this.#correlate()
      }
    }
  }

  /** All channels of streams but the LFE, as one, behind what is there of a frame. */
  #fold(streams: readonly number[], pcm: Hop['pcm'], at: number, count: number, into: Float64Array): void {
    const offset = this.#filled
    let isFirst = true
    for (const n of streams) {
      const speakers = this.#setup.streams[n]?.speakers
      for (const [c, channel] of (pcm[n] ?? []).entries()) {
        if (speakers?.[c] === 'LFE') continue
        if (isFirst) into.set(channel.subarray(HISTORY + at, HISTORY + at + count), offset)
        else
          for (let k = 0; k < count; k++)
            into[offset + k] = (into[offset + k] as number) + (channel[HISTORY + at + k] as number)
        isFirst = false
      }
    }
  }

  #correlate(): void {
    const { speech, me } = this.#frame
    const { size } = this.#fft
    const power = (samples: Float64Array): number => this.#kernel.product(samples, samples, 0, size) / size
    if (power(speech) < SPEAKS || power(me) < SOUNDS) return
    const re = this.#re
    const im = this.#im
    for (let n = 0; n < size; n++) {
      const w = this.#window[n] as number
      re[n] = (speech[n] as number) * w
      im[n] = (me[n] as number) * w
    }
    this.#fft.forward(re, im)
    const bin = (hz: number): number => Math.round((hz * size) / this.#setup.sampleRate)
    const first = Math.max(bin(BAND.from), SMOOTH + 1)
    const end = bin(BAND.to)
    // Both are real, so one transform has both: the even part is the speech's, the odd the other's.
    const range = { first, end, smooth: SMOOTH, floor: 1e-14 * size }
    this.#variance += this.#kernel.correlate([re, im], [this.#crossRe, this.#crossIm], range)
    if (this.#frames === 0) this.#segmentFrom = this.#from
    this.#segmentTo = this.#from + size
    this.#frames += 1
    const seconds = (this.#frames * size) / this.#setup.sampleRate
    const isFar = this.#segmentTo - this.#segmentFrom > 10 * this.#setup.sampleRate
    if (seconds >= SEGMENT_SECONDS || (isFar && seconds >= SEGMENT_SECONDS / 4)) this.#close()
  }

  #close(): void {
    if (this.#frames === 0) return
    const { size } = this.#fft
    this.#fft.inverse(this.#crossRe, this.#crossIm)
    const lags = Float32Array.from(
      { length: 2 * LAGS + 1 },
      (_, n) => this.#crossRe[(n - LAGS + size) % size] ?? 0,
    )
    this.#segments.add({ from: this.#segmentFrom, to: this.#segmentTo, lags, variance: this.#variance })
    this.#crossRe.fill(0)
    this.#crossIm.fill(0)
    this.#variance = 0
    this.#frames = 0
  }

  finish(): readonly Finding[] {
    this.#close()
    const least = thresholdOf(this.#setup.settings, 'bleed') ?? 0
    const spots = this.#segments.withBleed().filter(({ value }) => value >= least)
    const gap = TOGETHER_SECONDS * this.#setup.sampleRate
    const me = this.#setup.streams[this.#me]
    if (!me) throw new RangeError(`no stream ${this.#me}`)
    const stems = this.#speech.flatMap((n) => this.#setup.streams[n]?.id ?? [])
    const name = SPOKEN.find((stem) => stems.join() === `stem:${stem}`)
    const what = name ? `the ${name}` : SPOKEN.join(' or ')
    const under = name ? `the ${name} stem` : 'their stems'
    return together(spots, gap, (level) => level).map(({ from, to, value: level }) => {
      const text = `The ${nameIn(me, { from, to })} has ${what} in it, ${figure(-level, 0)} dB under ${under}.`
      return finding('bleed', from, to, [me.id, ...stems], level, text)
    })
  }
}
