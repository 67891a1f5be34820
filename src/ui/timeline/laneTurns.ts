import { perObject } from '../../lib/perObject.ts'
import type { LiveView } from './liveView.ts'

/** A lane, drawn when the view has moved. */
export type TurningLane = {
  /** As it is now. */
  draw(): void
  /** Only what is there already, put where it belongs now; `false` where that would not do, and nothing was done. */
  stretch(): boolean
}

/** Milliseconds of a frame that lanes are drawn in: those that do not come to it are stretched, and come first in the next. */
const BUDGET_MS = 3

/** Where time comes from. */
export type TurnClock = {
  now(): number
  /** Calls back with the frame after this one. */
  nextFrame(callback: () => void): void
}

const screenClock: TurnClock = {
  now: () => performance.now(),
  // A first one would still be in the frame that is being made.
  nextFrame: (callback) => void requestAnimationFrame(() => requestAnimationFrame(callback)),
}

/**
 * The lanes in sight, drawn by turns while the view zooms: with each frame as many as there is time for. However large the
 * screen and slow the machine, no frame is late for them, and each is a frame or two behind at most, which cannot be seen.
 */
export class LaneTurns {
  readonly #live: LiveView
  readonly #clock: TurnClock
  /** Those that have waited longest come first. */
  readonly #lanes = new Set<TurningLane>()
  readonly #stretched = new Set<TurningLane>()
  #moves = 0
  #stop: (() => void) | null = null

  constructor(live: LiveView, clock: TurnClock = screenClock) {
    this.#live = live
    this.#clock = clock
  }

  /** Until the function returned is called. */
  add(lane: TurningLane): () => void {
    this.#lanes.add(lane)
    this.#stop ??= this.#live.subscribe(() => this.#move())
    return () => {
      this.#lanes.delete(lane)
      this.#stretched.delete(lane)
      if (this.#lanes.size > 0) return
      this.#stop?.()
      this.#stop = null
    }
  }

  #move(): void {
    const until = this.#clock.now() + BUDGET_MS
    for (const lane of [...this.#lanes]) {
      if (this.#clock.now() < until || !lane.stretch()) this.#draw(lane)
      else this.#stretched.add(lane)
    }
    this.#drawRest()
  }

  /** Once the view moves no more, what is left, a part with each frame. */
  #drawRest(): void {
    if (this.#stretched.size === 0) return
    this.#moves += 1
    const moves = this.#moves
    this.#clock.nextFrame(() => {
      if (moves !== this.#moves) return
      const until = this.#clock.now() + BUDGET_MS
      for (const lane of [...this.#stretched]) {
        this.#draw(lane)
        if (this.#clock.now() >= until) break
      }
      this.#drawRest()
    })
  }

  #draw(lane: TurningLane): void {
    lane.draw()
    this.#stretched.delete(lane)
    this.#lanes.delete(lane)
    this.#lanes.add(lane)
  }
}

/** The turns of a view: one, however many ask. */
export const laneTurnsOf = perObject((live: LiveView) => new LaneTurns(live))
