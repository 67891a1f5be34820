import type { BusId, BusMeter, Telemetry } from '../../domain/ports.ts'
import { watchSight } from '../primitives/sight.ts'

/** One frame of the screen, as a meter sees it. */
export type MeterFrame = {
  readonly seconds: number
  /** Figures may change: at most ten times a second, or they cannot be read. */
  readonly text: boolean
  /** What screen readers see may change: at most once a second. */
  readonly spoken: boolean
}

type BusListener = (meter: BusMeter | undefined, frame: MeterFrame) => void
type Watch = {
  readonly bus: BusId
  readonly listener: BusListener
  inSight: boolean
}

const TEXT_MS = 100
const SPOKEN_MS = 1000
/** A page that was in the background comes back with one long frame: meters should not jump by it. */
const LONGEST_FRAME_S = 0.25

/** The one animation loop behind every meter and figure that follows the sound. Runs while anything watches. */
export type MeterLoop = {
  /**
   * Calls back every frame in which the element is in sight. A bus is read once a frame however many watch it,
   * because reading takes the peaks away.
   */
  watch(bus: BusId, element: Element, listener: BusListener): () => void
  /** Calls back every frame: for what follows the position. */
  onFrame(listener: (frame: MeterFrame) => void): () => void
  /** Stands still until the function returned is called: for a screen that covers all that is drawn here. */
  hold(): () => void
}

function createMeterLoop(telemetry: Telemetry): MeterLoop {
  const watches = new Set<Watch>()
  const listeners = new Set<(frame: MeterFrame) => void>()
  const meters = new Map<BusId, BusMeter | undefined>()
  const frame = { seconds: 0, text: false, spoken: false }
  let holds = 0
  let request = 0
  let last = 0
  let lastText = 0
  let lastSpoken = 0

  const run = (now: number): void => {
    request = requestAnimationFrame(run)
    frame.seconds = Math.min(LONGEST_FRAME_S, (now - last) / 1000)
    last = now
    frame.text = now - lastText >= TEXT_MS
    frame.spoken = now - lastSpoken >= SPOKEN_MS
    if (frame.text) lastText = now
    if (frame.spoken) lastSpoken = now
    meters.clear()
    for (const watch of watches) {
      if (!watch.inSight) continue
      if (!meters.has(watch.bus)) meters.set(watch.bus, telemetry.meter(watch.bus))
      watch.listener(meters.get(watch.bus), frame)
    }
    for (const listener of listeners) listener(frame)
  }
  const start = (): void => {
    if (request !== 0 || holds > 0 || watches.size + listeners.size === 0) return
    last = performance.now()
    request = requestAnimationFrame(run)
  }
  const rest = (): void => {
    if (holds === 0 && watches.size + listeners.size > 0) return
    cancelAnimationFrame(request)
    request = 0
  }

  return {
    watch(bus, element, listener) {
      const watch: Watch = { bus, listener, inSight: false }
      watches.add(watch)
      const unwatch = watchSight(element, (inSight) => {
        watch.inSight = inSight
      })
      start()
      return () => {
        watches.delete(watch)
        unwatch()
        rest()
      }
    },
    onFrame(listener) {
      listeners.add(listener)
      start()
      return () => {
        listeners.delete(listener)
        rest()
      }
    },
    hold() {
      holds += 1
      rest()
      return () => {
        holds -= 1
        start()
      }
    },
  }
}

const loops = new WeakMap<Telemetry, MeterLoop>()

/** The loop of an application: one, however many ask. */
export function meterLoopOf(telemetry: Telemetry): MeterLoop {
  const found = loops.get(telemetry)
  if (found) return found
  const made = createMeterLoop(telemetry)
  loops.set(telemetry, made)
  return made
}
