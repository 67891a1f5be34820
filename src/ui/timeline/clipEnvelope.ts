import { clipEnd, clipGainDb } from '../../domain/clipShape.ts'
import { fadeInGain, fadeOutGain } from '../../domain/fades.ts'
import type { Clip } from '../../domain/session.ts'
import { dbToGain } from '../../domain/units.ts'

/** The factor that a clip's fades put on its sample `n`, as the renderer does; 1 outside of them. */
export function fadesAt({ fadeIn, fadeOut, length }: Clip, n: number): number {
  const rising = fadeIn && n < fadeIn.length ? fadeInGain(fadeIn, Math.max(0, n)) : 1
  const left = length - (fadeOut?.length ?? 0)
  return rising * (fadeOut && n >= left ? fadeOutGain(fadeOut, Math.min(length, n) - left) : 1)
}

/**
 * The gain of each of `count` columns of a clip, fades included, the first beginning at sample `from` of the session; one
 * for all where no fade is among them. `times`: what they are drawn higher by.
 */
export function columnGains(
  clip: Clip,
  from: number,
  samplesPerColumn: number,
  count: number,
  times = 1,
): number | Float64Array {
  const gain = dbToGain(clipGainDb(clip)) * times
  const { start, fadeIn, fadeOut } = clip
  const inEnd = start + (fadeIn?.length ?? 0)
  const outStart = clipEnd(clip) - (fadeOut?.length ?? 0)
  const columnAt = (sample: number): number => (sample - from) / samplesPerColumn
  const rising = fadeIn ? Math.max(0, Math.min(count, Math.ceil(columnAt(inEnd)))) : 0
  const falling = fadeOut ? Math.max(rising, Math.min(count, Math.floor(columnAt(outStart)))) : count
  if (rising === 0 && falling === count) return gain
  const gains = new Float64Array(count).fill(gain)
  const fade = (n: number): void => {
    gains[n] = gain * fadesAt(clip, from + (n + 0.5) * samplesPerColumn - start)
  }
  for (let n = 0; n < rising; n++) fade(n)
  for (let n = falling; n < count; n++) fade(n)
  return gains
}
