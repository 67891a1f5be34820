import { partNames } from '../../domain/nameSome.ts'
import type { CheckStream, Hop } from './checkStream.ts'

/** Numbers of streams that are parts of one sound, and may each be of a part of the film. */
export type Parts = readonly number[]

/** Of these streams, the first and the others of its sound; none where there are none. */
export const partsOf = (streams: readonly CheckStream[], numbers: readonly number[]): Parts => {
  const [first = -1] = numbers
  return numbers.filter((n) => streams[n]?.id === streams[first]?.id)
}

/** The samples of the part that is under way in a hop; the first where several are, which sound alike. `null`: none is. */
export function partIn(parts: Parts, pcm: Hop['pcm']): readonly Float64Array[] | null {
  for (const n of parts) {
    const channels = pcm[n]
    if (channels) return channels
  }
  return null
}

/** Parts as one sound, called by their names. `null`: there is none. */
export function soundOfParts(streams: readonly CheckStream[], parts: Parts): CheckStream | null {
  const found = parts.flatMap((n) => streams[n] ?? [])
  const [first] = found
  return first ? { ...first, name: partNames(found.map(({ name }) => name)) } : null
}
