import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** R 128 with a lower ceiling. */
export const ukDpp: DeliverySpec = {
  ...COMMON,
  id: 'uk-dpp',
  name: 'UK DPP (AS-11)',
  targetLufs: -23,
  belowLu: 0.2,
  aboveLu: 0.2,
  truePeakDbtp: -3,
  source: 'DPP delivery requirements for AS-11, which ask for EBU R 128',
  sourceDate: null,
  note: 'Tracks are laid out by EBU R 48 or R 123.',
  uncertain: ['belowLu', 'aboveLu', 'truePeakDbtp', 'sourceDate'],
}
