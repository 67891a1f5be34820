import type { Meter } from '../kernel/meter.ts'
import type { MeasuredLoudness } from './formats/deliveryEncoder.ts'

/** What the meters say of a deliverable's samples as they are rounded. */
export type DeliveredFigures = MeasuredLoudness & {
  /** `null`: silent from end to end. */
  readonly maxSamplePeakDbfs: number | null
  /** Samples that were held to full scale. */
  readonly clippedSamples: number
}

/** What a meter has found so far; what is not defined, as the loudness of silence, is `null`. */
export function figuresOf(meter: Meter, clippedSamples: number): DeliveredFigures {
  const figure = (value: number): number | null => (Number.isFinite(value) ? value : null)
  return {
    integratedLufs: figure(meter.integratedLufs()),
    loudnessRangeLu: figure(meter.loudnessRangeLu()),
    maxTruePeakDbtp: figure(meter.maxTruePeakDb()),
    maxMomentaryLufs: figure(meter.maxMomentaryLufs()),
    maxShortTermLufs: figure(meter.maxShortTermLufs()),
    maxSamplePeakDbfs: figure(meter.maxSamplePeakDb()),
    clippedSamples,
  }
}

/** Of a file that nobody has measured by itself. */
export const UNMEASURED: MeasuredLoudness = {
  integratedLufs: null,
  loudnessRangeLu: null,
  maxTruePeakDbtp: null,
  maxMomentaryLufs: null,
  maxShortTermLufs: null,
}
