import { clipGainDb } from '../domain/clipShape.ts'
import { fadeInGain, fadeOutGain } from '../domain/fades.ts'
import type { Clip, Fade } from '../domain/session.ts'
import { dbToGain } from '../domain/units.ts'

/** What the samples of a clip are multiplied by. */
export type ClipEnvelope = {
  readonly gain: number
  readonly length: number
  readonly fadeIn: Fade | undefined
  readonly fadeOut: Fade | undefined
}

/** `null` for a clip that plays as it is: at 0 dB and without fades. */
export function clipEnvelope(clip: Clip): ClipEnvelope | null {
  const { length, fadeIn, fadeOut } = clip
  const gain = dbToGain(clipGainDb(clip))
  return gain === 1 && !fadeIn && !fadeOut ? null : { gain, length, fadeIn, fadeOut }
}

/** The factor of the `n`th sample of a clip: gain × fade, in doubles. Fades of a clip never overlap. */
export function envelopeGain({ gain, length, fadeIn, fadeOut }: ClipEnvelope, n: number): number {
  if (fadeIn && n < fadeIn.length) return gain * fadeInGain(fadeIn, n)
  const intoOut = fadeOut ? n - (length - fadeOut.length) : -1
  return fadeOut && intoOut >= 0 ? gain * fadeOutGain(fadeOut, intoOut) : gain
}

/**
 * Multiplies `frames` samples of planar channels, from their sample `offset` on, by the envelope from sample `at` of the
 * clip on. Every factor is of the clip's own sample, so pieces of any size come to the same bits.
 */
export function applyEnvelope(
  envelope: ClipEnvelope,
  channels: readonly Float64Array[],
  offset: number,
  frames: number,
  at: number,
): void {
  const { gain, length, fadeIn, fadeOut } = envelope
  const inEnd = Math.min(frames, Math.max(0, (fadeIn?.length ?? 0) - at))
  const outStart = Math.min(frames, Math.max(inEnd, length - (fadeOut?.length ?? 0) - at))
  for (let n = 0; n < inEnd; n++) scale(channels, offset + n, envelopeGain(envelope, at + n))
  if (gain !== 1) {
    for (const channel of channels) {
      for (let n = offset + inEnd; n < offset + outStart; n++) channel[n] = (channel[n] ?? 0) * gain
    }
  }
  for (let n = outStart; n < frames; n++) scale(channels, offset + n, envelopeGain(envelope, at + n))
}

function scale(channels: readonly Float64Array[], n: number, factor: number): void {
  for (const channel of channels) channel[n] = (channel[n] ?? 0) * factor
}
