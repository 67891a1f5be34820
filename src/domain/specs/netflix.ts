import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** Near field, 5.1 and stereo. The quality control spares what misses one of the two targets only, and the M&E's loudness. */
export const netflix: DeliverySpec = {
  ...COMMON,
  id: 'netflix',
  name: 'Netflix',
  targetLufs: -27,
  belowLu: 2,
  aboveLu: 2,
  gate: 'dialogue',
  littleDialogue: { share: 0.15, targetLufs: -24, belowLu: 2, aboveLu: 2 },
  truePeakDbtp: -2,
  minLoudnessRangeLu: 4,
  maxLoudnessRangeLu: 18,
  split: true,
  // Its names have a type for it beside those of the other stems (1500000261101); that it has to be there they do not say.
  filledEffects: true,
  naming: 'netflix',
  source: 'Netflix Sound Mix Specifications & Best Practices, near field',
  sourceDate: null,
  note: 'M&E and stems: true peak only. Dubs also at 16 bits. The range of loudness is advice.',
  uncertain: ['littleDialogue', 'minLoudnessRangeLu', 'maxLoudnessRangeLu', 'filledEffects', 'sourceDate'],
}
