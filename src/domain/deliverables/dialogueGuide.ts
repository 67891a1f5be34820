import type { DeliverableSpec } from './deliverable.ts'

/** Everything that has words, in mono, for actors to follow. */
export const dialogueGuide: DeliverableSpec = {
  id: 'guide',
  name: 'Dialogue guide',
  short: 'Guide',
  purpose: 'Words and timing for the dub',
  code: 'guide',
  stems: ['dialogue', 'narration'],
  layout: 'mono',
  included: false,
}
