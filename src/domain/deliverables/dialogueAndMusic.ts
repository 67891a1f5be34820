import type { DeliverableSpec } from './deliverable.ts'

/** Words and music without effects, as trailers and international promos ask for. */
export const dialogueAndMusic: DeliverableSpec = {
  id: 'dialogue-and-music',
  name: 'Dialogue and music',
  short: 'DX+MX',
  purpose: 'Without effects',
  code: 'dxmx',
  stems: ['dialogue', 'music', 'narration'],
  layout: 'session',
  included: false,
}
