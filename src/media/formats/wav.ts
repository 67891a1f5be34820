import type { AppError } from '../../domain/errors.ts'
import type { MediaInfo } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { samples } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { MediaFormat } from './format.ts'
import { fourCc, type RiffChunk, type RiffWalk, riffChunks } from './riffChunks.ts'
import { FORMAT_CHUNK_BYTES, type WavFormat, wavFormat } from './wavFormatChunk.ts'
import { windowReader } from './windowReader.ts'

/** 'RIFF', the size of the rest, 'WAVE'. */
const RIFF_HEADER_BYTES = 12

/** What a writer puts where it does not know the size yet, and may never come back to. */
const UNKNOWN_SIZE = 0xffff_ffff

/**
 * WAV: RIFF/WAVE holding integer or float PCM, plain or WAVE_FORMAT_EXTENSIBLE, chunks in any order. What a
 * recorder that lost power leaves behind is read as far as the file goes, with a warning.
 */
export const wav: MediaFormat = {
  id: 'wav',
  label: 'WAV',
  async probe(source, head) {
    const header = new DataView(head.buffer, head.byteOffset, head.byteLength)
    if (header.byteLength < 4 || fourCc(header, 0) !== 'RIFF') return null
    if (header.byteLength < RIFF_HEADER_BYTES) {
      return malformed(source, `it ends after ${source.size} bytes, inside its header`)
    }
    return fourCc(header, 8) === 'WAVE' ? readWav(source, head, header.getUint32(4, true)) : null
  },
}

const malformed = (source: ByteSource, detail: string) =>
  err({ code: 'wav/malformed', file: source.name, detail } as const)

async function readWav(
  source: ByteSource,
  head: Uint8Array,
  riffSize: number,
): Promise<Result<MediaInfo, AppError>> {
  const file = windowReader(source, head)
  const walk = await riffChunks(file, RIFF_HEADER_BYTES)
  if (!walk.ok) return walk
  const formats = walk.value.chunks.filter((chunk) => chunk.id === 'fmt ')
  const datas = walk.value.chunks.filter((chunk) => chunk.id === 'data')
  const [formatChunk] = formats
  const [data] = datas
  if (!formatChunk || !data) return malformed(source, missing(formatChunk, data, walk.value, source.size))
  if (formatChunk.offset + formatChunk.size > source.size) {
    return malformed(source, 'its fmt chunk runs past the end of the file')
  }

  const body = await file.read(formatChunk.offset, Math.min(formatChunk.size, FORMAT_CHUNK_BYTES))
  if (!body.ok) return body
  const format = wavFormat(body.value, source.name)
  if (!format.ok) return format

  const { bytes, warnings } = extent(source, riffSize, data, walk.value, format.value)
  if (format.value.validBits < format.value.encoding.bits && format.value.encoding.kind === 'int') {
    const { validBits, encoding } = format.value
    warnings.push(
      `It holds ${validBits}-bit audio in ${encoding.bits}-bit samples; all ${encoding.bits} bits are read.`,
    )
  }
  if (formats.length > 1) warnings.push(`It has ${formats.length} fmt chunks; the first is read.`)
  if (datas.length > 1) warnings.push(`It has ${datas.length} data chunks; the first is read.`)

  const { encoding, channels, sampleRate, blockAlign } = format.value
  return ok({
    fileName: source.name,
    format: 'wav',
    sampleRate,
    pcm: { encoding, channels, dataOffset: data.offset, length: samples(Math.floor(bytes / blockAlign)) },
    warnings,
  })
}

function missing(
  format: RiffChunk | undefined,
  data: RiffChunk | undefined,
  walk: RiffWalk,
  fileSize: number,
): string {
  const absent = [format ? [] : 'fmt', data ? [] : 'data'].flat().join(' and no ')
  const last = walk.chunks.at(-1)
  const overrun = last && last.offset + last.size > fileSize
  return `it has no ${absent} chunk${overrun ? `: its ${last.id.trim()} chunk runs past the end of the file` : ''}`
}

/**
 * How many bytes of audio there are, and what to say about it. A size shorter than the file is believed. A size of
 * 0 that more than chunks follow, of FFFFFFFFh, or longer than the file is what a recorder leaves that could not
 * finish: the file then decides.
 */
function extent(
  source: ByteSource,
  riffSize: number,
  data: RiffChunk,
  walk: RiffWalk,
  format: WavFormat,
): { bytes: number; warnings: string[] } {
  const warnings: string[] = []
  const available = source.size - data.offset
  const unfinalised =
    data.size > available || data.size === UNKNOWN_SIZE || (data.size === 0 && walk.stoppedAt < source.size)
  // Counting a pad byte that is then left out at the very end is no sign of a lost ending.
  const riffUnfinalised =
    riffSize === 0 || riffSize === UNKNOWN_SIZE || riffSize + 8 > Math.max(source.size, walk.stoppedAt)
  const bytes = unfinalised ? available : data.size
  const partial = bytes % format.blockAlign
  const left = source.size - walk.stoppedAt

  if (unfinalised) {
    warnings.push(notFinalised(`${data.size} bytes of audio`, available))
  } else if (riffUnfinalised) {
    warnings.push(notFinalised(`${riffSize} bytes in all`, source.size - 8))
  } else if (left >= format.blockAlign) {
    warnings.push(`Its last ${left} bytes are not WAV chunks and are left out.`)
  }
  if (partial > 0) {
    warnings.push(`Its audio ends part-way through a sample: the last ${bytesText(partial)} left out.`)
  }
  return { bytes, warnings }
}

const notFinalised = (stated: string, held: number): string =>
  `The recording was not finalised, or not copied whole: its header says ${stated}, the file holds ${held}. It is read as far as the file goes.`

const bytesText = (count: number): string => (count === 1 ? 'byte is' : `${count} bytes are`)
