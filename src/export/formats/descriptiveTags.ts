import type { DeliveryContainerSpec } from '../../domain/deliveryContainers.ts'
import type { MarkerDraft } from '../../domain/markers.ts'
import type { DeliveryFacts } from './deliveryEncoder.ts'

/**
 * What tags tell of where a file starts, for formats that have no field for it: the timecode of the frame that its first
 * sample falls in, the rate that this counts by, and, exact, its samples since midnight at the file's rate. Their names are
 * those that ffmpeg goes by when it makes a Broadcast Wave of the file.
 */
export function timeTags({
  start,
  timecode,
  frameRate,
}: DeliveryFacts): readonly (readonly [string, string])[] {
  return [
    ['TIMECODE', timecode],
    ['TIMECODE_RATE', `${frameRate.num}/${frameRate.den}`],
    ['TIME_REFERENCE', String(start)],
  ]
}

/** The markers that a container has room for. */
export const keptMarkers = (
  { markers: room }: Pick<DeliveryContainerSpec, 'markers'>,
  { markers }: DeliveryFacts,
): readonly MarkerDraft[] => markers.slice(0, room?.most)

/** The nearest millisecond to sample `at`. */
export const milliseconds = (at: number, sampleRate: number): number => Math.round((at * 1000) / sampleRate)

/** The chapters that a Vorbis comment holds, by the numbers that name them (three digits). */
const MOST_CHAPTERS = 1000

/**
 * Markers as comments of Ogg and FLAC (wiki.xiph.org, Chapter Extension): `CHAPTER000=00:00:01.500` and
 * `CHAPTER000NAME=FFOA`. Those beyond number 999 are left out.
 */
export function chapterComments(
  markers: readonly MarkerDraft[],
  sampleRate: number,
): readonly (readonly [string, string])[] {
  return markers.slice(0, MOST_CHAPTERS).flatMap(({ at, name }, index) => {
    const key = `CHAPTER${String(index).padStart(3, '0')}`
    return [
      [key, clock(milliseconds(at, sampleRate))],
      [`${key}NAME`, name],
    ] as const
  })
}

function clock(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const seconds = ms / 1000
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}`
}
