import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** Stereo; mono programmes are often asked for 3 LU lower. */
export const podcast: DeliverySpec = {
  ...COMMON,
  id: 'podcast',
  name: 'Podcast',
  targetLufs: -16,
  belowLu: 1,
  aboveLu: 1,
  truePeakDbtp: -1,
  sampleRates: [44_100, 48_000],
  formats: ['wav16', 'wav24'],
  layouts: ['stereo', 'mono'],
  source: 'Common practice of podcast directories',
  sourceDate: null,
  uncertain: [
    'targetLufs',
    'belowLu',
    'aboveLu',
    'truePeakDbtp',
    'sampleRates',
    'formats',
    'source',
    'sourceDate',
  ],
}
