import { expect, it } from 'vitest'
import { LaneTurns } from './laneTurns.ts'
import type { LiveView } from './liveView.ts'

/** Lanes that take a millisecond each to be drawn, and nothing to be stretched. */
function rig({ lanes: count, elastic = true }: { lanes: number; elastic?: boolean }) {
  let now = 0
  let frame: (() => void) | null = null
  const listeners = new Set<() => void>()
  const live = {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as LiveView
  const turns = new LaneTurns(live, {
    now: () => now,
    nextFrame: (callback) => {
      frame = callback
    },
  })
  let done: string[] = []
  const stops = Array.from({ length: count }, (_, n) =>
    turns.add({
      draw() {
        now += 1
        done.push(`${n}`)
      },
      stretch() {
        if (elastic) done.push(`(${n})`)
        return elastic
      },
    }),
  )
  const seen = (): string => {
    const text = done.join(' ')
    done = []
    return text
  }
  return {
    stops,
    listeners,
    move: () => {
      for (const listener of listeners) listener()
      return seen()
    },
    nextFrame: () => {
      const callback = frame
      frame = null
      callback?.()
      return callback ? seen() : null
    },
  }
}

it('few lanes are drawn with each move, and nothing is left', () => {
  const { move, nextFrame } = rig({ lanes: 3 })
  expect(move()).toBe('0 1 2')
  expect(move()).toBe('0 1 2')
  expect(nextFrame()).toBeNull()
})

it('of many, those are drawn that have waited longest, and the others stretched', () => {
  const { move } = rig({ lanes: 5 })
  expect(move()).toBe('0 1 2 (3) (4)')
  expect(move()).toBe('3 4 0 (1) (2)')
  expect(move()).toBe('1 2 3 (4) (0)')
})

it('all are as they should be once the view moves no more', () => {
  const { move, nextFrame } = rig({ lanes: 8 })
  move()
  expect(move()).toBe('3 4 5 (6) (7) (0) (1) (2)')
  expect(nextFrame()).toBe('6 7 0')
  expect(nextFrame()).toBe('1 2')
  expect(nextFrame()).toBeNull()
})

it('what cannot be stretched is drawn, however long it takes', () => {
  const { move, nextFrame } = rig({ lanes: 5, elastic: false })
  expect(move()).toBe('0 1 2 3 4')
  expect(nextFrame()).toBeNull()
})

it('a lane that is gone is drawn no more, and with the last the view is left alone', () => {
  const { move, nextFrame, stops, listeners } = rig({ lanes: 5 })
  move()
  stops[4]?.()
  expect(nextFrame()).toBe('3')
  for (const stop of stops) stop()
  expect(listeners.size).toBe(0)
})
