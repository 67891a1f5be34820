import type { DeliverableSpec } from './deliverable.ts'

/** The dialogue alone, as the composite has it. */
export const dialogueStem: DeliverableSpec = {
  id: 'dialogue',
  name: 'Dialogue stem',
  short: 'DX',
  purpose: 'All that is spoken on screen',
  code: 'dx',
  stems: ['dialogue'],
  layout: 'session',
  included: false,
}
