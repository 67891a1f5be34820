import type { DeliverableSpec } from './deliverable.ts'

/** The effects with the M&E-only fill (Netflix: FFFXStem): with the music it makes the M&E. */
export const filledEffects: DeliverableSpec = {
  id: 'filled-effects',
  name: 'Filled effects stem',
  short: 'FFX',
  purpose: 'Effects and fill, for a dub',
  code: 'fffx',
  stems: ['effects', 'fill'],
  layout: 'session',
  included: false,
}
