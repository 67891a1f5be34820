import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** What is out of range is refused. */
export const amazon: DeliverySpec = {
  ...COMMON,
  id: 'amazon',
  name: 'Amazon Studios',
  targetLufs: -27,
  belowLu: 2,
  aboveLu: 2,
  gate: 'dialogue',
  truePeakDbtp: -2,
  source: 'Amazon Studios audio delivery specifications',
  sourceDate: null,
  note: 'The LFE channel is low-passed at 120 Hz, 24 dB an octave: that is done in the mix.',
  uncertain: ['sourceDate'],
}
