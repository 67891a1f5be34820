import { encodingLabel, FORMAT_LABELS, type MediaInfo } from '../../domain/media.ts'
import {
  type ClaimedLoudness,
  type MediaMetadata,
  type ProductionTrack,
  timeReference,
} from '../../domain/mediaMetadata.ts'
import type { Session } from '../../domain/session.ts'
import { speakerLabels } from '../../domain/speakerLabels.ts'
import { type FrameRate, formatTimecode, sampleToFrame } from '../../domain/timecode.ts'
import { samplePosition } from '../../domain/units.ts'
import { formatDb } from '../format.ts'
import { sampleCount } from './sampleCount.ts'

export type FileFact = readonly [name: string, value: string]
export type FactGroup = { readonly title: string; readonly facts: readonly FileFact[] }

type Timebase = Pick<Session, 'frameRate'>

/** Everything that is known of a file, but its markers, coding history and warnings, in the order to be read in. */
export function fileFacts(info: MediaInfo, { frameRate }: Timebase): readonly FactGroup[] {
  const { metadata = {} } = info
  return [
    { title: 'Audio', facts: audioFacts(info, frameRate) },
    { title: 'Timecode', facts: timecodeFacts(metadata, info.sampleRate, frameRate) },
    { title: 'Origin', facts: originFacts(metadata) },
    { title: 'Loudness, as the file claims', facts: loudnessFacts(metadata.broadcast?.loudness ?? {}) },
    { title: 'Tracks', facts: (metadata.production?.tracks ?? []).map(trackFact) },
  ].filter(({ facts }) => facts.length > 0)
}

/** A place or a length in a file, as timecode counted from its first sample. */
export const timecodeOf = (samples: number, sampleRate: number, rate: FrameRate): string =>
  formatTimecode(sampleToFrame(samplePosition(samples), rate, Math.round(sampleRate)), rate)

function audioFacts(info: MediaInfo, frameRate: FrameRate): FileFact[] {
  const { format, pcm, sampleRate, metadata, bytes } = info
  const { encoding, channels, length } = pcm
  const isBroadcast = metadata?.broadcast || metadata?.production
  const order = encoding.endian === 'be' && encoding.bits > 8 ? ', big-endian' : ''
  const sign = encoding.kind === 'float' ? '' : encoding.kind === 'uint' ? ' unsigned' : ' integer'
  const letters = speakerLabels(channels, metadata?.channelMask).join(' ')
  return [
    ['Format', format === 'wav' && isBroadcast ? 'Broadcast WAV (BWF)' : FORMAT_LABELS[format]],
    ['Encoding', `${encodingLabel(encoding)}${sign}${order}`],
    ['Channels', `${channels}: ${letters}`],
    ['Rate', `${sampleRate / 1000} kHz`],
    ['Length', `${timecodeOf(length, sampleRate, frameRate)} (${sampleCount(length)} samples)`],
    ...(bytes === undefined ? [] : [['Size', `${sizeText(bytes)} (${sampleCount(bytes)} bytes)`] as const]),
  ]
}

/** In the decimal units that disks are sold in. */
function sizeText(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`
}

/** The clock of the file at the session's rate, and at its own where that is another. */
function timecodeFacts(metadata: MediaMetadata, sampleRate: number, frameRate: FrameRate): FileFact[] {
  const reference = timeReference(metadata, sampleRate)
  const own = metadata.production?.timecodeRate
  const rate: FileFact[] = own ? [['Rate in the file', own.label]] : []
  if (!reference) return rate
  const at = (fps: FrameRate): string => timecodeOf(reference.samples, reference.sampleRate, fps)
  return [
    ['First sample', `${at(frameRate)} at ${frameRate.label}, the session’s rate`],
    ...(own && own.label !== frameRate.label
      ? [['At the file’s rate', `${at(own)} at ${own.label}`] as const]
      : rate),
    [
      'Time reference',
      `${sampleCount(reference.samples)} samples at ${reference.sampleRate / 1000} kHz (${reference.from})`,
    ],
  ]
}

function originFacts({ broadcast, production, tags }: MediaMetadata): FileFact[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Description', broadcast?.description],
    ['Originator', broadcast?.originator],
    ['Reference', broadcast?.originatorReference],
    ['Date', broadcast?.date],
    ['Time', broadcast?.time],
    ['Project', production?.project],
    ['Scene', production?.scene],
    ['Take', production?.take],
    ['Tape', production?.tape],
    ['Note', production?.note],
    ['Title', tags?.title],
    ['Artist', tags?.artist],
    ['Comment', tags?.comment],
    ['Software', tags?.software],
    ['UMID', broadcast?.umid],
  ]
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}

const LOUDNESS = [
  ['Integrated', 'integratedLufs', 'LUFS'],
  ['Range', 'rangeLu', 'LU'],
  ['Max true peak', 'maxTruePeakDbtp', 'dBTP'],
  ['Max momentary', 'maxMomentaryLufs', 'LUFS'],
  ['Max short-term', 'maxShortTermLufs', 'LUFS'],
] as const

const loudnessFacts = (loudness: ClaimedLoudness): FileFact[] =>
  LOUDNESS.flatMap(([name, field, unit]) => {
    const value = loudness[field]
    return value === undefined ? [] : [[name, `${formatDb(value, 2)} ${unit}`] as const]
  })

function trackFact({ interleave, name, function: purpose }: ProductionTrack): FileFact {
  const what = [name, purpose && `(${purpose})`].filter(Boolean).join(' ')
  return [interleave === undefined ? 'Track' : `Track ${interleave}`, what || 'unnamed']
}
