export type FixtureEncoding = 'u8' | 's8' | 's16' | 's24' | 's32' | 'f32' | 'f64'

export type FixtureChunk = {
  /** Four characters. */
  readonly id: string
  readonly body: Uint8Array
  /** The size its header states, when that is a lie. */
  readonly size?: number
  /** Leaves out the pad byte after an odd body. */
  readonly unpadded?: boolean
}

/** The `ds64` chunk of an RF64 or BW64 file; sizes that are not given are true. */
export type WideSizes = {
  readonly riffSize?: bigint
  readonly dataSize?: bigint
  readonly sampleCount?: bigint
  readonly table?: readonly (readonly [id: string, size: bigint])[]
  /** The length of the table as it is stated. */
  readonly tableLength?: number
  /** Length of the chunk's body: cut, or filled up with zeros. */
  readonly bytes?: number
}

/** A WAV file to be made: sound unless told otherwise. */
export type WavFixture = {
  /** RF64 or BW64, with FFFFFFFFh for the 32-bit sizes that are not given; `ds64: null` leaves the chunk out. */
  readonly wide?: { readonly id: 'RF64' | 'BW64'; readonly ds64?: WideSizes | null }
  /** Planar, full scale ±1, all of one length: as many arrays as channels. */
  readonly samples: readonly Float64Array[]
  readonly encoding?: FixtureEncoding
  readonly sampleRate?: number
  /** WAVE_FORMAT_EXTENSIBLE. */
  readonly extensible?: {
    readonly validBits?: number
    readonly mask?: number
    readonly subFormat?: Uint8Array
  }
  /** Fields of the `fmt ` chunk that say something else than the truth. */
  readonly fmt?: {
    readonly tag?: number
    readonly channels?: number
    readonly sampleRate?: number
    readonly blockAlign?: number
    readonly bits?: number
    /** Length of the chunk's body: cut, or filled up with zeros. */
    readonly bytes?: number
  }
  /** Bytes of audio instead of the encoded `samples`: any length. */
  readonly data?: Uint8Array
  readonly chunksBefore?: readonly FixtureChunk[]
  /** Between `fmt ` and `data`. */
  readonly chunksBetween?: readonly FixtureChunk[]
  readonly chunksAfter?: readonly FixtureChunk[]
  readonly fmtAfterData?: boolean
  readonly omit?: 'fmt' | 'data'
  readonly dataSize?: number
  readonly riffSize?: number
  /** Leaves out the pad byte after odd audio. */
  readonly unpaddedData?: boolean
  /** Bytes after the last chunk that belong to none. */
  readonly tail?: Uint8Array
}

const BYTES: Readonly<Record<FixtureEncoding, number>> = {
  u8: 1,
  s8: 1,
  s16: 2,
  s24: 3,
  s32: 4,
  f32: 4,
  f64: 8,
}

export function wavFixture(fixture: WavFixture): Uint8Array<ArrayBuffer> {
  const { samples, encoding = 's24', omit } = fixture
  const fmt: FixtureChunk[] = omit === 'fmt' ? [] : [{ id: 'fmt ', body: fmtBody(fixture) }]
  const { wide } = fixture
  const dataSize = fixture.dataSize ?? (wide && 0xffff_ffff)
  const audio: FixtureChunk = {
    id: 'data',
    body: fixture.data ?? encodePcm(samples, encoding),
    ...(dataSize === undefined ? {} : { size: dataSize }),
    unpadded: fixture.unpaddedData ?? false,
  }
  const data = omit === 'data' ? [] : [audio]
  const between = fixture.chunksBetween ?? []
  const middle = fixture.fmtAfterData ? [...data, ...between, ...fmt] : [...fmt, ...between, ...data]
  const chunks = [...(fixture.chunksBefore ?? []), ...middle, ...(fixture.chunksAfter ?? [])]

  const rest = concat([...chunks.map(chunkBytes), fixture.tail ?? new Uint8Array(0)])
  if (!wide) return concat([ascii('RIFF'), u32(fixture.riffSize ?? rest.length + 4), ascii('WAVE'), rest])
  const ds64 = wide.ds64 === null ? [] : [ds64Bytes(wide.ds64 ?? {}, rest.length, audio.body.length)]
  return concat([ascii(wide.id), u32(fixture.riffSize ?? 0xffff_ffff), ascii('WAVE'), ...ds64, rest])
}

