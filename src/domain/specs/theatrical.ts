import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** Mixed to a calibrated room, reel by reel: 85 dBC a front speaker. */
export const theatrical: DeliverySpec = {
  ...COMMON,
  id: 'theatrical',
  name: 'Theatrical',
  truePeakDbtp: 0,
  layouts: ['5.1', 'stereo'],
  twoPop: true,
  tailPop: true,
  leaderSeconds: 8,
  source: 'Practice of mixing stages; rooms by Dolby 5.1 Production Guidelines',
  sourceDate: null,
  note: 'Reels with a leader begin eight seconds before the first frame of action, the pop two seconds before it.',
  uncertain: ['truePeakDbtp', 'tailPop', 'leaderSeconds', 'source', 'sourceDate'],
}
