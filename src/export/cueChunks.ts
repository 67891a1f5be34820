import type { AppError } from '../domain/errors.ts'
import { inOrder, isRegion, type MarkerDraft, markerEnd } from '../domain/markers.ts'
import { joined } from '../lib/joined.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { chunk } from './byteFields.ts'

/** What 32 bits hold: positions, lengths and sizes of chunks. */
const LIMIT = 2 ** 32 - 1

/**
 * The chunks that tell a WAV file's markers, to be put anywhere in it: `cue ` with their places, and `LIST adtl` with
 * their names (`labl`), notes (`note`) and the lengths of regions (`ltxt` of purpose `rgn `). Microsoft/IBM RIFF 1.0,
 * chapter 3. Text is UTF-8, which readers of that time do not know, lines end in CRLF. Places are counted from the
 * file's first sample. None without markers. `markers/unwritable` where one lies beyond 32 bits (24 hours at 48 kHz).
 */
export function cueChunks(markers: readonly MarkerDraft[]): Result<Uint8Array<ArrayBuffer>, AppError> {
  const points = markers.toSorted(inOrder)
  const far = points.find((marker) => markerEnd(marker) > LIMIT)
  if (far) return unwritable(`“${far.name}” is further on than a WAV file can say`)
  if (points.length === 0) return ok(new Uint8Array(0))
  // libsndfile reads names up to the first sub-chunk of another kind.
  const about = [
    ...points.map(({ name }, index) => textChunk('labl', index + 1, name)),
    ...points.flatMap((marker, index) =>
      isRegion(marker) ? [regionChunk(index + 1, marker.length ?? 0)] : [],
    ),
    ...points.flatMap(({ note }, index) =>
      note === undefined ? [] : [textChunk('note', index + 1, note.replaceAll('\n', '\r\n'))],
    ),
  ]
  const cue = chunk(
    'cue ',
    joined([
      words(points.length),
      ...points.map(({ at }, index) => joined([words(index + 1, at), ascii('data'), words(0, 0, at)])),
    ]),
  )
  const list = chunk('LIST', joined([ascii('adtl'), ...about]))
  const bytes = cue.length + list.length
  return bytes > LIMIT ? unwritable('they are more than a WAV file holds') : ok(joined([cue, list]))
}

const unwritable = (detail: string) => err({ code: 'markers/unwritable', detail } as const)

const textChunk = (id: string, point: number, text: string): Uint8Array =>
  chunk(id, joined([words(point), new TextEncoder().encode(text), new Uint8Array(1)]))

/** `ltxt`: point, length, purpose, and country, language, dialect and code page, none of which is said. */
const regionChunk = (point: number, length: number): Uint8Array =>
  chunk('ltxt', joined([words(point, length), ascii('rgn '), new Uint8Array(8)]))

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)

function words(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length))
  values.forEach((value, index) => {
    view.setUint32(4 * index, value, true)
  })
  return new Uint8Array(view.buffer)
}
