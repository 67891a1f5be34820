import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** Australian commercial television. */
export const op59: DeliverySpec = {
  ...COMMON,
  id: 'op-59',
  name: 'Free TV Australia OP-59',
  targetLufs: -24,
  belowLu: 1,
  aboveLu: 1,
  truePeakDbtp: -2,
  source: 'Free TV Australia Operational Practice OP-59',
  sourceDate: null,
  uncertain: ['targetLufs', 'belowLu', 'aboveLu', 'truePeakDbtp', 'sourceDate'],
}
