import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** What own figures begin as. */
export const custom: DeliverySpec = {
  ...COMMON,
  id: 'custom',
  name: 'Custom',
  targetLufs: -23,
  belowLu: 1,
  aboveLu: 1,
  truePeakDbtp: -1,
  source: 'Own figures',
  sourceDate: null,
}
