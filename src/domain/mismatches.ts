import { fileRate, type MediaInfo } from './media.ts'
import { ownTimecode, ownTimecodeText } from './placement.ts'
import type { MediaId, Session, Track } from './session.ts'
import { timecodeFault } from './setFault.ts'
import { soundName } from './soundName.ts'
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
 * What was odd in files, and what does not fit together: files that are not as long as most others, files of another sample rate than
 * the session's, files that count timecode at another frame rate, and files of a set that say another timecode than the
 * others of it. Lengths are compared between tracks of which one file,
 * or one set of files, is the whole: they are meant to run alongside each other, while a clip among others is as long as it
 * is. A set is one, by its track's name. In the order of the media.
 */
export function mismatches(session: Session): readonly Mismatch[] {
  const runs = session.tracks.flatMap((track) => runOf(track, session))
  const common = commonest(runs)
  const lengths = new Map(runs.map((run) => [run.media, { run, text: lengthText(run, common, session) }]))
  const timecodes = setTimecodes(session)
  return Object.entries(session.media).flatMap(([media, info]) => {
    const { run, text: length } = lengths.get(media) ?? {}
    return [
      ...info.warnings.map((text) => ({ media, file: soundName(info), text })),
      ...(run && length ? [{ media, file: run.name, text: length }] : []),
      ...[rateText(info, session), frameRateText(info, session), timecodes.get(media)].flatMap((text) =>
        text ? [{ media, file: soundName(info), text }] : [],
      ),
    ]
  })
}

/** A track that is one file from end to end, or one set of them. `media`: the file, or the first of the set. */
type Run = { readonly media: MediaId; readonly name: string; readonly length: number }

function runOf({ name, clips }: Track, { media }: Session): readonly Run[] {
  const [clip, ...others] = clips
  const [first, ...more] = clip?.media ?? []
  const info = first === undefined ? undefined : media[first]
  if (first === undefined || !info || others.length > 0) return []
  const called = more.length > 0 ? `${name} (${more.length + 1} files)` : soundName(info)
  return [{ media: first, name: called, length: info.pcm.length }]
}

/** The length that most tracks have, the larger where two are had by as many; how many have it, of how many. */
type Common = { readonly length: number; readonly tracks: number; readonly of: number; readonly name: string }

function commonest(runs: readonly Run[]): Common | undefined {
  const counts = new Map<number, number>()
  for (const { length } of runs) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || b - a)
  const one = runs.find(({ length }) => length === most?.[0])
  return most && one && { length: most[0], tracks: most[1], of: runs.length, name: one.name }
}

function lengthText({ length }: Run, common: Common | undefined, session: Session): string | undefined {
  if (!common || length === common.length) return undefined
  const { frameRate, sampleRate } = session
  const timecode = (n: number): string =>
    formatFrameSpan(sampleToFrame(samplePosition(n), frameRate, sampleRate), frameRate)
  const difference = Math.abs(length - common.length)
  const whole = sampleToFrame(samplePosition(difference), frameRate, sampleRate)
  const frames = whole < nominalRate(frameRate) ? count(whole, 'frame') : timecode(difference)
  const size = whole > 0 ? frames : count(difference, 'sample')
  const ratio = length / common.length
  const speed = SPEEDS.find((each) => Math.abs(ratio / each.ratio - 1) < NEAR)
  const cause = speed ? ` It may have been ${speed.cause}.` : ''
  const whose =
    common.tracks > 1 ? `${common.tracks} of ${common.of} tracks` : `the longest track, “${common.name}”`
  return `It is ${size} ${length > common.length ? 'longer' : 'shorter'} than ${timecode(common.length)}, the length of ${whose}.${cause}`
}

const rateText = (info: MediaInfo, session: Session): string | undefined =>
  fileRate(info) === session.sampleRate
    ? undefined
    : `It was at ${fileRate(info) / 1000} kHz and has been converted to ${session.sampleRate / 1000} kHz.`

function frameRateText({ metadata }: MediaInfo, { frameRate }: Session): string | undefined {
  const own = metadata?.production?.timecodeRate
  if (!own) return undefined
  const isSame = own.num * frameRate.den === frameRate.num * own.den
  if (isSame && own.drop === frameRate.drop) return undefined
  const text = `It counts timecode at ${own.label}; the session runs at ${frameRate.label}.`
  return isSame ? `${text} Its frames are the same; what they are called is not.` : text
}

/** By file, what is said of those in sets whose timecode is another than that of most of their set. */
function setTimecodes(session: Session): ReadonlyMap<MediaId, string> {
  const found = new Map<MediaId, string>()
  const seen = new Set<string>()
  for (const { name, clips } of session.tracks) {
    for (const { media } of clips) {
      if (media.length < 2 || seen.has(media.join())) continue
      seen.add(media.join())
      const set = media.flatMap((id) => (session.media[id] ? [{ id, info: session.media[id] }] : []))
      const fault = timecodeFault(
        set.map(({ info }) => info),
        session,
      )
      for (const { id, info } of fault?.odd.flatMap((index) => set[index] ?? []) ?? []) {
        const own = ownTimecode(info, session)
        if (!fault || !own) continue
        const common = ownTimecodeText(fault.own.common)
        found.set(
          id,
          `It begins at ${ownTimecodeText(own)} by its timecode, and its set, “${name}”, at ${common}.`,
        )
      }
    }
  }
  return found
}

const count = (n: number, unit: string): string => `${n.toLocaleString('en-US')} ${unit}${n === 1 ? '' : 's'}`
