import { MixRenderer } from '../../kernel/mixRenderer.ts'
import {
  CONTROL_READ,
  CONTROL_UNDERRUNS,
  CONTROL_WRITTEN,
  type FromProcessor,
  OUTPUTS,
  PUBLISH_QUANTA,
  QUANTUM,
  RING_FRAMES,
  RING_QUANTA,
  type ToProcessor,
} from './protocol.ts'
import { Publisher } from './publisher.ts'

/** One plan at work: its renderer, the rings it reads, and which bus goes to which output of the node. */
class Mix {
  readonly renderer: MixRenderer
  readonly control: Int32Array
  readonly publisher: Publisher
  readonly #rings: readonly (readonly Float64Array[])[]
  readonly #outputs: readonly (readonly Float64Array[] | null)[]

  constructor({ mix, module, levels }: ToProcessor & { type: 'plan' }) {
    const { plan } = mix
    this.renderer = new MixRenderer(module, plan)
    this.renderer.setLevels(levels, false)
    this.control = new Int32Array(mix.control)
    this.publisher = new Publisher(this.renderer, mix.telemetry)
    let ring = 0
    this.#rings = plan.inputs.map(({ channels }) =>
      Array.from(
        { length: channels },
        () => new Float64Array(mix.pcm, 8 * RING_FRAMES * ring++, RING_FRAMES),
      ),
    )
    this.#outputs = OUTPUTS.map((output) => {
      if (output.kind === 'solo') return this.renderer.solo
      const index = plan.buses.findIndex(({ id }) => id === `${output.kind}:${output.id}`)
      return index < 0 ? null : this.renderer.bus(index)
    })
  }

  resetMeters(): void {
    for (const meter of this.renderer.meters) meter?.reset()
    this.publisher.reset()
  }

  /** Renders the quantum at a ring position into the node's outputs. */
  render(quantum: number, outputs: Float32Array[][]): void {
    const offset = (quantum % RING_QUANTA) * QUANTUM
    for (let track = 0; track < this.#rings.length; track++) {
      const rings = this.#rings[track]
      const channels = this.renderer.input(track)
      if (!rings) continue
      for (let c = 0; c < rings.length; c++) {
        const ring = rings[c]
        const channel = channels[c]
        if (!ring || !channel) continue
        for (let n = 0; n < QUANTUM; n++) channel[n] = ring[offset + n] ?? 0
      }
    }
    this.renderer.run(QUANTUM)
    for (let o = 0; o < this.#outputs.length; o++) {
      const bus = this.#outputs[o]
      const output = outputs[o]
      if (!bus || !output) continue
      for (let c = 0; c < output.length; c++) {
        const from = bus[c]
        const to = output[c]
        if (!from || !to) continue
        for (let n = 0; n < QUANTUM; n++) to[n] = from[n] ?? 0
      }
    }
  }
}

/** Runs the mix kernel in the audio thread. Allocates only when a plan comes. */
class MixProcessor extends AudioWorkletProcessor {
  #mix: Mix | null = null
  #playing = false
  #gateOpens = false
  #starved = false
  #quanta = 0
  #lastQuantum: number | null = null
  #sincePublish = 0

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<ToProcessor>) => this.#receive(data)
  }

  #send(message: FromProcessor): void {
    this.port.postMessage(message)
  }

  #receive(message: ToProcessor): void {
    switch (message.type) {
      case 'plan':
        this.#mix = new Mix(message)
        this.#playing = false
        this.#send({ type: 'planned' })
        break
      case 'levels':
        // While nothing sounds there is nothing to ramp from.
        this.#mix?.renderer.setLevels(message.levels, this.#playing)
        break
      case 'start':
        this.#quanta = 0
        this.#lastQuantum = message.frames === null ? null : Math.ceil(message.frames / QUANTUM)
        this.#starved = false
        this.#gateOpens = true
        this.#playing = true
        this.#mix?.resetMeters()
        break
      case 'stop':
        this.#stop(false)
        break
      case 'resetMeters':
        this.#mix?.resetMeters()
        break
    }
  }

  #stop(ended: boolean): void {
    this.#playing = false
    this.#send({ type: 'stopped', frames: this.#quanta * QUANTUM, ended })
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const mix = this.#mix
    if (!mix || !this.#playing) return true
    if (this.#gateOpens) {
      // The control room's gains were set just before, and can take effect in this quantum, Chromium's a sample into it: the first
      // sample would be lost there.
      this.#gateOpens = false
      return true
    }
    if (this.#quanta === this.#lastQuantum) {
      this.#stop(true)
      return true
    }
    if (Atomics.load(mix.control, CONTROL_WRITTEN) <= this.#quanta) {
      if (!this.#starved) Atomics.add(mix.control, CONTROL_UNDERRUNS, 1)
      this.#starved = true
      return true
    }
    this.#starved = false
    mix.render(this.#quanta, outputs)
    this.#quanta += 1
    Atomics.store(mix.control, CONTROL_READ, this.#quanta)
    this.#sincePublish += 1
    if (this.#sincePublish >= PUBLISH_QUANTA) {
      this.#sincePublish = 0
      mix.publisher.publish(this.#quanta * QUANTUM, currentFrame + QUANTUM)
    }
    return true
  }
}

registerProcessor('dubstage-mix', MixProcessor)
