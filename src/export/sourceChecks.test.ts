import { beforeAll, expect, it } from 'vitest'
import { emptySession, type Session } from '../domain/session.ts'
import { samples } from '../domain/units.ts'
import { ok } from '../lib/result.ts'
import { fileByteSource } from '../media/byteSource.ts'
import { fingerprint } from '../media/fingerprint.ts'
import { infoNamed } from '../testing/appRig.ts'
import { checkSources } from './sourceChecks.ts'

const BYTES = Uint8Array.from({ length: 10_000 }, (_, n) => n % 251)
const CHANGED = { ok: false, error: { code: 'file/changed', file: 'DX.wav' } }
let session: Session

const check = (bytes: Uint8Array<ArrayBuffer>, of = session) =>
  checkSources(of, new Map([['1', new File([bytes], 'DX.wav')]]))

beforeAll(async () => {
  const known = await fingerprint(fileByteSource(new File([BYTES], 'DX.wav')))
  if (!known.ok) throw new Error('a file in memory cannot be read')
  session = { ...emptySession('A'), media: { '1': infoNamed('DX.wav', { fingerprint: known.value }) } }
})

it('passes files that are what they were', async () => {
  expect(await check(BYTES)).toEqual(ok(undefined))
})

it('names a file of the same length with one bit changed, one that is longer, and one that is shorter', async () => {
  const other = BYTES.slice()
  other[5000] = 255
  expect(await check(other)).toEqual(CHANGED)
  expect(await check(new Uint8Array([...BYTES, 0]))).toEqual(CHANGED)
  expect(await check(BYTES.slice(1))).toEqual(CHANGED)
})

it('looks at the length of a conformed copy, which has another name', async () => {
  const info = infoNamed('DX.wav')
  const pcm = { ...info.pcm, dataOffset: 0, length: samples(100), channels: 2 }
  const conformed = { ...info, pcm, conform: { codec: 'AAC', sampleRate: 44_100, length: samples(90) } }
  const of = { ...session, media: { '1': conformed } }
  const bytes = (100 * 2 * pcm.encoding.bits) / 8
  expect(await check(new Uint8Array(bytes), of)).toEqual(ok(undefined))
  expect(await check(new Uint8Array(bytes - 1), of)).toEqual(CHANGED)
})
