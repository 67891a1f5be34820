import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** Long form; what is short is measured as a whole. */
export const atscA85: DeliverySpec = {
  ...COMMON,
  id: 'atsc-a85',
  name: 'ATSC A/85',
  targetLufs: -24,
  belowLu: 2,
  aboveLu: 2,
  gate: 'dialogue',
  truePeakDbtp: -2,
  source: 'ATSC A/85, where no other dialnorm was agreed on',
  sourceDate: '2013',
  note: 'Advertisements and other short form: the whole programme, not the dialogue.',
  uncertain: ['belowLu', 'aboveLu', 'gate', 'sourceDate'],
}
