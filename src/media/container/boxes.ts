import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { fourCc } from '../formats/chunks.ts'

/** Boxes looked at from the start of a file. */
const BOXES_LIMIT = 64

/** A box by its name and where in the bytes its content lies. */
export type Box = { readonly name: string; readonly start: number; readonly end: number }

/** A box of the file itself: where it lies with its header, as far as the file goes, in bytes, and how long that is. */
export type TopBox = {
  readonly name: string
  readonly at: number
  readonly size: number
  readonly header: 8 | 16
}

/**
 * The first 64 boxes of an MP4 or MOV file (ISO/IEC 14496-12 § 4.2), as far as one follows the other. Only a disk that
 * fails is an error, and nothing follows it.
 */
export async function* topBoxes(source: ByteSource): AsyncGenerator<Result<TopBox, AppError>> {
  let at = 0
  for (let boxes = 0; boxes < BOXES_LIMIT && at + 16 <= source.size; boxes++) {
    const read = await source.read(at, 16)
    if (!read.ok) {
      yield read
      return
    }
    const view = new DataView(read.value.buffer, read.value.byteOffset, 16)
    const box = boxAt(view, 0, source.size - at)
    if (!box) return
    yield ok({ name: box.name, at, size: Math.min(box.size, source.size - at), header: box.header })
    at += box.size
  }
}

/** The boxes in the content of another, as far as they are whole or begin in it. */
export function children(view: DataView, { start, end }: Box): readonly Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end; ) {
    const box = boxAt(view, at, end - at)
    if (!box) break
    boxes.push({ name: box.name, start: at + box.header, end: Math.min(end, at + box.size) })
    at += box.size
  }
  return boxes
}

/** The first box of a name in another, and so on inwards by each name. */
export const inside = (view: DataView, box: Box, ...names: readonly string[]): Box | undefined =>
  names.reduce<Box | undefined>(
    (parent, name) => parent && children(view, parent).find((each) => each.name === name),
    box,
  )

/** What a header says; `undefined` for less than a header. `left` bytes are there, which a size of 0 stands for. */
function boxAt(
  view: DataView,
  at: number,
  left: number,
): { name: string; size: number; header: 8 | 16 } | undefined {
  const short = view.getUint32(at)
  const wide = short === 1 && left >= 16
  const size = wide ? Number(view.getBigUint64(at + 8)) : short === 0 ? left : short
  return size < 8 ? undefined : { name: fourCc(view, at + 4), size, header: wide ? 16 : 8 }
}
