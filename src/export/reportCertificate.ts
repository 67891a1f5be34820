import {
  type Certificate,
  type CertifiedClip,
  type CertifiedFade,
  type CertifiedGuide,
  frameSpan,
  measuredPart,
} from '../domain/certificate.ts'
import type { GuideMedia } from '../domain/checks.ts'
import type { DeliveryOrder } from '../domain/delivery.ts'
import type { DeliveryPlan } from '../domain/deliveryPlan.ts'
import { filesOf } from '../domain/media.ts'
import { actionOf } from '../domain/pops.ts'
import type { Clip, Fade, Session } from '../domain/session.ts'
import { soundName } from '../domain/soundName.ts'
import type { MixRenderer } from '../kernel/mixRenderer.ts'
import { startOf } from './deliveryFacts.ts'

/** What a pass has to show for its report. */
export function certificateOf(
  session: Session,
  order: DeliveryOrder,
  { deliverables, pops: { pops, programme } }: DeliveryPlan,
  renderer: MixRenderer,
): Certificate {
  const { num, den, drop } = session.frameRate
  const { buses } = renderer.plan
  const guide = order.checks?.guide
  return {
    timebase: { num, den, drop, startFrame: session.startFrame },
    programme,
    pops: pops.filter((pop) =>
      deliverables.map(actionOf).some(({ from, to }) => from < pop.to && pop.from < to),
    ),
    deliverables: deliverables.map((planned) => {
      const bus = buses.findIndex(({ id }) => id === `deliverable:${planned.deliverable.id}`)
      return {
        span: { from: planned.from, to: planned.to },
        ...(planned.marks && { marks: planned.marks }),
        frames: frameSpan(session, planned),
        timeReference: startOf(session, planned.from, planned.sampleRate),
        shortTerm: {
          from: measuredPart(planned, programme, order.pops?.measure ?? 'file').from,
          lufs: renderer.shortTerm[bus]?.values() ?? [],
        },
      }
    }),
    clips: session.tracks.map(({ clips }) => clips.map((clip) => certifiedClip(session, clip))),
    sources: filesOf(Object.entries(session.media)).map(({ fileName, bytes, fingerprint }) => ({
      file: fileName,
      bytes: bytes ?? null,
      fingerprint: fingerprint ?? null,
    })),
    ...(guide && { guide: certifiedGuide(guide) }),
  }
}

const certifiedGuide = ({ info, at }: GuideMedia): CertifiedGuide => ({
  file: soundName(info),
  bytes: info.bytes ?? null,
  fingerprint: info.fingerprint ?? null,
  at,
  samples: info.pcm.length,
})

function certifiedClip({ media }: Session, clip: Clip): CertifiedClip {
  return {
    files: clip.media.map((id) => (media[id] ? soundName(media[id]) : id)),
    start: clip.start,
    from: clip.from,
    length: clip.length,
    gainDb: clip.gainDb === undefined ? 0 : clip.gainDb,
    mute: clip.mute ?? false,
    fadeIn: certifiedFade(clip.fadeIn),
    fadeOut: certifiedFade(clip.fadeOut),
  }
}

function certifiedFade(fade: Fade | undefined): CertifiedFade | null {
  if (!fade) return null
  const { length, curve, part } = fade
  return { length, curve, from: part?.from ?? 0, of: part?.of ?? length }
}
