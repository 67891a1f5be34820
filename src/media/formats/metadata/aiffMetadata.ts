import type { AppError } from '../../../domain/errors.ts'
import type { FileMarker, MediaMetadata, TextTags } from '../../../domain/mediaMetadata.ts'
import { samplePosition } from '../../../domain/units.ts'
import { presentOrNone } from '../../../lib/present.ts'
import { ok, type Result } from '../../../lib/result.ts'
import type { Chunk } from '../chunks.ts'
import type { WindowReader } from '../windowReader.ts'
import { CHANNEL_LAYOUT_LIMIT, type ChannelOrder, channelLayout } from './channelLayout.ts'
import { FIELD_LIMIT, fieldText } from './fileText.ts'
import { markerList } from './markers.ts'
import type { ReadMetadata } from './waveMetadata.ts'

const MARKERS_LIMIT = 2 ** 18
/** Annotations that are kept: any number is allowed. */
const MAX_ANNOTATIONS = 8

/**
 * What `NAME`, `AUTH`, `ANNO` and `MARK` say (AIFF 1.3), and `CHAN` of what the channels are for (Core Audio, as afconvert
 * writes it). `length` in samples. Only a disk that fails is an error.
 */
export async function readAiffMetadata(
  file: WindowReader,
  chunks: readonly Chunk[],
  { channels, length }: { readonly channels: number; readonly length: number },
): Promise<Result<ReadMetadata, AppError>> {
  const whole = chunks.filter(({ offset, size }) => offset + size <= file.size)
  const texts = new Map<string, string[]>()
  for (const id of ['NAME', 'AUTH', 'ANNO']) {
    const found = whole.filter((chunk) => chunk.id === id).slice(0, id === 'ANNO' ? MAX_ANNOTATIONS : 1)
    for (const { offset, size } of found) {
      const bytes = await file.readWhole(offset, Math.min(size, FIELD_LIMIT))
      if (!bytes.ok) return bytes
      const text = fieldText(bytes.value, id === 'ANNO' ? 'lines' : 'one line')
      if (text) texts.set(id, [...(texts.get(id) ?? []), text])
    }
  }
  const mark = whole.find(({ id }) => id === 'MARK')
  const marks = await file.readWhole(mark?.offset ?? 0, Math.min(mark?.size ?? 0, MARKERS_LIMIT))
  if (!marks.ok) return marks
  const chan = whole.find(({ id }) => id === 'CHAN')
  const layout = await file.readWhole(chan?.offset ?? 0, Math.min(chan?.size ?? 0, CHANNEL_LAYOUT_LIMIT))
  if (!layout.ok) return layout
  const order: ChannelOrder = chan ? channelLayout(layout.value, channels) : { warnings: [] }
  const { markers, warnings } = markerList(aiffMarkers(marks.value), length)
  return ok({
    metadata: presentOrNone<MediaMetadata>({
      tags: presentOrNone<TextTags>({
        title: texts.get('NAME')?.[0],
        artist: texts.get('AUTH')?.[0],
        comment: texts.get('ANNO')?.join('\n'),
      }),
      markers: markers.length > 0 ? markers : undefined,
      speakers: order.speakers,
    }),
    warnings: [...warnings, ...order.warnings],
  })
}

/** Id, position, and a name with its length before it, padded to an even length with it. */
function aiffMarkers(bytes: Uint8Array): FileMarker[] {
  if (bytes.length < 2) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: FileMarker[] = []
  let at = 2
  for (let left = view.getUint16(0); left > 0 && at + 7 <= bytes.length; left--) {
    const nameBytes = view.getUint8(at + 6)
    const label = fieldText(bytes.subarray(at + 7, at + 7 + nameBytes)) ?? ''
    found.push({ sample: samplePosition(view.getUint32(at + 2)), label })
    at += 7 + nameBytes + ((nameBytes + 1) % 2)
  }
  return found
}
