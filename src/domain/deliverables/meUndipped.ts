import type { DeliverableSpec } from './deliverable.ts'

/** The M&E with music and effects at full level where they are ducked under a voice in the mix. */
export const meUndipped: DeliverableSpec = {
  id: 'me-undipped',
  name: 'M&E undipped',
  short: 'Undip',
  purpose: 'Nothing ducked under the voices',
  code: 'me-undipped',
  stems: ['effects', 'fill', 'music'],
  layout: 'session',
  included: false,
  needs: 'dips',
}
