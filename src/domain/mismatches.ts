import { fileRate, type MediaInfo } from './media.ts'
import type { MediaId, Session } from './session.ts'
import { formatFrameSpan, nominalRate, sampleToFrame } from './timecode.ts'
import { samplePosition } from './units.ts'

/** Something about the files of a session that may hurt later. `text` is a whole sentence without the file's name. */
export type Mismatch = { readonly media: MediaId; readonly file: string; readonly text: string }

/** Ratios of length that come from playing at another speed than was meant. */
const SPEEDS: readonly { readonly ratio: number; readonly cause: string }[] = [
  { ratio: 1001 / 1000, cause: 'pulled down by 0.1 %, as 24 to 23.976 fps' },
  { ratio: 1000 / 1001, cause: 'pulled up by 0.1 %, as 23.976 to 24 fps' },
  { ratio: 24 / 25, cause: 'sped up from 24 to 25 fps' },
  { ratio: 25 / 24, cause: 'slowed down from 25 to 24 fps' },
  { ratio: 24000 / 25025, cause: 'sped up from 23.976 to 25 fps' },
  { ratio: 25025 / 24000, cause: 'slowed down from 25 to 23.976 fps' },
  { ratio: 44_100 / 48_000, cause: 'recorded at 48 kHz and marked 44.1 kHz, or the other way round' },
  { ratio: 48_000 / 44_100, cause: 'recorded at 44.1 kHz and marked 48 kHz, or the other way round' },
]
/** How near a ratio has to be: a frame in a quarter of an hour. */
const NEAR = 5e-5

/**
 * What was odd in files, and what does not fit together: files that are not as long as most others, files of another sample rate than the
 * session's, and files that count timecode at another frame rate. Lengths are compared between files that are the whole
 * of their track, which are meant to run alongside each other; a clip among others is as long as it is. In the order of
 * the media.
 */
export function mismatches(session: Session): readonly Mismatch[] {
  const files = Object.entries(session.media)
  const parts = new Set(
    session.tracks.flatMap(({ clips }) => (clips.length > 1 ? clips.flatMap(({ media }) => media) : [])),
  )
  const common = commonest(files.flatMap(([id, { pcm }]) => (parts.has(id) ? [] : [pcm.length])))
  return files.flatMap(([media, info]) =>
    [
      ...info.warnings,
      parts.has(media) ? undefined : lengthText(info, common, session),
      rateText(info, session),
      frameRateText(info, session),
    ].flatMap((text) => (text ? [{ media, file: info.fileName, text }] : [])),
  )
}

/** `shared`: by more files than one. */
type Common = { readonly length: number | undefined; readonly shared: boolean }

/** The value that most have; the larger where two are had by as many. `undefined` without any. */
function commonest(values: readonly number[]): Common {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || b - a)
  return { length: most?.[0], shared: (most?.[1] ?? 0) > 1 }
}

function lengthText(
  { pcm }: MediaInfo,
  { length: common, shared }: Common,
  session: Session,
): string | undefined {
  if (common === undefined || pcm.length === common) return undefined
  const { frameRate, sampleRate } = session
  const timecode = (n: number): string =>
    formatFrameSpan(sampleToFrame(samplePosition(n), frameRate, sampleRate), frameRate)
  const difference = Math.abs(pcm.length - common)
  const whole = sampleToFrame(samplePosition(difference), frameRate, sampleRate)
  const frames = whole < nominalRate(frameRate) ? count(whole, 'frame') : timecode(difference)
  const size = whole > 0 ? frames : count(difference, 'sample')
  const ratio = pcm.length / common
  const speed = SPEEDS.find((each) => Math.abs(ratio / each.ratio - 1) < NEAR)
  const cause = speed ? ` It may have been ${speed.cause}.` : ''
  return `It is ${size} ${pcm.length > common ? 'longer' : 'shorter'} than ${timecode(common)}, the length of ${shared ? 'most files' : 'the longest'}.${cause}`
}

const rateText = (info: MediaInfo, session: Session): string | undefined =>
  fileRate(info) === session.sampleRate
    ? undefined
    : `It was at ${fileRate(info) / 1000} kHz and has been converted to ${session.sampleRate / 1000} kHz.`

function frameRateText({ metadata }: MediaInfo, { frameRate }: Session): string | undefined {
  const own = metadata?.production?.timecodeRate
  if (!own || own.num * frameRate.den === frameRate.num * own.den) return undefined
  return `It counts timecode at ${own.label}; the session runs at ${frameRate.label}.`
}

const count = (n: number, unit: string): string => `${n.toLocaleString('en-US')} ${unit}${n === 1 ? '' : 's'}`
