import { clipGainDb } from '../../domain/clipShape.ts'
import type { SampleSource } from '../../domain/ports.ts'
import type { Clip, MediaId } from '../../domain/session.ts'
import { dbToGain } from '../../domain/units.ts'
import { fadesAt } from './clipEnvelope.ts'
import { samplesBetween } from './sampleWave.ts'
import type { WaveBox } from './wavePixels.ts'

/** CSS pixels between samples from which on each is marked with a dot. */
export const DOTS_FROM = 4

/** Where on its canvas the samples of a clip lie, in device pixels; `end`: the first column after the clip. */
export type SampleBox = WaveBox & {
  readonly end: number
  readonly samplesPerColumn: number
  /** The place in the file, which may be between two samples, that column `x` begins at. */
  readonly from: number
  /** Device pixels in a CSS pixel. */
  readonly scale: number
  readonly waveGain: number
}

/**
 * A line through the very samples of a clip that are in view, one for each channel, as loud as they sound times `waveGain`. False while they
 * are not known.
 */
export function drawSamples(
  context: CanvasRenderingContext2D,
  source: SampleSource,
  media: MediaId,
  clip: Clip,
  box: SampleBox,
): boolean {
  const { x, end, from, samplesPerColumn, scale, waveGain } = box
  // One more on each side: the line goes on to what is out of view.
  const first = Math.max(clip.from, Math.floor(from) - 1)
  const last = Math.min(clip.from + clip.length, Math.ceil(from + (end - x) * samplesPerColumn) + 1)
  const channels = samplesBetween(source, media, first, last)
  if (!channels) return false
  const gain = dbToGain(clipGainDb(clip)) * waveGain
  const dots = 1 / samplesPerColumn >= DOTS_FROM * scale
  context.save()
  context.beginPath()
  context.rect(x, 0, end - x, box.middle * 2)
  context.clip()
  context.strokeStyle = context.fillStyle
  context.lineWidth = scale
  for (const samples of channels) {
    const at = (n: number): readonly [number, number] => {
      const value = (samples[n] ?? 0) * gain * fadesAt(clip, first + n - clip.from)
      const height = Math.max(-1, Math.min(1, value)) * box.halfHeight
      return [x + (first + n - from) / samplesPerColumn, box.middle - height]
    }
    context.beginPath()
    for (let n = 0; n < samples.length; n++) context.lineTo(...at(n))
    context.stroke()
    if (!dots) continue
    const size = 3 * scale
    for (let n = 0; n < samples.length; n++) {
      const [left, top] = at(n)
      // On whole pixels, or they would be smudges.
      context.fillRect(Math.round(left - size / 2), Math.round(top - size / 2), size, size)
    }
  }
  context.restore()
  return true
}
