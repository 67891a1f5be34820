import type { AppError } from '../../../domain/errors.ts'
import { type MediaMetadata, type TextTags, timeReference } from '../../../domain/mediaMetadata.ts'
import { presentOrNone } from '../../../lib/present.ts'
import { ok, type Result } from '../../../lib/result.ts'
import { type Chunk, fourCc } from '../chunks.ts'
import type { WindowReader } from '../windowReader.ts'
import { BROADCAST_LIMIT, broadcastExtension } from './broadcastExtension.ts'
import { CUE_LIMIT, cueMarkers } from './cueMarkers.ts'
import { fieldText } from './fileText.ts'
import { markerList } from './markers.ts'
import { PRODUCTION_XML_LIMIT, productionXml } from './productionXml.ts'
import { type SubChunk, subChunks } from './subChunks.ts'

/** Of each kind of list, as much as is read, and how many lists are looked at. */
const LIST_LIMIT = 2 ** 18
const MAX_LISTS = 4

/** What the format of the file says, against which the metadata are held. */
type Audio = { readonly sampleRate: number; readonly length: number }

export type ReadMetadata = {
  readonly metadata: MediaMetadata | undefined
  readonly warnings: readonly string[]
}

/**
 * What the chunks beside the audio say: `bext`, `iXML`, `cue `, `LIST adtl` and `LIST INFO`, the first of each. Only a
 * disk that fails is an error: a chunk that makes no sense is left out, with a warning where something is lost by it.
 */
export async function readWaveMetadata(
  file: WindowReader,
  chunks: readonly Chunk[],
  { sampleRate, length }: Audio,
): Promise<Result<ReadMetadata, AppError>> {
  const warnings: string[] = []
  const whole = chunks.filter(({ offset, size }) => offset + size <= file.size)
  const body = async (id: string, limit: number): Promise<Result<Uint8Array | undefined, AppError>> => {
    const chunk = whole.find((each) => each.id === id)
    if (!chunk) return ok(undefined)
    if (chunk.size > limit) warnings.push(tooLong(chunk, limit))
    return file.readWhole(chunk.offset, Math.min(chunk.size, limit))
  }
  const bext = await body('bext', BROADCAST_LIMIT)
  if (!bext.ok) return bext
  const xml = await body('iXML', PRODUCTION_XML_LIMIT)
  if (!xml.ok) return xml
  const cue = await body('cue ', CUE_LIMIT)
  if (!cue.ok) return cue
  const lists = await readLists(file, whole, warnings)
  if (!lists.ok) return lists

  const broadcast = bext.value && broadcastExtension(bext.value)
  if (bext.value && !broadcast) {
    warnings.push(`Its bext chunk has only ${bext.value.length} bytes and is left out.`)
  }
  const { production, fileSampleRate } = xml.value ? productionXml(xml.value, sampleRate) : {}
  if (fileSampleRate !== undefined && fileSampleRate !== sampleRate) {
    warnings.push(
      `Its iXML says ${fileSampleRate} Hz, its header ${sampleRate} Hz: it is read at ${sampleRate} Hz.`,
    )
  }
  const found = markerList(cue.value ? cueMarkers(cue.value, lists.value.get('adtl') ?? []) : [], length)
  const metadata = presentOrNone<MediaMetadata>({
    broadcast,
    production,
    tags: infoTags(lists.value.get('INFO') ?? []),
    markers: found.markers.length > 0 ? found.markers : undefined,
  })
  return ok({
    metadata,
    warnings: [...warnings, ...clockWarnings(metadata ?? {}, sampleRate), ...found.warnings],
  })
}

/** A clock at another rate than the header's is that of a recorder whose sound is meant to be pulled down, or a mistake. */
function clockWarnings(metadata: MediaMetadata, sampleRate: number): readonly string[] {
  const { samples = 0, sampleRate: rate } = timeReference(metadata, sampleRate) ?? {}
  if (samples === 0 || rate === sampleRate) return []
  return [
    `Its iXML counts timecode at ${rate} Hz, its header says ${sampleRate} Hz: its timecode is read at ${rate} Hz.`,
  ]
}

const tooLong = ({ id, size }: Chunk, limit: number): string =>
  `Its ${id.trim()} chunk has ${size} bytes; the first ${limit} are read.`

/** The sub-chunks of the lists, by the type of list. */
async function readLists(
  file: WindowReader,
  chunks: readonly Chunk[],
  warnings: string[],
): Promise<Result<ReadonlyMap<string, readonly SubChunk[]>, AppError>> {
  const lists = new Map<string, readonly SubChunk[]>()
  for (const chunk of chunks.filter(({ id }) => id === 'LIST').slice(0, MAX_LISTS)) {
    const read = await file.readWhole(chunk.offset, Math.min(chunk.size, LIST_LIMIT))
    if (!read.ok) return read
    const bytes = read.value
    if (bytes.length < 4) continue
    const type = fourCc(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0)
    if (lists.has(type)) continue
    if (chunk.size > LIST_LIMIT) warnings.push(tooLong(chunk, LIST_LIMIT))
    lists.set(type, subChunks(bytes.subarray(4)))
  }
  return ok(lists)
}

/** The tags of `LIST INFO` (RIFF 1.0, chapter 2) that say something of the sound. */
function infoTags(info: readonly SubChunk[]): TextTags | undefined {
  const tag = (id: string) => {
    const found = info.find((each) => each.id === id)
    return found && fieldText(found.body, id === 'ICMT' ? 'lines' : 'one line')
  }
  return presentOrNone<TextTags>({
    title: tag('INAM'),
    artist: tag('IART'),
    comment: tag('ICMT'),
    software: tag('ISFT'),
  })
}
