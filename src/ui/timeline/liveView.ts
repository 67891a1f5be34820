import { useState, useSyncExternalStore } from 'react'
import type { WorkspaceStore } from '../../state/workspaceStore.ts'
import { type App, useApp } from '../appContext.ts'
import type { Extent, TimeView } from './timeView.ts'
import { resolveView } from './timeView.ts'
import { extentNow } from './viewNow.ts'

export type ViewOnTime = { readonly view: TimeView; readonly extent: Extent }

/** Milliseconds without a move after which a view that was moved by hand, or follows the playhead, rests. */
const REST_MS = 120
/** And that many frames. */
const FRAMES = 2
/** Elements beyond which a single move of the view too leaves them where they are until it rests. */
const AT_ONCE = 150
/** Elements that are placed with one frame, when it rests. */
const WITH_A_FRAME = 50

/** Something of many elements, of which there is no hurry to place each. */
type Seat = { size: number; readonly place: () => void }

/**
 * The part of the programme that the lanes show. What is drawn follows each move (`subscribe`). Elements that are there to
 * be reached, and show nothing themselves, are placed when it has come to rest (`seats`): for the browser, each element
 * that moves costs more than all that is drawn.
 */
export class LiveView {
  readonly seats = new Set<Seat>()
  readonly #app: Pick<App, 'document' | 'workspace'>
  readonly #listeners = new Set<() => void>()
  #now: ViewOnTime
  #gliding = false
  #moves = 0
  /** What waits is placed although the view glides. */
  #isDue = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Seats that wait for their turn. */
  readonly #waiting = new Set<Seat>()
  #request = 0

  constructor(app: Pick<App, 'document' | 'workspace'>) {
    this.#app = app
    this.#now = this.#read()
    app.workspace.subscribe(() => this.#update())
    app.document.subscribe(() => this.#update())
  }

  now = (): ViewOnTime => this.#now

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** For whoever moves the view with every frame, before it does. */
  glide(): void {
    this.#gliding = true
    this.#moves += 1
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#restUnlessMoved(this.#moves, FRAMES), REST_MS)
    if (!this.#isDue) this.#waiting.clear()
  }

  /** Places elements while the view glides on: now and then, where it does so by itself. */
  placeMeanwhile(): void {
    this.#isDue = true
    this.#placeInTurn()
  }

  /** Places what waits for that: before something is done with it. */
  settle(): void {
    if (this.#gliding) for (const seat of this.seats) this.#waiting.add(seat)
    this.#gliding = false
    this.#moves += 1
    clearTimeout(this.#timer)
    for (const seat of this.#waiting) seat.place()
    this.#waiting.clear()
  }

  /** On a busy machine the next move may only be late. */
  #restUnlessMoved(moves: number, frames: number): void {
    if (moves !== this.#moves) return
    if (frames > 0) requestAnimationFrame(() => this.#restUnlessMoved(moves, frames - 1))
    else {
      this.#gliding = false
      this.#placeInTurn()
    }
  }

  #read(): ViewOnTime {
    const extent = extentNow(this.#app)
    return { view: resolveView(this.#app.workspace.getState().view, extent), extent }
  }

  #update(): void {
    const next = this.#read()
    const { view, extent } = this.#now
    const sameView = view.start === next.view.start && view.samplesPerPixel === next.view.samplesPerPixel
    const sameExtent = extent.length === next.extent.length && extent.width === next.extent.width
    if (sameView && sameExtent) return
    this.#now = {
      view: sameView ? view : next.view,
      extent: sameExtent ? extent : next.extent,
    }
    const count = [...this.seats].reduce((sum, { size }) => sum + size, 0)
    if (!this.#gliding && count > AT_ONCE) this.glide()
    if (!this.#gliding) for (const seat of this.seats) seat.place()
    for (const listener of this.#listeners) listener()
  }

  /** Some with each frame, so that none of these is late. */
  #placeInTurn(): void {
    for (const seat of this.seats) this.#waiting.add(seat)
    if (this.#request === 0) this.#request = requestAnimationFrame(() => this.#placeNext())
  }

  #placeNext(): void {
    this.#request = 0
    let placed = 0
    for (const seat of this.#waiting) {
      if (placed > 0 && placed + seat.size > WITH_A_FRAME) break
      placed += seat.size
      this.#waiting.delete(seat)
      if (this.seats.has(seat)) seat.place()
    }
    if (this.#waiting.size === 0) this.#isDue = false
    else this.#request = requestAnimationFrame(() => this.#placeNext())
  }
}

const views = new WeakMap<WorkspaceStore, LiveView>()

/** The view of an application: one, however many ask. */
export function liveViewOf(app: Pick<App, 'document' | 'workspace'>): LiveView {
  const found = views.get(app.workspace)
  if (found) return found
  const made = new LiveView(app)
  views.set(app.workspace, made)
  return made
}

export const useLiveView = (): LiveView => liveViewOf(useApp())

/** The view as it was when it rested last, and where to say how many elements are placed for it. */
export function useRestedView(): { readonly rested: ViewOnTime; readonly seat: { size: number } } {
  const live = useLiveView()
  const [{ seat, subscribe, get }] = useState(() => seatOf(live))
  return { rested: useSyncExternalStore(subscribe, get), seat }
}

function seatOf(live: LiveView) {
  let rested = live.now()
  let tell = (): void => undefined
  const seat: Seat = {
    size: 0,
    place() {
      rested = live.now()
      tell()
    },
  }
  return {
    seat,
    get: (): ViewOnTime => rested,
    subscribe(listener: () => void): () => void {
      tell = listener
      live.seats.add(seat)
      return () => live.seats.delete(seat)
    },
  }
}
