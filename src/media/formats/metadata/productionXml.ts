import {
  type ProductionMetadata,
  type ProductionTrack,
  TIMESTAMP_RATE_LIMIT,
} from '../../../domain/mediaMetadata.ts'
import { COUNT_LIMIT, samplePosition } from '../../../domain/units.ts'
import { present, presentOrNone } from '../../../lib/present.ts'
import { cleanLine, cleanText, decodeText } from './fileText.ts'
import { timecodeRate } from './timecodeRate.ts'
import { type XmlElement, xmlElements } from './xmlElements.ts'

/** The longest `iXML` chunk that is read whole. */
export const PRODUCTION_XML_LIMIT = 2 ** 20

/** Tracks that are kept; the largest recorders have 64. */
const MAX_TRACKS = 256

export type ProductionXml = {
  readonly production: ProductionMetadata | undefined
  /** The rate that the iXML states for the file, in Hz. */
  readonly fileSampleRate: number | undefined
}

/** Reads the body of an `iXML` chunk. `sampleRate`: of the file, which a timestamp counts at unless it says another. */
export function productionXml(bytes: Uint8Array, sampleRate: number): ProductionXml {
  const root = child(xmlElements(xmlText(bytes)), 'BWFXML')
  const speed = child(root, 'SPEED')
  const timestampRate = whole(speed, 'TIMESTAMP_SAMPLE_RATE') || sampleRate
  return {
    production: presentOrNone<ProductionMetadata>({
      project: line(root, 'PROJECT'),
      scene: line(root, 'SCENE'),
      take: line(root, 'TAKE'),
      tape: line(root, 'TAPE'),
      note: cleanText(child(root, 'NOTE')?.text ?? '') || undefined,
      timecodeRate: timecodeRate(line(speed, 'TIMECODE_RATE'), line(speed, 'TIMECODE_FLAG')),
      timestamp: timestamp(speed, timestampRate),
      tracks: tracks(child(root, 'TRACK_LIST')),
    }),
    fileSampleRate: whole(speed, 'FILE_SAMPLE_RATE') || undefined,
  }
}

/** UTF-16 where it says so by its mark; else as any text of a file. */
function xmlText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return decodeText(bytes)
}

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((each) => each.name === name)

const line = (element: XmlElement | undefined, name: string): string | undefined =>
  cleanLine(child(element, name)?.text ?? '') || undefined

/** A whole number from 0 to `COUNT_LIMIT`. */
function whole(element: XmlElement | undefined, name: string): number | undefined {
  const text = line(element, name) ?? ''
  const value = /^\d{1,16}$/.test(text) ? Number(text) : undefined
  return value !== undefined && value <= COUNT_LIMIT ? value : undefined
}

function timestamp(speed: XmlElement | undefined, sampleRate: number): ProductionMetadata['timestamp'] {
  const low = whole(speed, 'TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO')
  const high = whole(speed, 'TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI') ?? 0
  const count = low === undefined ? undefined : high * 2 ** 32 + low
  if (count === undefined || count > COUNT_LIMIT || sampleRate > TIMESTAMP_RATE_LIMIT) return undefined
  return { samples: samplePosition(count), sampleRate }
}

function tracks(list: XmlElement | undefined): ProductionMetadata['tracks'] {
  const found = (list?.children ?? [])
    .filter(({ name }) => name === 'TRACK')
    .slice(0, MAX_TRACKS)
    .map((track) =>
      present<ProductionTrack>({
        interleave: whole(track, 'INTERLEAVE_INDEX') ?? whole(track, 'CHANNEL_INDEX'),
        name: line(track, 'NAME'),
        function: line(track, 'FUNCTION'),
      }),
    )
  return found.length > 0 ? found : undefined
}
