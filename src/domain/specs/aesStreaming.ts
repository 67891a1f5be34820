import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** Speech and assorted content; music has targets of its own. */
export const aesStreaming: DeliverySpec = {
  ...COMMON,
  id: 'aes-td1008',
  name: 'AES TD1008 streaming',
  targetLufs: -18,
  belowLu: 1,
  aboveLu: 1,
  truePeakDbtp: -1,
  layouts: ['stereo', 'mono'],
  source: 'AES TD1008, Recommendations for loudness of internet audio streaming',
  sourceDate: '2021',
  note: 'Music: −16 LUFS for single tracks, −14 LUFS for the loudest track of an album.',
  uncertain: ['belowLu', 'aboveLu', 'truePeakDbtp', 'sourceDate'],
}
