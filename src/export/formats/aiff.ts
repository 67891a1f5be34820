import { deliveryContainer } from '../../domain/deliveryContainers.ts'
import type { MarkerDraft } from '../../domain/markers.ts'
import { metadataLosses } from '../../domain/metadataLosses.ts'
import { joined } from '../../lib/joined.ts'
import { ok } from '../../lib/result.ts'
import { byteFields, chunk } from '../byteFields.ts'
import { asciiText } from './asciiText.ts'
import { type DeliveryFacts, type DeliveryFileFormat, NO_STATE, SAMPLE_BYTES } from './deliveryEncoder.ts'

/** The version of AIFF-C (Apple, Audio Interchange File Format AIFF-C, 1991). */
const AIFC_VERSION_1 = 0xa280_5140
/** Sizes have 32 bits. */
const MAX_SIZE = 0xffff_ffff
const MAX_NAME = 255
/** They are counted in 16 bits (AIFF 1.3). */
const MAX_MARKERS = 0xffff

/**
 * AIFF 1.3 for integers, AIFF-C with the compression type `fl32` for floats; markers as `MARK`, title as `NAME`,
 * originator as `AUTH`, description as `ANNO`, all before the samples. It has no field for timecode or loudness.
 */
export const aiff: DeliveryFileFormat = {
  ...deliveryContainer('aiff'),

  refusal(facts) {
    if (facts.markers.length > MAX_MARKERS)
      return `it holds ${MAX_MARKERS} markers, not ${facts.markers.length}`
    return joined(headParts(facts)).length + audioBytes(facts) + 1 > MAX_SIZE
      ? 'it holds 4 GiB, and this file is longer'
      : undefined
  },

  open(facts) {
    const { kind } = facts
    const head = joined(headParts(facts))
    const bytes = audioBytes(facts)
    const pad = new Uint8Array(bytes % 2)
    new DataView(head.buffer).setUint32(4, head.length - 8 + bytes + pad.length)
    return ok({
      head,
      warnings: warningsOf(facts),
      push: (pcm) => ok(bigEndian(pcm, SAMPLE_BYTES[kind])),
      state: () => NO_STATE,
      finish: () => ok({ bytes: pad, patches: [] }),
      close: () => undefined,
    })
  },
}

const audioBytes = ({ samples, speakers, kind }: DeliveryFacts): number =>
  samples * speakers.length * SAMPLE_BYTES[kind]

/** Everything before the samples, with 0 for the size of the file. */
function headParts(facts: DeliveryFacts): Uint8Array[] {
  const form = byteFields(12, 'be')
  form.id('FORM')
  form.u32(0)
  form.id(facts.kind === 'float32' ? 'AIFC' : 'AIFF')
  const sound = byteFields(16, 'be')
  sound.id('SSND')
  sound.u32(8 + audioBytes(facts))
  const version = byteFields(4, 'be')
  version.u32(AIFC_VERSION_1)
  return [
    form.bytes,
    ...(facts.kind === 'float32' ? [chunk('FVER', version.bytes, 'be')] : []),
    commonChunk(facts),
    ...(facts.markers.length > 0 ? [markerChunk(facts.markers)] : []),
    ...textChunk('NAME', facts.title),
    ...textChunk('AUTH', facts.originator),
    ...textChunk('ANNO', facts.description),
    sound.bytes,
  ]
}

function commonChunk({ kind, speakers, samples, sampleRate }: DeliveryFacts): Uint8Array {
  const coding = kind === 'float32' ? joined([ascii('fl32'), pascalText('32-bit float')]) : new Uint8Array(0)
  const { bytes, u16, u32, u64, raw } = byteFields(18 + coding.length, 'be')
  u16(speakers.length)
  u32(samples)
  u16(8 * SAMPLE_BYTES[kind])
  // The rate as an IEEE 754 extended number of 80 bits: the exponent, and a mantissa whose first bit is written.
  const exponent = Math.floor(Math.log2(sampleRate))
  u16(16_383 + exponent)
  u64(BigInt(sampleRate) << BigInt(63 - exponent))
  raw(coding)
  return chunk('COMM', bytes, 'be')
}

function markerChunk(markers: readonly MarkerDraft[]): Uint8Array {
  const count = byteFields(2, 'be')
  count.u16(markers.length)
  const points = markers.map(({ at, name }, i) => {
    const point = byteFields(6, 'be')
    point.u16(i + 1)
    point.u32(at)
    return joined([point.bytes, pascalText(markerName(name))])
  })
  return chunk('MARK', joined([count.bytes, ...points]), 'be')
}

const markerName = (label: string): string => asciiText(label).slice(0, MAX_NAME)

const textChunk = (id: string, text: string): Uint8Array[] =>
  text ? [chunk(id, ascii(asciiText(text)), 'be')] : []

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A length, as many letters, and a pad byte to an even length in all. */
function pascalText(text: string): Uint8Array {
  const { bytes, u8, id } = byteFields((text.length + 2) & ~1)
  u8(text.length)
  id(text)
  return bytes
}

function warningsOf({ title, originator, description, markers, sampleRate }: DeliveryFacts): string[] {
  const changed = [title, originator, description].filter((text) => asciiText(text) !== text)
  const renamed = markers.filter(({ name }) => markerName(name) !== name).length
  return [
    ...changed.map((text) => `AIFF texts are ASCII: one of them reads “${asciiText(text)}”.`),
    ...(renamed > 0
      ? [`AIFF names are ASCII of at most ${MAX_NAME} letters: ${renamed} of its markers were renamed.`]
      : []),
    ...metadataLosses(aiff, markers, sampleRate),
  ]
}

/** The samples with their bytes turned round, in fresh memory: the caller's may be the mix's own. */
function bigEndian(pcm: Uint8Array, width: 2 | 3 | 4): Uint8Array {
  const turned = pcm.slice()
  // The outer two bytes change places, and of four the inner two: a loop for each is several times one over widths.
  const last = width - 1
  for (let at = 0; at < turned.length; at += width) {
    turned[at] = pcm[at + last] ?? 0
    turned[at + last] = pcm[at] ?? 0
  }
  if (width < 4) return turned
  for (let at = 1; at < turned.length; at += 4) {
    turned[at] = pcm[at + 1] ?? 0
    turned[at + 1] = pcm[at] ?? 0
  }
  return turned
}
