import type { DeliverableSpec } from './deliverable.ts'

/** The full mix heard in the cinema: every stem but the fill, which would double what the dialogue still holds. */
export const composite: DeliverableSpec = {
  id: 'composite',
  name: 'Composite',
  short: 'Composite',
  purpose: 'The full mix',
  suffix: 'composite',
  stems: ['dialogue', 'effects', 'music'],
}
