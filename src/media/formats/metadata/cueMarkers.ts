import type { FileMarker } from '../../../domain/mediaMetadata.ts'
import { samplePosition, samples } from '../../../domain/units.ts'
import { present } from '../../../lib/present.ts'
import { fieldText } from './fileText.ts'
import type { SubChunk } from './subChunks.ts'

const POINT_BYTES = 24
/** Cue points that are looked at. */
const MAX_POINTS = 10_000

/** The longest `cue ` chunk that is read whole. */
export const CUE_LIMIT = 4 + MAX_POINTS * POINT_BYTES

/**
 * The points of a `cue ` chunk with what the sub-chunks of its `LIST adtl` say of them: a name (`labl`), a comment
 * (`note`), and the length of a region (`ltxt`). Microsoft/IBM RIFF 1.0, chapter 3.
 */
export function cueMarkers(cue: Uint8Array, adtl: readonly SubChunk[]): FileMarker[] {
  const view = new DataView(cue.buffer, cue.byteOffset, cue.byteLength)
  const room = Math.floor((cue.length - 4) / POINT_BYTES)
  const count = room < 1 ? 0 : Math.min(view.getUint32(0, true), room, MAX_POINTS)
  const about = described(adtl)
  return Array.from({ length: count }, (_, point) => {
    const at = 4 + point * POINT_BYTES
    const id = view.getUint32(at, true)
    const length = about.lengths.get(id)
    return present<FileMarker>({
      sample: samplePosition(view.getUint32(at + 20, true)),
      length: length ? samples(length) : undefined,
      label: about.labels.get(id) ?? '',
      note: about.notes.get(id),
    })
  })
}

function described(adtl: readonly SubChunk[]) {
  const labels = new Map<number, string>()
  const notes = new Map<number, string>()
  const lengths = new Map<number, number>()
  for (const { id, body } of adtl) {
    if (body.length < 4) continue
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
    const point = view.getUint32(0, true)
    if (id === 'labl') labels.set(point, fieldText(body.subarray(4)) ?? '')
    const note = id === 'note' && fieldText(body.subarray(4), 'lines')
    if (note) notes.set(point, note)
    if (id === 'ltxt' && body.length >= 8) lengths.set(point, view.getUint32(4, true))
  }
  return { labels, notes, lengths }
}
