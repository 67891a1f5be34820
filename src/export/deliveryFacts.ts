import { deliveryFormat } from '../domain/deliveryFormat.ts'
import type { PlannedDeliverable } from '../domain/deliveryPlan.ts'
import { inOrder, type MarkerDraft, markerEnd, markersOf } from '../domain/markers.ts'
import { actionOf, type Stretch } from '../domain/pops.ts'
import type { Session } from '../domain/session.ts'
import { timecodeAtSample } from '../domain/timebase.ts'
import { framesPerDay, frameToSample } from '../domain/timecode.ts'
import { type Decibels, type SamplePosition, samplePosition, samples } from '../domain/units.ts'
import { present } from '../lib/present.ts'
import { resampledLength } from '../media/conform/resampledLength.ts'
import type { DeliveryFacts } from './formats/deliveryEncoder.ts'

/** Files of an export say that they come from it. */
const ORIGINATOR = 'Dubstage'

/** What is alike for all files of an export. */
export type ExportFacts = {
  readonly session: Session
  /** The local date and time of it are those of the files. */
  readonly startedAt: Date
  readonly masterGainDb: Decibels
}

/** What is known of file number `index` of a deliverable before its first sample. */
export function deliveryFacts(
  { session, startedAt, masterGainDb }: ExportFacts,
  planned: PlannedDeliverable,
  index: number,
): DeliveryFacts {
  const { deliverable, layout, format, sampleRate, bitRate, from, to, files } = planned
  const file = files[index]
  if (!file) throw new RangeError(`no file ${index} of ${deliverable.name}`)
  const heard = file.layout === layout ? layout.speakers : layout.speakers.slice(index, index + 1)
  const { dither } = deliveryFormat(format)
  return {
    file: file.name,
    sampleRate,
    speakers: file.layout.speakers,
    samples: resampledLength(to - from, session.sampleRate, sampleRate),
    kind: deliveryFormat(format).kind,
    start: startOf(session, from, sampleRate),
    timecode: timecodeAtSample(session, from),
    frameRate: session.frameRate,
    title: session.title,
    description: deliverable.name,
    originator: ORIGINATOR,
    ...localTime(startedAt),
    channelNames: heard.map((speaker) =>
      speaker === 'M' ? deliverable.name : `${deliverable.name} ${speaker}`,
    ),
    markers: markersWithin(session, from, to, sampleRate, actionOf(planned)),
    processing: [
      ...(masterGainDb === 0 ? [] : [`gain ${masterGainDb.toFixed(2)} dB`]),
      ...(sampleRate === session.sampleRate ? [] : [`converted from ${session.sampleRate} Hz`]),
      ...(dither === null ? [] : [`${dither} dither`]),
    ],
    ...(bitRate !== undefined && { bitRate }),
  }
}

/**
 * Samples at `rate` from midnight to sample `from` of a session: the nearest. Timecode has no days: what is before
 * 00:00:00:00 is of the evening before, and what is after 23:59:59 begins anew.
 */
export function startOf(
  { frameRate, sampleRate, startFrame }: Pick<Session, 'frameRate' | 'sampleRate' | 'startFrame'>,
  from: number,
  rate: number,
): SamplePosition {
  const at = (sample: number): number => Math.round((sample * rate) / sampleRate)
  const day = at(frameToSample(framesPerDay(frameRate), frameRate, sampleRate))
  const first = at(frameToSample(startFrame, frameRate, sampleRate) + from) % day
  return samplePosition(first < 0 ? first + day : first)
}

/**
 * The markers of a session between two of its samples, counted from the first of them in samples at `rate`, each on the
 * nearest sample of the file. Of a region there is what lies between them, and always a sample. `action`: what of that is of
 * the session, where the rest is not.
 */
export function markersWithin(
  session: Pick<Session, 'markers' | 'sampleRate'>,
  from: number,
  to: number,
  rate: number,
  action: Stretch = { from, to },
): readonly MarkerDraft[] {
  const length = resampledLength(to - from, session.sampleRate, rate)
  const place = (sample: number): number => Math.round(((sample - from) * rate) / session.sampleRate)
  return markersOf(session)
    .filter(
      (marker) => marker.at < action.to && (marker.at >= action.from || markerEnd(marker) > action.from),
    )
    .toSorted(inOrder)
    .map((marker) => {
      const at = Math.min(place(Math.max(marker.at, action.from)), length - 1)
      const end = place(Math.min(markerEnd(marker), action.to))
      return present<MarkerDraft>({
        at: samplePosition(at),
        length: marker.length === undefined ? undefined : samples(Math.max(1, end - at)),
        name: marker.name,
        color: marker.color,
        note: marker.note,
      })
    })
}

/** `2026-05-01` and `10:11:12`, by the machine's own clock and zone, as the fields of a `bext` chunk have them. */
function localTime(date: Date): { readonly date: string; readonly time: string } {
  const two = (value: number): string => String(value).padStart(2, '0')
  return {
    date: `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':'),
  }
}
