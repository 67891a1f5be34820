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
 * The gain of each of `count` columns of a clip, fades included, the first beginning at sample `from` of the session;
 * `undefined` where nothing changes what is drawn.
 */
export function columnGains(
  clip: Clip,
  from: number,
  samplesPerColumn: number,
  count: number,
): Float64Array | undefined {
  const gain = dbToGain(clipGainDb(clip))
  const { start, fadeIn, fadeOut } = clip
  const to = from + count * samplesPerColumn
  const fades = (fadeIn && from < start + fadeIn.length) || (fadeOut && to > clipEnd(clip) - fadeOut.length)
  if (gain === 1 && !fades) return undefined
  return Float64Array.from(
    { length: count },
    (_, n) => gain * fadesAt(clip, from + (n + 0.5) * samplesPerColumn - start),
  )
}
