import type { AppError } from '../../domain/errors.ts'
import { ok, type Result } from '../../lib/result.ts'
import { UNKNOWN_SIZE } from './audioExtent.ts'
import { fourCc } from './chunks.ts'
import type { MediaFormat } from './format.ts'
import { probeWave, WAVE_HEADER_BYTES, type WaveSizes } from './waveFile.ts'
import type { WindowReader } from './windowReader.ts'

/** RF64 (EBU Tech 3306): WAV past 4 GiB. */
export const rf64: MediaFormat = {
  id: 'rf64',
  probe: (source, head) => probeWave(source, head, 'rf64', 'RF64', wideSizes),
}

/** BW64 (ITU-R BS.2088): the same file under another name. */
export const bw64: MediaFormat = {
  id: 'bw64',
  probe: (source, head) => probeWave(source, head, 'bw64', 'BW64', wideSizes),
}

const CHUNK_HEADER_BYTES = 8
/** Half of what can be counted exactly, so that an offset can be added. */
const LARGEST_SIZE = 2 ** 52
/** The sizes of the file and of its audio, without which there is nothing to take from a `ds64` chunk. */
const LEAST_BYTES = 16
/** With the count of samples, for which BW64 has a dummy. */
const COUNTED_BYTES = 24
/** With the length of the table. */
const FIXED_BYTES = 28
const TABLE_ENTRY_BYTES = 12
/** Of a table, as many entries as one small read holds. No file has that many chunks past 4 GiB. */
const MAX_ENTRIES = 300

/**
 * Sizes past 32 bits, from the `ds64` chunk, which comes first. Where it is missing the 32 bits are all there is to go
 * by, and audio of FFFFFFFFh bytes is read as far as the file goes.
 */
async function wideSizes(file: WindowReader, statedSize: number): Promise<Result<WaveSizes, AppError>> {
  const at = WAVE_HEADER_BYTES
  const header = await file.read(at, CHUNK_HEADER_BYTES)
  if (!header.ok) return header
  const found = header.value.byteLength === CHUNK_HEADER_BYTES && fourCc(header.value, 0) === 'ds64'
  const size = found ? header.value.getUint32(4, true) : 0
  const wanted = Math.min(size, FIXED_BYTES + MAX_ENTRIES * TABLE_ENTRY_BYTES)
  const body = await file.read(at + CHUNK_HEADER_BYTES, wanted)
  if (!body.ok) return body
  const view = body.value
  if (view.byteLength < LEAST_BYTES) {
    const warnings = ['It has no ds64 chunk, in which a file of its kind keeps its sizes.']
    return ok({ riffSize: statedSize, sizeOf: (_id, stated) => stated, warnings })
  }
  const riffSize = size64(view, 0)
  const dataSize = size64(view, 8)
  const table = sizeTable(view)
  return ok({
    riffSize: statedSize === UNKNOWN_SIZE ? riffSize : statedSize,
    ...(view.byteLength >= COUNTED_BYTES && { sampleCount: size64(view, 16) }),
    sizeOf(id, stated) {
      if (id === 'data') {
        const isWide = stated === UNKNOWN_SIZE || stated === 0 || dataSize > UNKNOWN_SIZE
        return isWide ? dataSize : stated
      }
      return stated === UNKNOWN_SIZE ? (table.get(id) ?? stated) : stated
    },
    warnings: [],
  })
}

/** The sizes of chunks other than `data`; of two with one id, the first. */
function sizeTable(view: DataView): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  if (view.byteLength < FIXED_BYTES) return sizes
  const room = Math.floor((view.byteLength - FIXED_BYTES) / TABLE_ENTRY_BYTES)
  const entries = Math.min(view.getUint32(24, true), room)
  for (let entry = 0; entry < entries; entry++) {
    const at = FIXED_BYTES + entry * TABLE_ENTRY_BYTES
    const id = fourCc(view, at)
    if (!sizes.has(id)) sizes.set(id, size64(view, at + 4))
  }
  return sizes
}

/** A 64-bit size; one that no file can have is held to the largest that can be counted with. */
const size64 = (view: DataView, at: number): number =>
  Math.min(Number(view.getBigUint64(at, true)), LARGEST_SIZE)
