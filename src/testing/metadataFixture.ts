import { ascii, concat, type FixtureChunk } from './wavFixture.ts'

/** A `bext` chunk, version 2 unless told otherwise. Texts are UTF-8, cut at the length of their fields. */
export type BroadcastFixture = {
  readonly version?: number
  readonly description?: string | Uint8Array
  readonly originator?: string
  readonly originatorReference?: string
  readonly date?: string
  readonly time?: string
  readonly timeReference?: bigint
  readonly umid?: Uint8Array
  /** Value, range, max true peak, max momentary, max short-term, as they are stored. */
  readonly loudness?: readonly number[]
  readonly codingHistory?: string
  /** Length of the body: cut, or filled up with zeros. */
  readonly bytes?: number
}

export function broadcastChunk(fixture: BroadcastFixture): FixtureChunk {
  const fixed = new Uint8Array(602)
  const view = new DataView(fixed.buffer)
  const put = (text: string | Uint8Array = '', at: number, length: number): void => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
    fixed.set(bytes.subarray(0, length), at)
  }
  put(fixture.description, 0, 256)
  put(fixture.originator, 256, 32)
  put(fixture.originatorReference, 288, 32)
  put(fixture.date, 320, 10)
  put(fixture.time, 330, 8)
  view.setBigUint64(338, fixture.timeReference ?? 0n, true)
  view.setUint16(346, fixture.version ?? 2, true)
  put(fixture.umid, 348, 64)
  fixture.loudness?.forEach((value, i) => {
    view.setInt16(412 + 2 * i, value, true)
  })
  const whole = concat([fixed, new TextEncoder().encode(fixture.codingHistory ?? '')])
  const body = new Uint8Array(fixture.bytes ?? whole.length)
  body.set(whole.subarray(0, body.length))
  return { id: 'bext', body }
}

export const productionChunk = (xml: string): FixtureChunk => ({
  id: 'iXML',
  body: new TextEncoder().encode(xml),
})

/** A `cue ` chunk of points with their ids. */
export function cueChunk(points: readonly { readonly id: number; readonly sample: number }[]): FixtureChunk {
  const view = new DataView(new ArrayBuffer(4 + 24 * points.length))
  view.setUint32(0, points.length, true)
  points.forEach(({ id, sample }, i) => {
    view.setUint32(4 + 24 * i, id, true)
    new Uint8Array(view.buffer).set(ascii('data'), 12 + 24 * i)
    view.setUint32(24 + 24 * i, sample, true)
  })
  return { id: 'cue ', body: new Uint8Array(view.buffer) }
}

/** A `chna` chunk of tracks, from 1, with what they refer to; `count`: of its entries, when that is a lie. */
export function allocationChunk(
  entries: readonly (readonly [track: number, reference: string])[],
  count = entries.length,
): FixtureChunk {
  const body = new Uint8Array(4 + 40 * entries.length)
  const view = new DataView(body.buffer)
  view.setUint16(0, new Set(entries.map(([track]) => track)).size, true)
  view.setUint16(2, count, true)
  entries.forEach(([track, reference], n) => {
    const at = 4 + 40 * n
    view.setUint16(at, track, true)
    const number = String(n + 1).padStart(8, '0')
    body.set(ascii(`ATU_${number}${reference}AP_00010003`), at + 2)
  })
  return { id: 'chna', body }
}

/** A `LIST` of a type, its sub-chunks padded to even lengths. */
export function listChunk(
  type: string,
  parts: readonly (readonly [id: string, body: Uint8Array])[],
): FixtureChunk {
  const bytes = parts.map(([id, body]) =>
    concat([ascii(id), little32(body.length), body, new Uint8Array(body.length % 2)]),
  )
  return { id: 'LIST', body: concat([ascii(type), ...bytes]) }
}

/** `labl` or `note`: the id of a point, text, NUL. */
export const pointText = (point: number, text: string): Uint8Array =>
  concat([little32(point), new TextEncoder().encode(text), new Uint8Array(1)])

/** `ltxt` without text: the id of a point and the length of its region. */
export const pointRegion = (point: number, length: number): Uint8Array =>
  concat([little32(point), little32(length), ascii('rgn '), new Uint8Array(8)])

export function little32(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, value, true)
  return new Uint8Array(view.buffer)
}
