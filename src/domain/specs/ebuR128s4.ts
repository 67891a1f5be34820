import { COMMON, type DeliverySpec } from './deliverySpec.ts'

/** Cinematic content: the programme as R 128 has it, while dialogue may be lower, but not by more than 5 LU. */
export const ebuR128s4: DeliverySpec = {
  ...COMMON,
  id: 'ebu-r128-s4',
  name: 'EBU R 128 s4, cinematic',
  targetLufs: -23,
  belowLu: 0.2,
  aboveLu: 0.2,
  truePeakDbtp: -1,
  maxOverDialogueLu: 5,
  source: 'EBU R 128 s4, by way of EBU Tech 3343',
  sourceDate: null,
  note: 'Dialogue may sit between −28 and −23 LUFS.',
  uncertain: ['sourceDate'],
}
