import type { StreamId } from '../../domain/checks.ts'
import type { ChannelSums } from './channelScan.ts'
import type { CheckKernel } from './checkKernel.ts'
import type { CheckSetup, CheckStream, Hop } from './checkStream.ts'
import { HISTORY } from './checkStream.ts'
import type { HopSums } from './sampleChecks.ts'
import { Series } from './series.ts'

/** Columns of a stream: its own, and then those of each channel. */
const POWER = 0
const CROSS = 1
const OWN = 2
const MEAN = 0
const CHANNEL_POWER = 1
const PEAK = 2
const EDGES = 3
const PER_CHANNEL = 4

/** Of a hop that a stream is not under way in. */
const ABSENT = -1

/** How loud every channel is, hop by hop: what all checks that take longer than a moment are judged by, at the end. */
export class LevelTable {
  readonly sampleRate: number
  readonly streams: readonly CheckStream[]
  /** Where hops begin and end. A film has gaps where no deliverable holds it. */
  readonly from: number[] = []
  readonly to: number[] = []
  readonly #series: readonly Series[]
  readonly #kernel: CheckKernel

  constructor({ sampleRate, streams }: CheckSetup, kernel: CheckKernel) {
    this.#kernel = kernel
    this.sampleRate = sampleRate
    this.streams = streams
    this.#series = streams.map(({ speakers }) => new Series(OWN + PER_CHANNEL * speakers.length))
  }

  get hops(): number {
    return this.from.length
  }

  add({ from, frames, pcm }: Hop, sums: HopSums): void {
    this.from.push(from)
    this.to.push(from + frames)
    for (let n = 0; n < this.#series.length; n++) {
      const series = this.#series[n] as Series
      series.grow()
      const channels = sums[n]
      if (!channels) {
        series.put(POWER, ABSENT)
        continue
      }
      let power = 0
      for (let c = 0; c < channels.length; c++) {
        const own = channels[c] as ChannelSums
        const first = OWN + PER_CHANNEL * c
        series.put(first + MEAN, own.sum / frames)
        series.put(first + CHANNEL_POWER, own.power / frames)
        series.put(first + PEAK, own.peak)
        series.put(first + EDGES, own.edges / frames)
        power += own.power / frames
      }
      series.put(POWER, power)
      const [left, right] = pcm[n] ?? []
      if (left && right && power > 0)
        series.put(CROSS, this.#kernel.product(left, right, HISTORY, frames) / frames)
    }
  }

  /** The stream's number, or −1. */
  indexOf(id: StreamId): number {
    return this.streams.findIndex((stream) => stream.id === id)
  }

  isThere(stream: number, hop: number): boolean {
    return (this.#series[stream]?.at(hop, POWER) ?? ABSENT) >= 0
  }

  /** The stream of these that is under way in a hop, the first where several are; −1: none is. */
  thereOf(streams: readonly number[], hop: number): number {
    for (const stream of streams) if (this.isThere(stream, hop)) return stream
    return -1
  }

  /** Mean square of all channels together; 0 where the stream is not under way. */
  power(stream: number, hop: number): number {
    return Math.max(0, this.#series[stream]?.at(hop, POWER) ?? 0)
  }

  /** The same without what is no sound: its middle, where that is not at zero. */
  soundPower(stream: number, hop: number): number {
    const channels = this.streams[stream]?.speakers.length ?? 0
    let offset = 0
    for (let c = 0; c < channels; c++) offset += this.mean(stream, hop, c) ** 2
    return Math.max(0, this.power(stream, hop) - offset)
  }

  /** Mean product of left and right. */
  crossed(stream: number, hop: number): number {
    return this.#series[stream]?.at(hop, CROSS) ?? 0
  }

  mean = (stream: number, hop: number, channel: number): number => this.#of(stream, hop, channel, MEAN)
  channelPower = (stream: number, hop: number, channel: number): number =>
    this.#of(stream, hop, channel, CHANNEL_POWER)
  peak = (stream: number, hop: number, channel: number): number => this.#of(stream, hop, channel, PEAK)
  /** Mean size of third differences. */
  edges = (stream: number, hop: number, channel: number): number => this.#of(stream, hop, channel, EDGES)

  /** Stretches of hops that follow one another and are all so, as [first, first after]. */
  runs(isSo: (hop: number) => boolean): readonly (readonly [number, number])[] {
    const runs: [number, number][] = []
    for (let hop = 0; hop < this.hops; hop++) {
      if (!isSo(hop)) continue
      const last = runs.at(-1)
      if (last && last[1] === hop && this.to[hop - 1] === this.from[hop]) last[1] = hop + 1
      else runs.push([hop, hop + 1])
    }
    return runs
  }

  /** From the first hop that is so to the last, as [first, first after]; all hops where none is. */
  extent(isSo: (hop: number) => boolean): readonly [number, number] {
    const runs = this.runs(isSo)
    return [runs[0]?.[0] ?? 0, runs.at(-1)?.[1] ?? this.hops]
  }

  /** Samples of a run. */
  span([first, end]: readonly [number, number]): { readonly from: number; readonly to: number } {
    return { from: this.from[first] ?? 0, to: this.to[end - 1] ?? 0 }
  }

  seconds(run: readonly [number, number]): number {
    const { from, to } = this.span(run)
    return (to - from) / this.sampleRate
  }

  #of(stream: number, hop: number, channel: number, column: number): number {
    return this.#series[stream]?.at(hop, OWN + PER_CHANNEL * channel + column) ?? 0
  }
}
