type Mark = { readonly text: string; readonly at: number }

/** Level against height, straight between the points: the top 20 dB take half of it. */
const LEVEL_POINTS: readonly (readonly [db: number, at: number])[] = [
  [-72, 0],
  [-60, 0.03],
  [-40, 0.15],
  [-30, 0.3],
  [-20, 0.5],
  [-12, 0.7],
  [-6, 0.85],
  [0, 1],
]

/** Green below, amber from here. */
export const WARN_DB = -12
/** Red from here: the true-peak ceiling of −1 dBTP (EBU R 128). */
export const CEILING_DB = -1
/** An over latches from here. */
export const OVER_DB = 0

/** Height of a level in dBFS or dBTP, 0…1. */
export function levelHeight(db: number): number {
  let [db0, at0] = [LEVEL_POINTS[0]?.[0] ?? 0, 0]
  if (db <= db0) return 0
  for (const [db1, at1] of LEVEL_POINTS) {
    if (db <= db1) return at0 + ((db - db0) / (db1 - db0)) * (at1 - at0)
    ;[db0, at0] = [db1, at1]
  }
  return 1
}

export const LEVEL_MARKS: readonly Mark[] = LEVEL_POINTS.slice(1).map(([db, at]) => ({ text: `${-db}`, at }))

const LOUDNESS_RANGE = { min: -45, max: -9 } as const

/** Height of a loudness in LUFS, 0…1, straight from −45 to −9. */
export const loudnessHeight = (lufs: number): number =>
  Math.min(1, Math.max(0, (lufs - LOUDNESS_RANGE.min) / (LOUDNESS_RANGE.max - LOUDNESS_RANGE.min)))

export const LOUDNESS_MARKS: readonly Mark[] = [-9, -15, -21, -27, -33, -39, -45].map((lufs) => ({
  text: `${-lufs}`,
  at: loudnessHeight(lufs),
}))
