import type { DeliveryContainer } from '../domain/deliveryContainers.ts'
import { metaEditSays } from './metaEdit.ts'
import { ffmpeg, runTool } from './referenceTools.ts'

const shell = (command: string, path: string): string => runTool('sh', ['-c', command, path]).toString()

/** Those that sox, as systems have it, and libsndfile read; the others are for players. */
const SOX: readonly DeliveryContainer[] = ['wav', 'aiff', 'flac']
const SNDFILE: readonly DeliveryContainer[] = ['wav', 'aiff', 'flac', 'mp3', 'opus']

/** Said without reason: see ADR 24. */
const WITHOUT_REASON = [
  "*** 'data' chunk should be an even number of bytes in length.",
  'sox WARN wav: wave header missing extended part of fmt chunk',
]

/** What ffprobe, ffmpeg, sndfile-info, sox, mediainfo and BWF MetaEdit have to say against a delivered file: nothing about a good one. */
export function complaintsAbout(path: string, container: DeliveryContainer): readonly string[] {
  const said = [
    shell('ffprobe -v warning "$0" 2>&1', path),
    shell('ffmpeg -v warning -nostdin -guess_layout_max 0 -i "$0" -f null - 2>&1', path),
    SOX.includes(container) ? shell('sox --i "$0" 2>&1 >/dev/null; sox "$0" -n 2>&1', path) : '',
    container === 'wav' ? metaEditSays(path) : '',
    ...(SNDFILE.includes(container) ? linesAgainst(shell('sndfile-info "$0" 2>&1', path)) : []),
  ]
  const [general, audio] = JSON.parse(runTool('mediainfo', ['--Output=JSON', path]).toString()).media.track
  if (general.IsTruncated || general.ConformanceErrors || !audio?.SamplingRate)
    said.push(`mediainfo: ${JSON.stringify([general, audio])}`)
  return said
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !WITHOUT_REASON.includes(line))
}

const linesAgainst = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => /should be|\bbad\b|error|unknown|unhandled|invalid|warning|\*\*\*/i.test(line))

/** Loudness and true peak of a file by ffmpeg, in LUFS and dBTP. */
export function ffmpegLoudness(path: string): { readonly lufs: number; readonly truePeak: number } {
  const text = shell(
    'ffmpeg -nostdin -hide_banner -i "$0" -af ebur128=peak=true:framelog=verbose -f null - 2>&1',
    path,
  )
  return {
    lufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(text)?.[1]),
    truePeak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(text)?.[1]),
  }
}

/** ffmpeg's decoding, channel by channel. */
export function ffmpegSamples(path: string, channels: number): readonly Float64Array[] {
  const raw = ffmpeg('-i', path, '-f', 'f64le', '-')
  const length = raw.length / 8 / channels
  return Array.from({ length: channels }, (_, c) =>
    Float64Array.from({ length }, (_unused, n) => raw.readDoubleLE((n * channels + c) * 8)),
  )
}

/** Where the largest sample is. */
export function peakPlace(signal: Float64Array): number {
  let place = 0
  for (let n = 1; n < signal.length; n++)
    if (Math.abs(signal[n] ?? 0) > Math.abs(signal[place] ?? 0)) place = n
  return place
}

/** The chapters that ffprobe finds in a file, in seconds, and the timecode in its tags. */
export function ffprobeChapters(path: string): {
  readonly titles: readonly string[]
  readonly places: readonly number[]
  readonly timecode: string | undefined
} {
  const { chapters, format, streams } = JSON.parse(
    shell('ffprobe -v error -show_chapters -show_format -show_streams -of json "$0"', path),
  )
  return {
    titles: chapters.map((each: { tags?: { title?: string } }) => each.tags?.title ?? ''),
    places: chapters.map((each: { start_time: string }) => Number(each.start_time)),
    timecode: format.tags?.TIMECODE ?? streams[0]?.tags?.TIMECODE,
  }
}
