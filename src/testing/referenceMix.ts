import type { DeliverableSpec } from '../domain/deliverables/deliverable.ts'
import { trackMatrix } from '../domain/gain.ts'
import { layoutOf } from '../domain/layout.ts'
import type { Clip, Fade, MediaId, Session, Track } from '../domain/session.ts'
import { STEMS } from '../domain/stems.ts'
import { dbToGain } from '../domain/units.ts'

/** Every file of a session as planar doubles. */
export type Material = ReadonlyMap<MediaId, readonly Float64Array[]>

/**
 * A deliverable of a session, sample after sample as the definitions say it, as 32-bit floats: the sum over tracks in
 * order of matrix × (the sum over clips of sample × (gain × fade)), times the stem's gain, as a single float, summed over
 * stems in order.
 */
export function referenceMix(session: Session, material: Material, spec: DeliverableSpec): Float32Array[] {
  const length = Math.max(
    0,
    ...session.tracks.flatMap(({ clips }) => clips.map((clip) => clip.start + clip.length)),
  )
  const { speakers } = layoutOf(session.layout)
  const mix = speakers.map(() => new Float64Array(length))
  const stems = STEMS.filter(({ id }) => spec.stems.includes(id))
  for (const { id } of stems) {
    const { faderDb, mute } = session.stems[id]
    const gain = mute ? 0 : dbToGain(faderDb)
    const bus = speakers.map(() => new Float64Array(length))
    for (const track of session.tracks) {
      if (track.stem !== id) continue
      const inputs = trackSound(track, material, length)
      const matrix = trackMatrix(track, speakers, session.panLaw)
      for (let n = 0; n < length; n++) {
        for (const [output, channel] of bus.entries()) {
          let sum = 0
          for (const [input, sound] of inputs.entries())
            sum += (sound[n] ?? 0) * (matrix[output]?.[input] ?? 0)
          channel[n] = (channel[n] ?? 0) + sum
        }
      }
    }
    for (const [output, channel] of mix.entries())
      for (let n = 0; n < length; n++)
        channel[n] = (channel[n] ?? 0) + Math.fround((bus[output]?.[n] ?? 0) * gain)
  }
  return mix.map((channel) => Float32Array.from(channel))
}

function trackSound({ clips, speakers }: Track, material: Material, length: number): readonly Float64Array[] {
  const out = speakers.map(() => new Float64Array(length))
  for (const clip of clips) {
    if (clip.mute) continue
    const channels = clip.media.flatMap((id) => material.get(id) ?? [])
    for (let n = 0; n < clip.length; n++) {
      const factor = clipFactor(clip, n)
      for (const [c, channel] of out.entries()) {
        const sample = channels[c]?.[clip.from + n] ?? 0
        channel[clip.start + n] = (channel[clip.start + n] ?? 0) + sample * factor
      }
    }
  }
  return out
}

function clipFactor({ gainDb, fadeIn, fadeOut, length }: Clip, n: number): number {
  const gain = gainDb === undefined ? 1 : dbToGain(gainDb)
  if (fadeIn && n < fadeIn.length) return gain * curve(fadeIn, (fadeIn.part?.from ?? 0) + n)
  if (!fadeOut || n < length - fadeOut.length) return gain
  const whole = fadeOut.part?.of ?? fadeOut.length
  return gain * curve(fadeOut, whole - (fadeOut.part?.from ?? 0) - (n - length + fadeOut.length))
}

function curve({ curve: kind, length, part }: Fade, n: number): number {
  const whole = part?.of ?? length
  if (n === 0) return 0
  if (n === whole) return 1
  const x = n / whole
  const logistic = (t: number): number => 1 / (1 + Math.exp(-t))
  const steep = 1 / (1 - 0.787) - 1
  switch (kind) {
    case 'equalPower':
      return Math.sin((x * Math.PI) / 2)
    case 'equalGain':
      return (1 - Math.cos(x * Math.PI)) / 2
    case 'linear':
      return x
    case 's':
      return (logistic(steep * (2 * x - 1)) - logistic(-steep)) / (logistic(steep) - logistic(-steep))
    case 'exponential':
      return Math.exp(Math.log(1e-5) * (1 - x))
  }
}
