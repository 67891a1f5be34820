import type { DeliverableSpec } from './deliverable.ts'

/** The effects alone, as the composite has them: without fill, or they would not sum to it. */
export const effectsStem: DeliverableSpec = {
  id: 'effects',
  name: 'Effects stem',
  short: 'FX',
  purpose: 'Effects as the composite has them',
  code: 'fx',
  stems: ['effects'],
  layout: 'session',
  included: false,
}
