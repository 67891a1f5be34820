import type { DeliverableSpec } from './deliverable.ts'

/** What a dub may keep or replace: never in the M&E as well, where it would double. */
export const optionalTrack: DeliverableSpec = {
  id: 'optional',
  name: 'Optional track',
  short: 'OPT',
  purpose: 'Kept or replaced, as the dub likes',
  code: 'opt',
  stems: ['optional'],
  layout: 'session',
  included: false,
}
