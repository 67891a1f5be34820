import type { DeliverableSpec } from './deliverable.ts'

/** The music alone, as the composite has it. */
export const musicStem: DeliverableSpec = {
  id: 'music',
  name: 'Music stem',
  short: 'MX',
  purpose: 'Score and source music',
  code: 'mx',
  stems: ['music'],
  layout: 'session',
  included: false,
}
