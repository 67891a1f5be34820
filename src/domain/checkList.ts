import type { CheckId, CheckSpec } from './checks.ts'

/** Every check, in the order that they are shown in. */
export const CHECKS: readonly CheckSpec[] = [
  {
    id: 'bleed',
    name: 'Dialogue in the M&E',
    looksFor: 'What dialogue or narration has and an M&E has too, however much quieter.',
    severity: 'error',
    threshold: { label: 'Bleed under the dialogue', unit: 'dB', min: -60, max: 0, initial: -56 },
  },
  {
    id: 'hole',
    name: 'Unfilled holes',
    looksFor: 'Dialogue sounds while effects and fill of an M&E are silent, or their room tone drops.',
    severity: 'error',
    threshold: { label: 'Drop of the room tone', unit: 'dB', min: 3, max: 40, initial: 9 },
  },
  {
    id: 'gapLevel',
    name: 'Levels of the M&E',
    looksFor: 'An M&E is not as loud as the mix where nobody speaks.',
    severity: 'error',
    threshold: { label: 'Difference', unit: 'dB', min: 0.1, max: 12, initial: 1 },
  },
  {
    id: 'clipping',
    name: 'Clipping',
    looksFor: 'Runs of equal samples at full scale. Whether they are over the ceiling too, True peak says.',
    severity: 'error',
    threshold: { label: 'Equal samples', unit: 'samples', min: 2, max: 100, initial: 3 },
  },
  {
    id: 'truePeak',
    name: 'True peak',
    looksFor: 'Peaks between samples, by ITU-R BS.1770-5 annex 2, over the ceiling.',
    severity: 'error',
    threshold: { label: 'Ceiling', unit: 'dBTP', min: -12, max: 0, initial: -2 },
  },
  {
    id: 'click',
    name: 'Clicks',
    looksFor: 'Single samples and steps that stand out of what is around them.',
    severity: 'warning',
    threshold: { label: 'Height over the surroundings', unit: '×', min: 5, max: 1000, initial: 16 },
  },
  {
    id: 'dropout',
    name: 'Dropouts',
    looksFor: 'Sound that breaks off into digital silence and is back within a moment.',
    severity: 'error',
    threshold: { label: 'Shortest', unit: 'samples', min: 4, max: 10_000, initial: 16 },
  },
  {
    id: 'silence',
    name: 'Digital silence',
    looksFor: 'The mix or an M&E is silent to the last bit.',
    severity: 'warning',
    threshold: { label: 'Longest that is let pass', unit: 's', min: 0.1, max: 60, initial: 1 },
  },
  {
    id: 'dcOffset',
    name: 'DC offset',
    looksFor: 'The middle of the wave is not at zero.',
    severity: 'warning',
    threshold: { label: 'Offset', unit: 'dBFS', min: -90, max: -20, initial: -60 },
  },
  {
    id: 'phase',
    name: 'Phase and mono',
    looksFor: 'Left and right cancel one another when they are summed.',
    severity: 'warning',
    threshold: { label: 'Correlation', unit: '', min: -1, max: 0.5, initial: -0.35 },
  },
  {
    id: 'deadChannel',
    name: 'Dead channels',
    looksFor: 'A channel is silent while the others sound.',
    severity: 'error',
    threshold: { label: 'Longest that is let pass', unit: 's', min: 1, max: 600, initial: 10 },
  },
  {
    id: 'channelOrder',
    name: 'Channel order',
    looksFor: 'The LFE has more than low frequencies, and another channel has no more than these.',
    severity: 'error',
  },
  {
    id: 'swapped',
    name: 'Swapped channels',
    looksFor: 'Left and right of an M&E are those of the mix the other way round, or upside down.',
    severity: 'error',
  },
  {
    id: 'offset',
    name: 'Sync',
    looksFor:
      'The M&E is earlier or later than the mix, or the mix than the guide. Other files are not compared with it: see Length and the null tests.',
    severity: 'error',
    threshold: { label: 'Offset that is let pass', unit: 'samples', min: 0, max: 4000, initial: 0 },
  },
  {
    id: 'drift',
    name: 'Drift',
    looksFor: 'The M&E runs faster or slower than the mix, or the mix than the guide.',
    severity: 'error',
    threshold: { label: 'Drift that is let pass', unit: 'ppm', min: 1, max: 5000, initial: 100 },
  },
  {
    id: 'guideLength',
    name: 'Length of the guide',
    looksFor:
      'The guide begins after the mix, or ends before or after it. What it has before the mix is its leader.',
    severity: 'warning',
    threshold: { label: 'Difference that is let pass', unit: 'frames', min: 0, max: 1000, initial: 1 },
  },
  {
    id: 'loudness',
    name: 'Loudness',
    looksFor: 'The mix is not within its target.',
    severity: 'error',
  },
  {
    id: 'dialogueLoudness',
    name: 'Loudness of the dialogue',
    looksFor:
      'Where dialogue or narration sounds, the mix is not within its target, or too far under the rest.',
    severity: 'error',
  },
  {
    id: 'momentary',
    name: 'Momentary loudness',
    looksFor: 'Within 400 ms the mix is louder than the target allows.',
    severity: 'error',
  },
  {
    id: 'shortTerm',
    name: 'Short-term loudness',
    looksFor: 'Within 3 s the mix is louder than the target allows.',
    severity: 'error',
  },
  {
    id: 'loudnessRange',
    name: 'Loudness range',
    looksFor: 'The range of the whole programme (EBU Tech 3342) is not what the target asks for.',
    severity: 'warning',
  },
  {
    id: 'length',
    name: 'Length',
    looksFor: 'Deliverables of one range are not of one length, or not the length that was asked for.',
    severity: 'error',
    threshold: { label: 'Difference that is let pass', unit: 'samples', min: 0, max: 192_000, initial: 0 },
  },
  {
    id: 'rate',
    name: 'Sample rate',
    looksFor: 'A file is not of the rate that was asked for.',
    severity: 'error',
  },
  {
    id: 'channels',
    name: 'Channel form',
    looksFor: 'A file has not the channels that were asked for.',
    severity: 'error',
  },
]

export function checkSpec(id: CheckId): CheckSpec {
  const found = CHECKS.find((spec) => spec.id === id)
  if (!found) throw new RangeError(`no check ${id}`)
  return found
}
