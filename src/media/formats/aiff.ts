import type { AppError } from '../../domain/errors.ts'
import { FORMAT_LABELS, type MediaInfo } from '../../domain/media.ts'
import type { ByteSource } from '../../domain/ports.ts'
import { samples } from '../../domain/units.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { type AiffCommon, aiffCommon, COMMON_CHUNK_BYTES } from './aiffCommonChunk.ts'
import { audioExtent, missingChunks, paddedSamples, UNKNOWN_SIZE } from './audioExtent.ts'
import { walkAudio } from './audioWalk.ts'
import { type Chunk, type ChunkDialect, fourCc } from './chunks.ts'
import type { MediaFormat } from './format.ts'
import { readAiffMetadata } from './metadata/aiffMetadata.ts'
import { type WindowReader, windowReader } from './windowReader.ts'

type AiffFormat = 'aiff' | 'aifc'

/** AIFF 1.3 (Apple, 1989): big-endian integers, chunks in any order. */
export const aiff: MediaFormat = {
  id: 'aiff',
  probe: (source, head) => probeAiff(source, head, 'aiff', 'AIFF'),
}

/** AIFF-C (Apple, 1991): the same with a kind of coding, of which those that are PCM are read. */
export const aifc: MediaFormat = {
  id: 'aifc',
  probe: (source, head) => probeAiff(source, head, 'aifc', 'AIFC'),
}

/** `FORM`, the size of the rest, the kind of form. */
const FORM_HEADER_BYTES = 12
/** Offset to the first sample, block size: what comes before the samples in `SSND`. */
const SOUND_HEADER_BYTES = 8

const DIALECT: ChunkDialect = {
  littleEndian: false,
  knownIds: new Set([
    'COMM',
    'SSND',
    'FVER',
    'MARK',
    'INST',
    'COMT',
    'NAME',
    'AUTH',
    'ANNO',
    '(c) ',
    'AESD',
    'APPL',
    'MIDI',
    'CHAN',
    'FLLR',
    'ID3 ',
  ]),
  sizeOf: (_id, stated) => stated,
}

async function probeAiff(
  source: ByteSource,
  head: Uint8Array,
  format: AiffFormat,
  kind: string,
): Promise<Result<MediaInfo, AppError> | null> {
  const header = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (header.byteLength < FORM_HEADER_BYTES) return null
  if (fourCc(header, 0) !== 'FORM' || fourCc(header, 8) !== kind) return null
  return readAiff(source, windowReader(source, head), format, header.getUint32(4))
}

async function readAiff(
  source: ByteSource,
  file: WindowReader,
  format: AiffFormat,
  formSize: number,
): Promise<Result<MediaInfo, AppError>> {
  const malformed = (detail: string) =>
    err({ code: 'format/malformed', file: source.name, format: FORMAT_LABELS[format], detail } as const)
  const walked = await walkAudio(file, FORM_HEADER_BYTES, DIALECT, 'SSND')
  if (!walked.ok) return walked
  const walk = walked.value
  const commonChunk = walk.chunks.find(({ id }) => id === 'COMM')
  const sound = walk.chunks.find(({ id }) => id === 'SSND')
  if (!commonChunk) {
    return malformed(missingChunks(['COMM', sound ? [] : 'SSND'].flat(), walk, source.size))
  }
  const body = await file.read(commonChunk.offset, Math.min(commonChunk.size, COMMON_CHUNK_BYTES))
  if (!body.ok) return body
  const common = aiffCommon(body.value, source.name, format)
  if (!common.ok) return common
  // Only a file that says it is silent and 0 samples long may leave it out.
  if (!sound && common.value.frames > 0) return malformed(missingChunks(['SSND'], walk, source.size))

  const audio = await soundData(file, sound)
  if (!audio.ok) return audio
  if (audio.value.offset > source.size) {
    return malformed('its audio is said to begin past the end of the file')
  }
  const { encoding, channels, sampleRate, frames } = common.value
  const frameBytes = (channels * encoding.bits) / 8
  const { offset, size, blocks } = audio.value
  const over = isFilledIn(frames) ? size - frames * frameBytes : 0
  // A file of blocks has padding after its last sample, and many writers count the pad byte of odd audio.
  const isPadding = over > 0 && (blocks || over < frameBytes) && offset + size <= source.size
  const data = { offset, size: isPadding ? size - over : size }
  const extent = audioExtent({ format, size: source.size, stated: formSize, walk }, data, frameBytes)
  const counted = frameCount(frames, Math.floor(extent.bytes / frameBytes))
  const described = await readAiffMetadata(file, walk.chunks, { channels, length: counted.length })
  if (!described.ok) return described
  return ok({
    fileName: source.name,
    format,
    sampleRate,
    pcm: { encoding, channels, dataOffset: offset, length: samples(counted.length) },
    ...(described.value.metadata && { metadata: described.value.metadata }),
    warnings: [
      ...extent.warnings,
      ...(extent.warnings.length === 0 ? counted.warnings : []),
      ...sampleWarnings(common.value),
      ...described.value.warnings,
    ],
  })
}

/** Where the samples lie in an `SSND` chunk, which may begin with padding. */
async function soundData(
  file: WindowReader,
  sound: Chunk | undefined,
): Promise<Result<Pick<Chunk, 'offset' | 'size'> & { readonly blocks: boolean }, AppError>> {
  if (!sound) return ok({ offset: file.size, size: 0, blocks: false })
  const header = await file.read(sound.offset, SOUND_HEADER_BYTES)
  if (!header.ok) return header
  const whole = header.value.byteLength === SOUND_HEADER_BYTES
  const skip = SOUND_HEADER_BYTES + (whole ? header.value.getUint32(0) : 0)
  return ok({
    offset: sound.offset + skip,
    // FFFFFFFFh is not a size to count from.
    size: sound.size === UNKNOWN_SIZE ? UNKNOWN_SIZE : Math.max(0, sound.size - skip),
    blocks: whole && header.value.getUint32(4) > 0,
  })
}

/** A count of 0 or FFFFFFFFh was left by a recorder that could not finish. */
const isFilledIn = (frames: number): boolean => frames > 0 && frames < UNKNOWN_SIZE

/** The length is what `COMM` says, as far as it is there. */
function frameCount(
  stated: number,
  held: number,
): { readonly length: number; readonly warnings: readonly string[] } {
  const length = isFilledIn(stated) ? Math.min(stated, held) : held
  const warning = `Its header says ${stated} samples, its audio has ${held}: ${length} are read.`
  return { length, warnings: stated === held ? [] : [warning] }
}

const sampleWarnings = ({ validBits, encoding: { kind, bits } }: AiffCommon): readonly string[] =>
  validBits < bits && kind !== 'float' ? [paddedSamples(validBits, bits)] : []
