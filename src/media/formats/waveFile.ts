import type { AppError } from '../../domain/errors.ts'
import { type FileFormat, FORMAT_LABELS, type MediaInfo } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { samples } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { audioExtent, missingChunks, paddedSamples } from './audioExtent.ts'
import { walkAudio } from './audioWalk.ts'
import { type ChunkDialect, fourCc } from './chunks.ts'
import { withChannels } from './metadata/waveChannels.ts'
import { readWaveMetadata } from './metadata/waveMetadata.ts'
import { FORMAT_CHUNK_BYTES, type WavFormat, wavFormat } from './wavFormatChunk.ts'
import { type WindowReader, windowReader } from './windowReader.ts'

/** `RIFF`, the size of the rest, `WAVE`: also with `RF64` or `BW64` before it. */
export const WAVE_HEADER_BYTES = 12

export const WAVE_IDS: ReadonlySet<string> = new Set([
  'fmt ',
  'data',
  'fact',
  'ds64',
  'LIST',
  'JUNK',
  'PAD ',
  'FLLR',
  'bext',
  'iXML',
  'axml',
  'chna',
  'cue ',
  'smpl',
  'inst',
  'PEAK',
  'id3 ',
])

/** The sizes that a wave file states, and what was odd about how it states them. */
export type WaveSizes = {
  readonly riffSize: number
  /** Samples of each channel, where they are counted; nobody has to count right. */
  readonly sampleCount?: number
  readonly sizeOf: ChunkDialect['sizeOf']
  readonly warnings: readonly string[]
}

/**
 * A member of the wave family, whose `sizes` are what sets it apart from the others. `null` for a file that begins
 * otherwise.
 */
export async function probeWave(
  source: ByteSource,
  head: Uint8Array,
  format: FileFormat,
  outerId: string,
  sizes: (file: WindowReader, statedSize: number) => Promise<Result<WaveSizes, AppError>>,
): Promise<Result<MediaInfo, AppError> | null> {
  const header = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (header.byteLength < 4 || fourCc(header, 0) !== outerId) return null
  if (header.byteLength < WAVE_HEADER_BYTES) {
    return malformed(source, format, `it ends after ${source.size} bytes, inside its header`)
  }
  if (fourCc(header, 8) !== 'WAVE') return null
  const file = windowReader(source, head)
  const stated = await sizes(file, header.getUint32(4, true))
  return stated.ok ? readWave(source, file, format, stated.value) : stated
}

const malformed = (source: ByteSource, format: FileFormat, detail: string) =>
  err({ code: 'format/malformed', file: source.name, format: FORMAT_LABELS[format], detail } as const)

async function readWave(
  source: ByteSource,
  file: WindowReader,
  format: FileFormat,
  { riffSize, sampleCount = 0, sizeOf, warnings: odd }: WaveSizes,
): Promise<Result<MediaInfo, AppError>> {
  const dialect: ChunkDialect = { littleEndian: true, knownIds: WAVE_IDS, sizeOf }
  const walked = await walkAudio(file, WAVE_HEADER_BYTES, dialect, 'data')
  if (!walked.ok) return walked
  const walk = walked.value
  const formats = walk.chunks.filter((chunk) => chunk.id === 'fmt ')
  const datas = walk.chunks.filter((chunk) => chunk.id === 'data')
  const [formatChunk] = formats
  const [data] = datas
  if (!formatChunk || !data) {
    const absent = [formatChunk ? [] : 'fmt', data ? [] : 'data'].flat()
    return malformed(source, format, missingChunks(absent, walk, source.size))
  }
  if (formatChunk.offset + formatChunk.size > source.size) {
    return malformed(source, format, 'its fmt chunk runs past the end of the file')
  }
  const body = await file.read(formatChunk.offset, Math.min(formatChunk.size, FORMAT_CHUNK_BYTES))
  if (!body.ok) return body
  const parsed = wavFormat(body.value, source.name, format)
  if (!parsed.ok) return parsed

  const { encoding, channels, sampleRate, blockAlign } = parsed.value
  // Where the count makes it exactly one byte too many, the pad byte was taken for audio.
  const padding = sampleCount > 0 && data.size === sampleCount * blockAlign + 1 ? 1 : 0
  const audio = { offset: data.offset, size: data.size - padding }
  const extent = audioExtent({ format, size: source.size, stated: riffSize, walk }, audio, blockAlign)
  const length = samples(Math.floor(extent.bytes / blockAlign))
  const described = await readWaveMetadata(file, walk.chunks, { sampleRate, length })
  if (!described.ok) return described
  const told = await withChannels(file, walk.chunks, parsed.value, described.value)
  if (!told.ok) return told
  const { metadata, warnings: remarks } = told.value
  return ok({
    fileName: source.name,
    format,
    sampleRate,
    pcm: { encoding, channels, dataOffset: data.offset, length },
    ...(metadata && { metadata }),
    warnings: [
      ...odd,
      ...extent.warnings,
      ...sampleWarnings(parsed.value),
      ...repeated('fmt', formats.length),
      ...repeated('data', datas.length),
      ...remarks,
    ],
  })
}

const sampleWarnings = ({ validBits, encoding: { kind, bits } }: WavFormat): readonly string[] =>
  validBits < bits && kind !== 'float' ? [paddedSamples(validBits, bits)] : []

const repeated = (id: string, count: number): readonly string[] =>
  count > 1 ? [`It has ${count} ${id} chunks; the first is read.`] : []
