import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** ±0.2 LU for what is finished; live programmes have ±1. */
export const ebuR128: DeliverySpec = {
  ...COMMON,
  id: 'ebu-r128',
  name: 'EBU R 128',
  targetLufs: -23,
  belowLu: 0.2,
  aboveLu: 0.2,
  truePeakDbtp: -1,
  source: 'EBU R 128, Loudness normalisation and permitted maximum level of audio signals',
  sourceDate: '2020',
  note: 'Live programmes: ±1 LU.',
}
