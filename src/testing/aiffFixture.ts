import { ascii, concat, encodePcm, type FixtureChunk, type FixtureEncoding } from './wavFixture.ts'

/** An AIFF file to be made, or with a `coding` an AIFF-C file: sound unless told otherwise. */
export type AiffFixture = {
  /** Planar, full scale ±1, all of one length: as many arrays as channels. */
  readonly samples: readonly Float64Array[]
  readonly encoding?: FixtureEncoding
  readonly littleEndian?: boolean
  readonly coding?: string
  readonly sampleRate?: number
  /** Fields of the `COMM` chunk that say something else than the truth. */
  readonly common?: {
    readonly channels?: number
    readonly frames?: number
    readonly bits?: number
    /** The ten bytes of the rate. */
    readonly rate?: Uint8Array
    /** Length of the chunk's body: cut, or filled up with zeros. */
    readonly bytes?: number
  }
  /** Bytes between the head of `SSND` and the first sample. */
  readonly soundOffset?: number
  /** As it is stated, when that is a lie. */
  readonly statedOffset?: number
  readonly blockSize?: number
  readonly soundSize?: number
  readonly formSize?: number
  readonly soundBeforeCommon?: boolean
  readonly omit?: 'COMM' | 'SSND'
  /** Bytes of audio instead of the encoded `samples`. */
  readonly data?: Uint8Array
  readonly chunksBefore?: readonly FixtureChunk[]
  readonly chunksAfter?: readonly FixtureChunk[]
}

const BITS: Readonly<Record<FixtureEncoding, number>> = {
  u8: 8,
  s8: 8,
  s16: 16,
  s24: 24,
  s32: 32,
  f32: 32,
  f64: 64,
}

export function aiffFixture(fixture: AiffFixture): Uint8Array<ArrayBuffer> {
  const { samples, encoding = 's24', littleEndian = false, coding, omit } = fixture
  const { soundOffset = 0, statedOffset = soundOffset, blockSize = 0, soundSize } = fixture
  const pcm = fixture.data ?? encodePcm(samples, encoding, littleEndian)
  const sound: FixtureChunk = {
    id: 'SSND',
    body: concat([big32(statedOffset), big32(blockSize), new Uint8Array(soundOffset), pcm]),
    ...(soundSize === undefined ? {} : { size: soundSize }),
  }
  const common = omit === 'COMM' ? [] : [{ id: 'COMM', body: commonBody(fixture) }]
  const sounds = omit === 'SSND' ? [] : [sound]
  const version = coding === undefined ? [] : [{ id: 'FVER', body: big32(0xa280_5140) }]
  const chunks: readonly FixtureChunk[] = [
    ...version,
    ...(fixture.chunksBefore ?? []),
    ...(fixture.soundBeforeCommon ? [...sounds, ...common] : [...common, ...sounds]),
    ...(fixture.chunksAfter ?? []),
  ]
  const rest = concat(chunks.map(chunkBytes))
  const kind = ascii(coding === undefined ? 'AIFF' : 'AIFC')
  return concat([ascii('FORM'), big32(fixture.formSize ?? rest.length + 4), kind, rest])
}

function commonBody({ samples, encoding = 's24', coding, sampleRate = 48_000, common = {} }: AiffFixture) {
  const view = new DataView(new ArrayBuffer(18))
  view.setUint16(0, common.channels ?? samples.length)
  view.setUint32(2, common.frames ?? samples[0]?.length ?? 0)
  view.setUint16(6, common.bits ?? BITS[encoding])
  const fixed = new Uint8Array(view.buffer)
  fixed.set(common.rate ?? extendedBytes(sampleRate), 8)
  // The name of the coding: a length, its letters, and a pad byte to an even length.
  const kind = coding === undefined ? [] : [ascii(coding), ascii('\x04test\0')]
  const body = concat([fixed, ...kind])
  const held = new Uint8Array(common.bytes ?? body.length)
  held.set(body.subarray(0, held.length))
  return held
}

/** A whole number of up to 52 bits as an IEEE 754 extended number of 80 bits. */
export function extendedBytes(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(10))
  const exponent = Math.floor(Math.log2(value))
  view.setUint16(0, 16_383 + exponent)
  view.setBigUint64(2, BigInt(Math.round(value * 2 ** (52 - exponent))) << 11n)
  return new Uint8Array(view.buffer)
}

function chunkBytes({ id, body, size, unpadded }: FixtureChunk): Uint8Array {
  const pad = new Uint8Array(unpadded ? 0 : body.length % 2)
  return concat([ascii(id), big32(size ?? body.length), body, pad])
}

export function big32(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, value)
  return new Uint8Array(view.buffer)
}