function ds64Bytes(wide: WideSizes, restBytes: number, dataBytes: number): Uint8Array {
  const { table = [] } = wide
  const length = wide.bytes ?? 28 + 12 * table.length
  const view = new DataView(new ArrayBuffer(28 + 12 * table.length))
  view.setBigUint64(0, wide.riffSize ?? BigInt(4 + 8 + length + restBytes), true)
  view.setBigUint64(8, wide.dataSize ?? BigInt(dataBytes), true)
  view.setBigUint64(16, wide.sampleCount ?? 0n, true)
  view.setUint32(24, wide.tableLength ?? table.length, true)
  table.forEach(([id, size], entry) => {
    new Uint8Array(view.buffer).set(ascii(id), 28 + 12 * entry)
    view.setBigUint64(32 + 12 * entry, size, true)
  })
  const body = new Uint8Array(length)
  body.set(new Uint8Array(view.buffer).subarray(0, length))
  return chunkBytes({ id: 'ds64', body })
}

/** Interleaved; integers rounded to nearest and held to full scale, `u8` unsigned. */
export function encodePcm(
  samples: readonly Float64Array[],
  encoding: FixtureEncoding,
  littleEndian = true,
): Uint8Array<ArrayBuffer> {
  const width = BYTES[encoding]
  const channels = samples.length
  const length = samples[0]?.length ?? 0
  const bytes = new Uint8Array(length * channels * width)
  const view = new DataView(bytes.buffer)
  const full = 2 ** (8 * width - 1)
  const float = encoding === 'f32' ? 'setFloat32' : encoding === 'f64' ? 'setFloat64' : null
  const middle = encoding === 'u8' ? 128 : 0
  for (const [c, channel] of samples.entries()) {
    for (let n = 0; n < channel.length; n++) {
      const at = (n * channels + c) * width
      const value = channel[n] ?? 0
      if (float) {
        view[float](at, value, littleEndian)
        continue
      }
      const stored = Math.max(-full, Math.min(full - 1, Math.round(value * full))) + middle
      for (let byte = 0; byte < width; byte++)
        view.setUint8(at + (littleEndian ? byte : width - 1 - byte), (stored >> (8 * byte)) & 0xff)
    }
  }
  return bytes
}

function fmtBody({ samples, encoding = 's24', sampleRate = 48_000, extensible, fmt = {} }: WavFixture) {
  const width = BYTES[encoding]
  const channels = samples.length
  const tag = encoding.startsWith('f') ? 3 : 1
  const length = extensible ? 40 : tag === 3 ? 18 : 16
  const view = new DataView(new ArrayBuffer(40))
  view.setUint16(0, fmt.tag ?? (extensible ? 0xfffe : tag), true)
  view.setUint16(2, fmt.channels ?? channels, true)
  view.setUint32(4, fmt.sampleRate ?? sampleRate, true)
  view.setUint32(8, (sampleRate * channels * width) >>> 0, true)
  view.setUint16(12, fmt.blockAlign ?? channels * width, true)
  view.setUint16(14, fmt.bits ?? width * 8, true)
  const bytes = new Uint8Array(view.buffer)
  if (extensible) {
    view.setUint16(16, 22, true)
    view.setUint16(18, extensible.validBits ?? width * 8, true)
    view.setUint32(20, extensible.mask ?? (channels === 1 ? 4 : 3), true)
    bytes.set(extensible.subFormat ?? pcmSubFormat(tag), 24)
  }
  const body = new Uint8Array(fmt.bytes ?? length)
  body.set(bytes.subarray(0, Math.min(body.length, bytes.length)))
  return body
}

/** The sub-format GUID of a format tag. */
export const pcmSubFormat = (tag: number): Uint8Array =>
  Uint8Array.of(tag & 0xff, tag >> 8, 0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113)

function chunkBytes({ id, body, size, unpadded }: FixtureChunk): Uint8Array {
  const pad = new Uint8Array(unpadded ? 0 : body.length % 2)
  return concat([ascii(id), u32(size ?? body.length), body, pad])
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
