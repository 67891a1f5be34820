import { byteFields, chunk } from '../byteFields.ts'
import { asciiText } from './asciiText.ts'
import type { DeliveryFacts, MeasuredLoudness } from './deliveryEncoder.ts'
import { SAMPLE_BYTES } from './deliveryEncoder.ts'

/** Everything but the coding history (EBU Tech 3285 version 2, § 2.3). */
const FIXED_BYTES = 602
const DESCRIPTION_BYTES = 256
const ORIGINATOR_BYTES = 32
/** A loudness that is not used (§ 2.4). */
const UNUSED = 0x7fff

/**
 * The `bext` chunk of version 2 (EBU Tech 3285). No UMID, and no OriginatorReference: nothing here gives out numbers.
 * Its length does not depend on what was measured.
 */
export function bextChunk(facts: DeliveryFacts, measured: MeasuredLoudness): Uint8Array {
  const history = codingHistory(facts)
  const { bytes, text, u16, i16, u64, skip, raw } = byteFields(FIXED_BYTES + history.length)
  text(bextDescription(facts), DESCRIPTION_BYTES)
  text(originator(facts), ORIGINATOR_BYTES)
  skip(32)
  text(facts.date, 10)
  text(facts.time, 8)
  u64(facts.start)
  u16(2)
  skip(64)
  i16(loudnessField(measured.integratedLufs))
  i16(
    measured.loudnessRangeLu !== null && measured.loudnessRangeLu < 0
      ? UNUSED
      : loudnessField(measured.loudnessRangeLu),
  )
  i16(loudnessField(measured.maxTruePeakDbtp))
  i16(loudnessField(measured.maxMomentaryLufs))
  i16(loudnessField(measured.maxShortTermLufs))
  skip(180)
  raw(history)
  return chunk('bext', bytes)
}

/** The title and, where there is one, the description behind it. */
const wholeDescription = ({ title, description }: DeliveryFacts): string =>
  [title, description].filter(Boolean).join('. ')

const bextDescription = (facts: DeliveryFacts): string =>
  asciiText(wholeDescription(facts)).slice(0, DESCRIPTION_BYTES)

const originator = (facts: DeliveryFacts): string => asciiText(facts.originator).slice(0, ORIGINATOR_BYTES)

/** What the ASCII fields of fixed length do not hold as it was. */
export function bextWarnings(facts: DeliveryFacts): readonly string[] {
  const lost = (name: string, whole: string, held: string): string[] =>
    whole === held
      ? []
      : [`The ${name} in its bext chunk, which takes ASCII of limited length, reads “${held}”.`]
  return [
    ...lost('description', wholeDescription(facts), bextDescription(facts)),
    ...lost('originator', facts.originator, originator(facts)),
  ]
}

/**
 * Hundredths, rounded to nearest, ties away from zero (§ 2.4): −22.645 is −2265. What lies outside −99.99…99.99 has no
 * number there, and reads as not used.
 */
export function loudnessField(value: number | null): number {
  if (value === null || !Number.isFinite(value)) return UNUSED
  // −22.645 × 100 is −2264.4999… in binary: twelve digits are what a decimal figure of this size has.
  const hundredths = Number((value * 100).toPrecision(12))
  const rounded = Math.trunc(hundredths + Math.sign(hundredths) * 0.5)
  return Math.abs(rounded) > 9999 ? UNUSED : rounded
}

/** One line after EBU R 98: `A=PCM,F=48000,W=24,M=stereo,T=Dubstage; TPDF dither`. It knows no mode beyond stereo. */
function codingHistory({ kind, sampleRate, speakers, originator, processing }: DeliveryFacts): Uint8Array {
  const mode = speakers.length === 1 ? ',M=mono' : speakers.length === 2 ? ',M=stereo' : ''
  const text = asciiText([originator, ...(kind === 'float32' ? ['float'] : []), ...processing].join('; '))
  const line = `A=PCM,F=${sampleRate},W=${8 * SAMPLE_BYTES[kind]}${mode},T=${text.replaceAll(',', ' ')}\r\n`
  return new TextEncoder().encode(line)
}
