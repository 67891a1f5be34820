import type { BroadcastMetadata, ClaimedLoudness } from '../../../domain/mediaMetadata.ts'
import { COUNT_LIMIT, type SamplePosition, samplePosition } from '../../../domain/units.ts'
import { present, presentOrNone } from '../../../lib/present.ts'
import { cleanText, decodeText, fieldText } from './fileText.ts'

/** Everything but the coding history, which has no fixed length (EBU Tech 3285 version 2, § 2.3). */
const FIXED_BYTES = 602
/** Through the version, which is the least that is of use. */
const LEAST_BYTES = 348
const CODING_HISTORY_LIMIT = 65_536

/** The longest `bext` chunk that is read whole. */
export const BROADCAST_LIMIT = FIXED_BYTES + CODING_HISTORY_LIMIT

/** A loudness that was not measured. */
const UNUSED = 0x7fff
/** The range of the fields, in hundredths; what lies outside was never measured either. */
const LARGEST = 9999

/** The body of a `bext` chunk of any version; `undefined` when it is too short to be one. */
export function broadcastExtension(bytes: Uint8Array): BroadcastMetadata | undefined {
  if (bytes.length < LEAST_BYTES) return undefined
  // A short chunk reads as if zeros followed: fields of later versions are zero in earlier ones.
  const fixed = new Uint8Array(FIXED_BYTES)
  fixed.set(bytes.subarray(0, FIXED_BYTES))
  const view = new DataView(fixed.buffer)
  const field = (at: number, length: number) => fieldText(fixed.subarray(at, at + length))
  const version = view.getUint16(346, true)
  const history = decodeText(bytes.subarray(FIXED_BYTES, BROADCAST_LIMIT))
  return present<BroadcastMetadata>({
    version,
    description: fieldText(fixed.subarray(0, 256), 'lines'),
    originator: field(256, 32),
    originatorReference: field(288, 32),
    date: field(320, 10),
    time: field(330, 8),
    timeReference: timeReference(view),
    umid: version >= 1 ? umid(fixed.subarray(348, 412)) : undefined,
    loudness: version >= 2 ? loudness(view) : undefined,
    codingHistory: cleanText(history, CODING_HISTORY_LIMIT) || undefined,
  })
}

/** 64 bits: what is over the limit is more than any day has samples, so it is no time. */
function timeReference(view: DataView): SamplePosition | undefined {
  const count = Number(view.getBigUint64(338, true))
  return count <= COUNT_LIMIT ? samplePosition(count) : undefined
}

/** 64 bytes, or 32 when the second half, the source pack, is zero; none when all are. */
function umid(bytes: Uint8Array): string | undefined {
  const isZero = (part: Uint8Array): boolean => part.every((byte) => byte === 0)
  if (isZero(bytes)) return undefined
  const held = isZero(bytes.subarray(32)) ? bytes.subarray(0, 32) : bytes
  return Array.from(held, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

/** Signed hundredths (EBU Tech 3285 version 2, § 2.4). */
function loudness(view: DataView): ClaimedLoudness | undefined {
  const hundredths = (at: number): number | undefined => {
    const value = view.getInt16(at, true)
    return value === UNUSED || Math.abs(value) > LARGEST ? undefined : value / 100
  }
  return presentOrNone<ClaimedLoudness>({
    integratedLufs: hundredths(412),
    rangeLu: hundredths(414),
    maxTruePeakDbtp: hundredths(416),
    maxMomentaryLufs: hundredths(418),
    maxShortTermLufs: hundredths(420),
  })
}
