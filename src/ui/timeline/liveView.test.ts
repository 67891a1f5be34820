import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDocumentStore } from '../../state/documentStore.ts'
import { createWorkspaceStore } from '../../state/workspaceStore.ts'
import { LiveView, liveViewOf } from './liveView.ts'

const WIDTH = 1000
/** Milliseconds from the last move to the first that is placed, with a frame each 16. */
const RESTS = 120 + 3 * 16

function openView(sizes: readonly number[]) {
  const app = { document: createDocumentStore(), workspace: createWorkspaceStore() }
  app.workspace.setState({ lanesWidth: WIDTH })
  const live = new LiveView(app)
  const drawn = vi.fn()
  live.subscribe(drawn)
  const places = sizes.map((size) => {
    const place = vi.fn()
    live.seats.add({ size, place })
    return place
  })
  const moveTo = (start: number): void => app.workspace.setState({ view: { start, samplesPerPixel: 100 } })
  const placed = (): number[] => places.map(({ mock }) => mock.calls.length)
  return { app, live, drawn, moveTo, placed }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the view that lanes show', () => {
  it('is told to what is drawn with every move, and only then', () => {
    const { app, live, drawn, moveTo } = openView([])
    moveTo(5000)
    expect(drawn).toHaveBeenCalledTimes(1)
    expect(live.now().view).toEqual({ start: 5000, samplesPerPixel: 100 })
    const before = live.now()
    moveTo(5000)
    app.workspace.setState({ snapOn: false })
    expect(drawn).toHaveBeenCalledTimes(1)
    expect(live.now()).toBe(before)
    app.workspace.setState({ lanesWidth: WIDTH / 2 })
    expect(drawn).toHaveBeenCalledTimes(2)
    expect(live.now().extent.width).toBe(WIDTH / 2)
  })

  it('is one for an application', () => {
    const { app } = openView([])
    expect(liveViewOf(app)).toBe(liveViewOf({ ...app }))
  })
})

describe('elements', () => {
  it('that are few are placed with a single move', () => {
    const { moveTo, placed } = openView([100, 50])
    moveTo(5000)
    expect(placed()).toEqual([1, 1])
  })

  it('that are many are placed when the view rests, some with each frame', () => {
    const { moveTo, placed } = openView([60, 30, 20, 60])
    moveTo(5000)
    expect(placed()).toEqual([0, 0, 0, 0])
    vi.advanceTimersByTime(RESTS)
    expect(placed()).toEqual([1, 0, 0, 0])
    vi.advanceTimersByTime(16)
    expect(placed()).toEqual([1, 1, 1, 0])
    vi.advanceTimersByTime(16)
    expect(placed()).toEqual([1, 1, 1, 1])
    vi.advanceTimersByTime(1000)
    expect(placed()).toEqual([1, 1, 1, 1])
  })

  it('go on waiting when it moves on while they are placed', () => {
    const { live, moveTo, placed } = openView([60, 60, 60])
    moveTo(5000)
    vi.advanceTimersByTime(RESTS)
    expect(placed()).toEqual([1, 0, 0])
    live.glide()
    moveTo(6000)
    vi.advanceTimersByTime(RESTS - 16)
    expect(placed()).toEqual([1, 0, 0])
    vi.advanceTimersByTime(3 * 16)
    expect(placed()).toEqual([2, 1, 1])
  })

  it('wait while the view glides, unless they are to be placed meanwhile', () => {
    const { live, moveTo, placed } = openView([60, 60])
    const glide = (times: number): void => {
      for (let n = 0; n < times; n++) {
        live.glide()
        moveTo(live.now().view.start + 100)
        vi.advanceTimersByTime(16)
      }
    }
    glide(100)
    expect(placed()).toEqual([0, 0])
    live.placeMeanwhile()
    glide(10)
    expect(placed()).toEqual([1, 1])
    vi.advanceTimersByTime(RESTS + 16)
    expect(placed()).toEqual([2, 2])
  })

  it('are placed at once when something is to be done with them', () => {
    const { live, moveTo, placed } = openView([10, 400])
    live.glide()
    moveTo(5000)
    live.settle()
    expect(placed()).toEqual([1, 1])
    vi.advanceTimersByTime(1000)
    expect(placed()).toEqual([1, 1])
    live.settle()
    expect(placed()).toEqual([1, 1])
  })
})
