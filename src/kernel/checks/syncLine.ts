/** How much later one sound is than another at a place, in samples. */
export type Look = { readonly at: number; readonly lag: number }

export type SyncLine = {
  /** Samples later for each sample. */
  readonly slope: number
  /** The middle lag of the looks that are on the line. */
  readonly lag: number
  /** How many are. */
  readonly looks: number
}

/** The steepest that is looked for: PAL's 25 pictures for 24 are 4 %. */
const STEEPEST = 0.05

/** Samples that a look may be off the line. */
export const ON_LINE = 3
/** Looks that agree: fewer are chance. */
const ENOUGH = 3

/** A line that enough looks are on to say so, and from the first look to the last. */
export type HeldLine = SyncLine & { readonly first: number; readonly last: number }

/** The line through looks in order; `null` where fewer than three, or than a third of them, are on one. */
export function heldLine(looks: readonly Look[]): HeldLine | null {
  const line = lineThrough(looks, ON_LINE)
  if (!line || line.looks < ENOUGH || line.looks < looks.length / 3) return null
  return { ...line, first: looks[0]?.at ?? 0, last: looks.at(-1)?.at ?? 0 }
}

/** The line that most looks are on, within so many samples; of two, the flatter. `null` without looks. */
export function lineThrough(looks: readonly Look[], within: number): SyncLine | null {
  let best: SyncLine | null = null
  const tried = (slope: number, through: Look): void => {
    const on = looks.filter(
      ({ at, lag }) => Math.abs(lag - through.lag - slope * (at - through.at)) <= within,
    )
    if (best && on.length <= best.looks) return
    const lags = on.map(({ lag }) => lag).toSorted((a, b) => a - b)
    best = { slope: refined(on), lag: lags[Math.floor(lags.length / 2)] ?? 0, looks: on.length }
  }
  for (const look of looks) tried(0, look)
  // Of a long film, some of its looks make the lines that are tried, and all of them judge.
  const some = looks.filter((_, n) => n % Math.ceil(looks.length / 60) === 0)
  for (const [n, a] of some.entries()) {
    for (const b of some.slice(n + 1)) {
      const slope = (b.lag - a.lag) / (b.at - a.at)
      if (Math.abs(slope) <= STEEPEST) tried(slope, a)
    }
  }
  return best
}

/** Least squares. */
function refined(looks: readonly Look[]): number {
  const at = looks.reduce((sum, look) => sum + look.at, 0) / looks.length
  const lag = looks.reduce((sum, look) => sum + look.lag, 0) / looks.length
  const over = looks.reduce((sum, look) => sum + (look.at - at) * (look.lag - lag), 0)
  const under = looks.reduce((sum, look) => sum + (look.at - at) ** 2, 0)
  return under === 0 ? 0 : over / under
}
