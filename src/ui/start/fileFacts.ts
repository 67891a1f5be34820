import { encodingLabel, FORMAT_LABELS, fileRate, type MediaInfo } from '../../domain/media.ts'
import {
  type ClaimedLoudness,
  type MediaMetadata,
  type ProductionTrack,
  timeReference,
} from '../../domain/mediaMetadata.ts'
import { sampleCount } from '../../domain/sampleCount.ts'
import type { Session } from '../../domain/session.ts'
import { speakerLabels } from '../../domain/speakerLabels.ts'
import { type FrameRate, formatFrameSpan, sampleToFrame } from '../../domain/timecode.ts'
import { samplePosition } from '../../domain/units.ts'
import { formatBytes, formatDb } from '../format.ts'

export type FileFact = readonly [name: string, value: string]
export type FactGroup = { readonly title: string; readonly facts: readonly FileFact[] }

type Timebase = Pick<Session, 'frameRate'>

/** Everything that is known of a file, but its markers, coding history and warnings, in the order to be read in. */
export function fileFacts(info: MediaInfo, { frameRate }: Timebase): readonly FactGroup[] {
  const { metadata = {} } = info
  return [
    { title: 'Audio', facts: audioFacts(info, frameRate) },
    { title: 'Timecode', facts: timecodeFacts(metadata, fileRate(info), frameRate) },
    { title: 'Origin', facts: originFacts(metadata) },
    { title: 'Loudness, as the file claims', facts: loudnessFacts(metadata.broadcast?.loudness ?? {}) },
    { title: 'Tracks', facts: (metadata.production?.tracks ?? []).map(trackFact) },
  ].filter(({ facts }) => facts.length > 0)
}

/** A place or a length in a file, as timecode counted from its first sample. */
export const timecodeOf = (samples: number, sampleRate: number, rate: FrameRate): string =>
  formatFrameSpan(sampleToFrame(samplePosition(samples), rate, Math.round(sampleRate)), rate)

/** What a conformed file was, and what was made of it; of any other, how its audio is stored. */
function audioFacts(info: MediaInfo, frameRate: FrameRate): FileFact[] {
  const { format, pcm, sampleRate, metadata, bytes, conform } = info
  const { encoding, channels, length } = pcm
  const isBroadcast = metadata?.broadcast || metadata?.production
  const letters = (metadata?.speakers ?? speakerLabels(channels, metadata?.channelMask)).join(' ')
  const rate = fileRate(info)
  const converted = rate === sampleRate ? '' : `, converted to ${sampleRate / 1000} kHz`
  const own = conform && rate !== sampleRate
  return [
    ['Format', format === 'wav' && isBroadcast ? 'Broadcast WAV (BWF)' : FORMAT_LABELS[format]],
    conform ? ['Codec', conform.codec] : ['Encoding', encodingText(encoding)],
    ...(conform ? [['Mixed from', `a copy in ${encodingText(encoding)}`] as const] : []),
    ['Channels', `${channels}: ${letters}`],
    ['Rate', `${rate / 1000} kHz${converted}`],
    ['Length', `${timecodeOf(length, sampleRate, frameRate)} (${sampleCount(length)} samples)`],
    ...(own ? [['Own length', `${sampleCount(conform.length)} samples at ${rate / 1000} kHz`] as const] : []),
    ...(bytes === undefined
      ? []
      : [['Size', `${formatBytes(bytes)} (${sampleCount(bytes)} bytes)`] as const]),
  ]
}

function encodingText(encoding: MediaInfo['pcm']['encoding']): string {
  const order = encoding.endian === 'be' && encoding.bits > 8 ? ', big-endian' : ''
  const sign = encoding.kind === 'float' ? '' : encoding.kind === 'uint' ? ' unsigned' : ' integer'
  return `${encodingLabel(encoding)}${sign}${order}`
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
