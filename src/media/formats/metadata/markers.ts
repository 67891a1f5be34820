import type { FileMarker } from '../../../domain/mediaMetadata.ts'

/** Markers that are kept of one file: they are part of the session. */
export const MAX_MARKERS = 1000

export type MarkerList = { readonly markers: readonly FileMarker[]; readonly warnings: readonly string[] }

/** Markers in time order; those past the end of the audio, and more than can be kept, are left out and named. */
export function markerList(found: readonly FileMarker[], length: number): MarkerList {
  const within = found.filter(({ sample }) => sample <= length)
  const past = found.length - within.length
  const over = Math.max(0, within.length - MAX_MARKERS)
  return {
    markers: within.toSorted((a, b) => a.sample - b.sample).slice(0, MAX_MARKERS),
    warnings: [
      ...(past > 0 ? [`${counted(past)} past the end of its audio and left out.`] : []),
      ...(over > 0 ? [`It has ${within.length} markers; the first ${MAX_MARKERS} are kept.`] : []),
    ],
  }
}

const counted = (markers: number): string =>
  markers === 1 ? 'One of its markers is' : `${markers} of its markers are`
