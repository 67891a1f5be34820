import type { DeliverableSpec } from './deliverable.ts'

/** The narration alone, as the composite has it. */
export const narrationStem: DeliverableSpec = {
  id: 'narration',
  name: 'Narration stem',
  short: 'NAR',
  purpose: 'The narrator alone',
  code: 'nar',
  stems: ['narration'],
  layout: 'session',
  included: false,
}
