import type { DeliverableSpec } from './deliverable.ts'

/** Music and effects, filled where the dialogue took sound with it: what a foreign dub is laid over. */
export const me: DeliverableSpec = {
  id: 'me',
  name: 'M&E',
  short: 'M&E',
  purpose: 'Ready to dub',
  code: 'me',
  stems: ['effects', 'fill', 'music'],
  layout: 'session',
  included: true,
}
