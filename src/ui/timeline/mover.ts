/** Most CSS pixels that an element is moved, either way. */
const FARTHEST = 100_000

export type Mover = {
  /** CSS pixels from where it is laid out, to the right. */
  to(x: number): void
  stop(): void
}

/**
 * Moves an element sideways, with every frame: as an animation that stands still and whose time is set. The browser then has
 * only to put one layer elsewhere; for a transform that is written it goes through all layers of the page.
 */
export function moverOf(element: HTMLElement): Mover {
  const ends = [-FARTHEST, FARTHEST].map((x) => ({ transform: `translateX(${x}px)` }))
  const animation = element.animate(ends, { duration: 2 * FARTHEST, fill: 'both' })
  animation.pause()
  let last = Number.NaN
  return {
    to(x) {
      const held = Math.max(-FARTHEST, Math.min(FARTHEST, x))
      if (held !== last) animation.currentTime = FARTHEST + held
      last = held
    },
    stop: () => animation.cancel(),
  }
}
