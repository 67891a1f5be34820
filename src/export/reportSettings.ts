import type { DeliveryOrder } from '../domain/delivery.ts'
import { type DeliveryFormat, deliveryFormat } from '../domain/deliveryFormat.ts'
import type { PlannedDeliverable } from '../domain/deliveryPlan.ts'
import type { BounceReport } from '../domain/deliveryReport.ts'
import { layoutOf, speakerLetters } from '../domain/layout.ts'
import { type MediaId, type Session, trackStart } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import { STEMS } from '../domain/stems.ts'
import { timecodeAtSample } from '../domain/timebase.ts'

/** The settings that decided the samples, for the report. */
export function bounceSettings(
  session: Session,
  order: DeliveryOrder,
  made: readonly Pick<PlannedDeliverable, 'format'>[],
): BounceReport['settings'] {
  return {
    format: order.format,
    sampleRate: session.sampleRate,
    layout: layoutOf(session.layout).label,
    frameRate: session.frameRate.label,
    start: timecodeAtSample(session, 0),
    panLaw: `${session.panLaw} dB`,
    dither: ditherText(made),
    masterGainDb: order.master?.gainDb ?? 0,
    measured: order.pops?.measure ?? 'file',
    tracks: session.tracks.map((track) => ({
      name: track.name,
      stem: track.stem,
      channels: speakerLetters(track.speakers),
      start: { samples: trackStart(track), timecode: timecodeAtSample(session, trackStart(track)) },
      files: [...new Set(track.clips.flatMap((clip) => clip.media.map((id) => nameOf(session, id))))],
      trimDb: track.trimDb,
      faderDb: track.faderDb,
      pan: track.pan,
      polarityInverted: track.polarityInverted,
      mute: track.mute,
    })),
    stems: Object.fromEntries(STEMS.map(({ id }) => [id, session.stems[id]])),
  }
}

function nameOf({ media }: Session, id: MediaId): string {
  const info = media[id]
  return info ? soundName(info) : id
}

/** Of deliverables, each kind once. */
export function ditherText(made: readonly { readonly format: DeliveryFormat }[]): string {
  const kinds = made.flatMap(({ format }) => deliveryFormat(format).dither ?? [])
  return [...new Set(kinds)].join('; ') || 'none'
}
