import type { AppError } from '../../domain/errors.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { ok, type Result } from '../../lib/result.ts'
import { type Box, children } from './boxes.ts'
import { readMovie } from './movieBox.ts'

/** Of a `meta`, `mean` or `name` box: version and flags. Of a `data` box: its type and country as well. */
const FULL_BYTES = 4
const DATA_BYTES = 8

/** The tags of an MP4 file that have names of their own (`----` in `ilst`), as text, by name. Only a disk that fails is an error. */
export async function freeTags(
  source: ByteSource,
): Promise<Result<Readonly<Record<string, string>>, AppError>> {
  const movie = await readMovie(source)
  if (!movie.ok) return movie
  if (!movie.value) return ok({})
  const bytes = movie.value
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const within = (boxes: readonly Box[], name: string, skip = 0): readonly Box[] =>
    boxes
      .filter((box) => box.name === name)
      .flatMap(({ start, end }) => children(view, { name, start: start + skip, end }))
  const text = (boxes: readonly Box[], name: string, skip: number): string | undefined => {
    const box = boxes.find((each) => each.name === name)
    return box && new TextDecoder().decode(bytes.subarray(Math.min(box.end, box.start + skip), box.end))
  }
  const all = children(view, { name: '', start: 0, end: bytes.length })
  const list = within(within(within(within(all, 'moov'), 'udta'), 'meta', FULL_BYTES), 'ilst')
  return ok(
    Object.fromEntries(
      list
        .filter((box) => box.name === '----')
        .flatMap((box) => {
          const own = children(view, box)
          const [name, value] = [text(own, 'name', FULL_BYTES), text(own, 'data', DATA_BYTES)]
          return name === undefined || value === undefined ? [] : [[name, value]]
        }),
    ),
  )
}
