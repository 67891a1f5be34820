import { thresholdOf } from '../../domain/checkSettings.ts'
import type { CheckId, Finding } from '../../domain/checks.ts'
import type { ChannelSums, PartFigures } from './channelScan.ts'
import { scanChannel } from './channelScan.ts'
import type { CheckKernel } from './checkKernel.ts'
import {
  type Analyser,
  type CheckSetup,
  type CheckStream,
  type Hop,
  nameIn,
  partLength,
} from './checkStream.ts'
import { ClickDetector } from './clickDetector.ts'
import { ClippingDetector } from './clippingDetector.ts'
import { DropoutDetector } from './dropoutDetector.ts'
import { figure, finding, type Spot, together } from './findings.ts'
import { TruePeakDetector } from './truePeakDetector.ts'

type Channel = {
  readonly clicks: ClickDetector
  readonly dropouts: DropoutDetector
  readonly clipping: ClippingDetector
  /** Of deliverables only, a stem may be louder than what it is summed into; and of those that are written as they are. */
  readonly peaks: TruePeakDetector | null
  /** Whether the next part follows the last one. */
  continues: boolean
}

/** Sums of every channel of every stream over a hop; `null` for a stream that is not under way. */
export type HopSums = readonly (readonly ChannelSums[] | null)[]

/** Clicks, dropouts, clipping and true peaks: everything that single samples tell, in one look at each. */
export class SampleChecks implements Analyser {
  readonly checks: readonly CheckId[]
  readonly #setup: CheckSetup
  readonly #kernel: CheckKernel
  readonly #part: number
  readonly #channels: readonly (readonly Channel[])[]
  /** Of the last hop that was observed, for those who need sums and no samples. */
  sums: HopSums = []

  constructor(setup: CheckSetup, kernel: CheckKernel) {
    this.#setup = setup
    this.#kernel = kernel
    this.#part = partLength(setup.sampleRate)
    const of = (id: CheckId): number => thresholdOf(setup.settings, id) ?? 0
    const ceiling = 10 ** (of('truePeak') / 20)
    this.#channels = setup.streams.map(({ id, speakers, converted }) =>
      speakers.map(() => ({
        clicks: new ClickDetector(of('click')),
        dropouts: new DropoutDetector(of('dropout'), setup.sampleRate),
        clipping: new ClippingDetector(of('clipping'), setup.gain ?? 1),
        peaks: id.startsWith('deliverable:') && !converted ? new TruePeakDetector(ceiling) : null,
        continues: false,
      })),
    )
    const looked = this.#channels.filter((_, n) => setup.streams[n]?.id !== 'guide').flat()
    this.checks = [
      ...(looked.length > 0 ? (['clipping', 'click', 'dropout'] as const) : []),
      ...(looked.some(({ peaks }) => peaks) ? (['truePeak'] as const) : []),
    ]
  }

  observe({ from, frames, continues, pcm }: Hop): void {
    this.sums = this.#channels.map((channels, stream) => {
      const samples = pcm[stream]
      if (!samples) {
        for (const channel of channels) channel.continues = false
        return null
      }
      return channels.map((channel, c) => {
        const own = samples[c]
        if (!own) throw new RangeError(`stream ${stream} has no channel ${c}`)
        channel.continues &&= continues
        return scanChannel(this.#kernel, own, frames, from, this.#part, (figures, buffer) =>
          see(channel, figures, buffer),
        )
      })
    })
  }

  finish(): readonly Finding[] {
    // A guide is what others are held against, and nobody delivers it.
    return this.#setup.streams.flatMap((stream, n) =>
      stream.id === 'guide' ? [] : this.#findings(stream, this.#channels[n] ?? []),
    )
  }

  #findings(stream: CheckStream, channels: readonly Channel[]): readonly Finding[] {
    const { id } = stream
    const name = (spot: Spot): string => nameIn(stream, spot)
    for (const { clipping, peaks } of channels) {
      clipping.finish()
      peaks?.finish()
    }
    const second = this.#setup.sampleRate
    const gather = (of: (channel: Channel) => readonly Spot[], gap: number) =>
      together(channels.flatMap(of), gap * second, (value) => value)
    return [
      ...gather(({ clipping }) => clipping.spots, 1).map((spot) => {
        const text = `${name(spot)}: ${spot.count} flat tops, the longest of ${spot.value} samples.`
        return finding('clipping', spot.from, spot.to, [id], spot.value, text)
      }),
      ...gather(({ peaks }) => peaks?.spots ?? [], 1).map((spot) => {
        const text = `${name(spot)}: true peak ${figure(spot.value)} dBTP.`
        return finding('truePeak', spot.from, spot.to, [id], spot.value, text)
      }),
      ...gather(({ clicks }) => clicks.spots, 0.25).map((spot) => {
        const text = `${name(spot)}: ${spot.count === 1 ? 'a click' : `${spot.count} clicks`}.`
        return finding('click', spot.from, spot.to, [id], spot.value, text)
      }),
      ...gather(({ dropouts }) => dropouts.spots, 0.25).map((spot) => {
        const text = `${name(spot)}: the sound breaks off for ${spot.value} samples.`
        return finding('dropout', spot.from, spot.to, [id], spot.value, text)
      }),
    ]
  }
}

function see(channel: Channel, figures: PartFigures, samples: Float64Array): void {
  const { clicks, dropouts, clipping, peaks, continues } = channel
  clicks.part(figures, continues)
  dropouts.part(figures, samples, continues)
  clipping.part(figures, samples, continues)
  peaks?.part(figures, samples, continues)
  channel.continues = true
}
