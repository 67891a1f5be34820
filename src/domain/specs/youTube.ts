import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** What is louder is turned down when it is played; what is quieter stays so. */
export const youTube: DeliverySpec = {
  ...COMMON,
  id: 'youtube',
  name: 'YouTube',
  targetLufs: -14,
  belowLu: 1,
  aboveLu: 1,
  truePeakDbtp: -1,
  sampleRates: [48_000, 44_100],
  formats: ['wav24', 'wav16'],
  layouts: ['stereo', '5.1'],
  source: 'The level that players normalise to; YouTube publishes no delivery figure',
  sourceDate: null,
  uncertain: ['targetLufs', 'belowLu', 'aboveLu', 'truePeakDbtp', 'source', 'sourceDate'],
}
