import type { DeliverableSpec } from './deliverable.ts'

/** The composite without its narration, for a narrator in another language. */
export const mixMinus: DeliverableSpec = {
  id: 'mix-minus',
  name: 'Mix-minus narration',
  short: 'Mix−',
  purpose: 'For another narrator',
  code: 'mixminus',
  stems: ['dialogue', 'effects', 'music', 'optional'],
  layout: 'session',
  included: false,
}
