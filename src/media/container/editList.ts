import { type Box, inside } from './boxes.ts'

/** One line of an edit list (ISO/IEC 14496-12 § 8.6.6): what of a track's media stands where in the movie. */
export type Edit = {
  /** In ticks of the movie; 0 for as long as there is media, as fragments have it. */
  readonly duration: number
  /** In ticks of the track; −1 for an empty edit, in which there is nothing. */
  readonly mediaTime: number
  /** 1 at the speed that the media was made at. */
  readonly rate: number
}

/** Edits that are looked at: a list of more is an edited film. */
const EDITS_LIMIT = 1000

/** The edits of a track, none where it has no list, as far as they lie in their box. */
export function editsOf(view: DataView, trak: Box): readonly Edit[] {
  const list = inside(view, trak, 'edts', 'elst')
  if (!list || list.start + 8 > list.end) return []
  const wide = view.getUint8(list.start) === 1
  const bytes = wide ? 20 : 12
  const room = Math.floor((list.end - list.start - 8) / bytes)
  const count = Math.min(view.getUint32(list.start + 4), room, EDITS_LIMIT)
  return Array.from({ length: count }, (_, n) => {
    const at = list.start + 8 + n * bytes
    return {
      duration: wide ? Number(view.getBigUint64(at)) : view.getUint32(at),
      mediaTime: wide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4),
      rate: view.getInt32(at + (wide ? 16 : 8)) / 65_536,
    }
  })
}
