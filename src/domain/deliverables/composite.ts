import type { DeliverableSpec } from './deliverable.ts'

/** The full mix heard in the cinema: every stem but the fill, which would double what the dialogue still holds. */
export const composite: DeliverableSpec = {
  id: 'composite',
  name: 'Composite',
  short: 'Composite',
  purpose: 'The full mix',
  code: 'composite',
  stems: ['dialogue', 'effects', 'music', 'narration', 'optional'],
  layout: 'session',
  included: true,
}
