/** How many times its own speed the programme plays; backwards where negative. */
export type PlaySpeed = -8 | -4 | -2 | -1 | 1 | 2 | 4 | 8

const FORWARD = [1, 2, 4, 8] as const
const BACKWARD = [-1, -2, -4, -8] as const

/**
 * The speed that J or L leads to: its own in that direction, twice as fast with every further press, up to eight times.
 * `now`: the speed it plays at; `null` while it stands still.
 */
export function shuttleSpeed(now: PlaySpeed | null, direction: 1 | -1): PlaySpeed {
  const speeds: readonly PlaySpeed[] = direction > 0 ? FORWARD : BACKWARD
  const at = now === null ? -1 : speeds.indexOf(now)
  return speeds[Math.min(at + 1, speeds.length - 1)] ?? 1
}
