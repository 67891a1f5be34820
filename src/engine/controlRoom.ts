// Not from 'tone' itself: its index starts a context of its own, whose clock is a Worker from a blob, on import.
import { Context } from 'tone/build/esm/core/context/Context.js'
import { Gain } from 'tone/build/esm/core/context/Gain.js'
import { connect } from 'tone/build/esm/core/context/ToneAudioNode.js'
import { setContext } from 'tone/build/esm/core/Global.js'
import { anySolo, DIM_DB, heardSource, type Listening } from '../domain/listening.ts'
import type { Track } from '../domain/session.ts'
import { dbToGain, decibels } from '../domain/units.ts'
import { OUTPUTS, outputOf, SOLO_OUTPUT } from './worklet/protocol.ts'

/** Switching fades over this, so that it does not click. Seconds. */
const FADE = 0.01

/**
 * What lies between the mix and the speakers: which output is heard, how loud. It runs in Tone on the native context
 * that it is given. At 0 dB and undimmed every gain is exactly 1, so the samples reach the device as the kernel made them.
 */
export class ControlRoom {
  readonly #context: Context
  readonly #sources: readonly Gain[]
  readonly #level: Gain
  readonly #gate: Gain
  /** Where each gain is, or is on its way to. */
  readonly #targets = new Map<Gain, number>()

  constructor(native: AudioContext, mix: AudioNode) {
    // Nothing here is scheduled by Tone's own clock, and its clock worker would be a script from a blob.
    const context = new Context({ context: native, clockSource: 'offline' })
    // Every node is given its context; but Tone would make a default one the moment a node asked for its defaults.
    setContext(context)
    this.#context = context
    this.#gate = new Gain({ context, gain: 0 })
    this.#level = new Gain({ context, gain: 1 })
    this.#sources = OUTPUTS.map((_, output) => {
      const source = new Gain({ context, gain: 0 })
      connect(mix, source, output)
      source.connect(this.#level)
      return source
    })
    this.#level.connect(this.#gate)
    connect(this.#gate, native.destination)
  }

  listen(listening: Listening, tracks: readonly Track[]): void {
    const heard = anySolo(listening, tracks) ? SOLO_OUTPUT : outputOf(heardSource(listening, tracks))
    for (const [output, source] of this.#sources.entries()) this.#fade(source, output === heard ? 1 : 0)
    this.#fade(this.#level, dbToGain(listening.levelDb) * (listening.dim ? dbToGain(decibels(DIM_DB)) : 1))
  }

  /** Call before play, while nothing sounds. Every gain is where it belongs at once: a fade would take the first samples. */
  open(): void {
    this.#targets.set(this.#gate, 1)
    for (const [node, to] of this.#targets) {
      node.gain.cancelScheduledValues(0)
      node.gain.setValueAtTime(to, this.#context.currentTime)
    }
  }

  /** Call before stop; resolves when nothing is heard any more. */
  async close(): Promise<void> {
    this.#fade(this.#gate, 0)
    await new Promise((resolve) => setTimeout(resolve, FADE * 1000 * 1.5))
  }

  #fade(node: Gain, to: number): void {
    // What is there already, or on its way: to begin again would hold what a start has just set before it is heard.
    if (this.#targets.get(node) === to) return
    this.#targets.set(node, to)
    const now = this.#context.currentTime
    node.gain.cancelAndHoldAtTime(now)
    node.gain.linearRampToValueAtTime(to, now + FADE)
  }
}
